package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.InvalidValueException;
import io.gossip.NodeId;
import io.gossip.spi.NioBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

final class ChunkBufferTest {
    private static final NodeId OWNER = NodeId.of("o");
    private static final NioBuffer BYTES = NioBuffer.wrapping(new byte[] {0, 1, 2, 3, 4, 5, 6, 7});

    @Test
    void shouldGiveBackWhatWasPutIn() {
        final ChunkBuffer chunk = ChunkBuffer.unlimited()
                .begin(OWNER, 1, -2, 3, 9, 4, ChunkFlags.RESET | ChunkFlags.RUMOR)
                .set(5, "é", new byte[] {7})
                .tombstone(6, "t")
                .purge(7, 4)
                .entry(8, 99, new byte[0], new byte[0]);
        assertFalse(chunk.isWhole());
        chunk.end(8);

        assertTrue(chunk.isWhole() && chunk.isReset() && chunk.isRumor());
        assertEquals(OWNER, chunk.owner());
        assertEquals(1, chunk.counter());
        assertEquals(-2, chunk.nonce());
        assertEquals(3, chunk.fromVersionExclusive());
        assertEquals(8, chunk.toVersion());
        assertEquals(9, chunk.targetVersion());
        assertEquals(4, chunk.purgeFloor());
        assertEquals(4, chunk.entryCount());
        for (int pass = 0; pass < 2; pass++) {
            chunk.rewind();
            assertEntry(chunk, 5, EntryKind.SET, new byte[] {(byte) 0xC3, (byte) 0xA9}, new byte[] {7});
            assertEntry(chunk, 6, EntryKind.TOMBSTONE, new byte[] {'t'}, new byte[0]);
            assertEntry(chunk, 7, EntryKind.PURGE, new byte[0], new byte[] {4, 0, 0, 0, 0, 0, 0, 0});
            assertEquals(4, chunk.entryBuffer().getLong(chunk.valueOffset(), ByteOrder.LITTLE_ENDIAN));
            assertEntry(chunk, 8, 99, new byte[0], new byte[0]);
            assertFalse(chunk.next());
        }
    }

    private static void assertEntry(
            final ChunkBuffer chunk, final long version, final int kind, final byte[] key, final byte[] value) {
        assertTrue(chunk.next());
        assertEquals(version, chunk.entryVersion());
        assertEquals(kind, chunk.entryKind());
        assertArrayEquals(key, bytes(chunk, chunk.keyOffset(), chunk.keyLength()));
        assertArrayEquals(value, bytes(chunk, chunk.valueOffset(), chunk.valueLength()));
    }

    private static byte[] bytes(final ChunkBuffer chunk, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        chunk.entryBuffer().getBytes(offset, bytes);
        return bytes;
    }

    @Test
    void shouldStopAtTheLimitOfEntries() {
        final ChunkBuffer chunk = ChunkBuffer.limited(1, 100);
        assertTrue(chunk.tryBegin(OWNER, 1, 1, 0, 2, 0, 0));
        assertTrue(chunk.tryAdd(1, EntryKind.SET, BYTES, 0, 1, BYTES, 1, 2));
        assertFalse(chunk.tryAdd(2, EntryKind.SET, BYTES, 0, 1, BYTES, 1, 2));
        chunk.end(1);
        assertEquals(1, chunk.entryCount());
    }

    @Test
    void shouldStopAtTheLimitOfBytes() {
        final ChunkBuffer chunk = ChunkBuffer.limited(9, 6);
        assertTrue(chunk.tryBegin(OWNER, 1, 1, 0, 2, 0, 0));
        assertTrue(chunk.tryAdd(1, EntryKind.SET, BYTES, 0, 1, BYTES, 1, 2));
        assertFalse(chunk.tryAdd(2, EntryKind.SET, BYTES, 0, 2, BYTES, 2, 2));
        assertTrue(chunk.tryAdd(2, EntryKind.SET, BYTES, 0, 1, BYTES, 1, 2));
        assertEquals(6, chunk.byteCount());
    }

    @Test
    void shouldBeEmptyWhenAborted() {
        final ChunkBuffer chunk = ChunkBuffer.unlimited().begin(OWNER, 1, 1, 0, 2, 0, 0);
        chunk.set(1, "k", new byte[3]).end(1);
        chunk.abort();
        assertFalse(chunk.isWhole());
        assertEquals(0, chunk.entryCount());
        assertEquals(0, chunk.byteCount());
        assertFalse(chunk.next());
    }

    @Test
    void shouldKeepItsOwnCopyOfTheBytes() {
        final byte[] source = {'k', 1};
        final ChunkBuffer chunk = ChunkBuffer.unlimited().begin(OWNER, 1, 1, 0, 1, 0, 0);
        chunk.tryAdd(1, EntryKind.SET, NioBuffer.wrapping(source), 0, 1, NioBuffer.wrapping(source), 1, 1);
        chunk.end(1);
        source[1] = 2;
        assertEntry(chunk, 1, EntryKind.SET, new byte[] {'k'}, new byte[] {1});
    }

    @Test
    void shouldRefuseWhenLimitIsNegative() {
        assertEquals(
                "must not be negative, maxEntries=-1 maxBytes=2",
                assertThrows(InvalidValueException.class, () -> ChunkBuffer.limited(-1, 2))
                        .getMessage());
        assertThrows(InvalidValueException.class, () -> ChunkBuffer.limited(1, -2));
    }
}
