package io.gossip.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gossip.spi.NioBuffer;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

class PacketChecksumTest {
    private static final int OFFSET = 13;
    private static final int LENGTH = 1_337;

    private final byte[] memory = new byte[2_000];

    PacketChecksumTest() {
        new Random(1).nextBytes(memory);
    }

    @Test
    void shouldBeTheSameOverAnyMemory() {
        final ByteBuffer direct = ByteBuffer.allocateDirect(2_100);
        direct.position(100);
        direct.put(memory);
        final byte[] shifted = new byte[2_100];
        System.arraycopy(memory, 0, shifted, 100, memory.length);
        final DirectBuffer heap = NioBuffer.wrapping(memory);
        final NioBuffer part = NioBuffer.allocate(1);
        part.wrap(shifted, 100, memory.length);

        assertChecksum(heap);
        assertChecksum(part);
        assertChecksum(NioBuffer.wrapping(ByteBuffer.wrap(shifted).position(100).slice()));
        assertChecksum(NioBuffer.wrapping(direct.position(100).limit(2_100).slice()));
        part.wrap(direct.clear(), 100, memory.length);
        assertChecksum(part);
        assertChecksum(GuardedBuffer.of(heap, OFFSET, OFFSET + LENGTH));
    }

    @Test
    void shouldLeaveThePositionOfTheByteBufferAlone() {
        final ByteBuffer direct = ByteBuffer.allocateDirect(2_000).position(7).limit(9);

        new PacketChecksum().of(NioBuffer.wrapping(direct), OFFSET, LENGTH);

        assertEquals(7, direct.position());
        assertEquals(9, direct.limit());
    }

    private void assertChecksum(final DirectBuffer buffer) {
        final CRC32C expected = new CRC32C();
        expected.update(memory, OFFSET, 4);
        expected.update(new byte[4]);
        expected.update(memory, OFFSET + 8, LENGTH - 8);

        final PacketMemory packets = new PacketMemory();
        final NioBuffer packet = packets.of(buffer, OFFSET, LENGTH);
        assertEquals((int) expected.getValue(), new PacketChecksum().of(packet, packets.begin(), LENGTH));
    }
}
