package io.gossip.transport.aeron.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeAddress;
import io.gossip.spi.NioBuffer;
import io.gossip.transport.aeron.message.MessageReader.Piece;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
    private static final int OFFSET = 24;
    private static final int LENGTH = 100;

    private final NioBuffer buffer = NioBuffer.allocate(1_024);
    private final MessageReader reader = new MessageReader();

    /** @return its length */
    private int putWhole(final NodeAddress from) {
        final MessageWriter writer = new MessageWriter(from);
        writer.putWhole(buffer, OFFSET, NioBuffer.allocate(LENGTH), 0, LENGTH);
        return writer.wholeHeaderLength() + LENGTH;
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1:7946", "[2001:db8::1]:1", "node-1.example:65535", "ü.example:40000"})
    void shouldReadWhatWasWritten(final String address) {
        final NodeAddress from = NodeAddress.parse(address);
        final int length = putWhole(from);
        assertEquals(Piece.WHOLE, reader.read(buffer, OFFSET, length));
        assertEquals(from, reader.source());
        assertEquals(LENGTH, OFFSET + length - reader.bytesOffset());
    }

    @Test
    void shouldReadTheLengthOfALongMessage() {
        final MessageWriter writer = new MessageWriter(NodeAddress.parse("10.0.0.1:7946"));
        writer.putFirstHeader(buffer, OFFSET, 2_000_000);
        assertEquals(Piece.FIRST, reader.read(buffer, OFFSET, writer.firstHeaderLength() + 10));
        assertEquals(2_000_000, reader.messageLength());
        assertEquals(OFFSET + writer.firstHeaderLength(), reader.bytesOffset());
        writer.putNextHeader(buffer, OFFSET);
        assertEquals(Piece.NEXT, reader.read(buffer, OFFSET, writer.nextHeaderLength()));
        assertEquals(OFFSET + writer.nextHeaderLength(), reader.bytesOffset());
    }

    @Test
    void shouldNameTheSameSenderByTheSameObject() {
        final int length = putWhole(NodeAddress.parse("10.0.0.1:7946"));
        reader.read(buffer, OFFSET, length);
        final NodeAddress first = reader.source();
        reader.read(buffer, OFFSET, length);
        assertSame(first, reader.source());
        reader.read(buffer, OFFSET, putWhole(NodeAddress.parse("10.0.0.1:7947")));
        assertEquals(7_947, reader.source().port());
    }

    @Test
    void shouldRefuseEveryHeaderThatIsCutOff() {
        final MessageWriter writer = new MessageWriter(NodeAddress.parse("10.0.0.1:7946"));
        putWhole(NodeAddress.parse("10.0.0.1:7946"));
        for (int length = 0; length < writer.wholeHeaderLength(); length++) {
            assertEquals(Piece.MALFORMED, reader.read(buffer, OFFSET, length), "length=" + length);
        }
        writer.putFirstHeader(buffer, OFFSET, 1);
        for (int length = 0; length < writer.firstHeaderLength(); length++) {
            assertEquals(Piece.MALFORMED, reader.read(buffer, OFFSET, length), "length=" + length);
        }
    }

    @Test
    void shouldRefuseSendersThatCannotBeRepliedTo() {
        final int length = putWhole(NodeAddress.parse("10.0.0.1:7946"));
        buffer.putShort(OFFSET + MessageDescriptor.PORT_OFFSET, (short) 0);
        assertEquals(Piece.MALFORMED, reader.read(buffer, OFFSET, length));
        final MessageWriter writer = new MessageWriter(NodeAddress.parse("10.0.0.1:7946"));
        writer.putFirstHeader(buffer, OFFSET, -1);
        assertEquals(Piece.MALFORMED, reader.read(buffer, OFFSET, length));
    }

    @Test
    void shouldNeverThrowWhateverCame() {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        final byte[] bytes = new byte[64];
        for (int i = 0; i < 100_000; i++) {
            random.nextBytes(bytes);
            if (random.nextBoolean()) {
                bytes[0] = (byte) (MessageDescriptor.WHOLE + random.nextInt(3));
                bytes[1] = (byte) random.nextInt(40);
            }
            final int length = random.nextInt(bytes.length + 1);
            final NioBuffer exact = NioBuffer.wrapping(bytes);
            final Piece piece = reader.read(exact, 0, length);
            if (piece == Piece.WHOLE || piece == Piece.FIRST) {
                assertNotNull(reader.source(), "seed=" + seed);
            }
            if (piece != Piece.MALFORMED) {
                assertTrue(reader.bytesOffset() <= length, "seed=" + seed);
            }
        }
    }
}
