package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.CodecException;
import io.gossip.Generation;
import io.gossip.InvalidValueException;
import io.gossip.NodeId;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import io.gossip.spi.NioBuffer;
import java.util.Arrays;
import net.openhft.chronicle.bytes.BytesIn;
import net.openhft.chronicle.bytes.BytesMarshallable;
import net.openhft.chronicle.bytes.BytesOut;
import org.junit.jupiter.api.Test;

final class MarshallableCodecTest {
    /** A type as users write them. */
    static final class Quote implements BytesMarshallable {
        private int kind;
        private long price;
        private String symbol = "";

        Quote() {}

        Quote(final int kind, final long price, final String symbol) {
            this.kind = kind;
            this.price = price;
            this.symbol = symbol;
        }

        @Override
        public void writeMarshallable(final BytesOut<?> out) {
            out.writeStopBit(price);
            out.writeUtf8(symbol);
            out.writeUnsignedByte(kind);
        }

        @Override
        public void readMarshallable(final BytesIn<?> in) {
            price = in.readStopBit();
            symbol = in.readUtf8();
            kind = in.readUnsignedByte();
        }
    }

    private final MarshallableCodec<Quote> codec = MarshallableCodec.of(Quote::new);

    private byte[] encoded(final Quote quote) {
        final byte[] bytes = new byte[codec.encodedLength(quote)];
        codec.encode(quote, NioBuffer.wrapping(bytes), 0);
        return bytes;
    }

    @Test
    void shouldDecodeWhatItEncoded() {
        final byte[] bytes = encoded(new Quote(200, -5_000_000_000L, "ÄBC"));
        final Quote quote = codec.decode(NioBuffer.wrapping(bytes), 0, bytes.length);
        assertEquals(200, quote.kind);
        assertEquals(-5_000_000_000L, quote.price);
        assertEquals("ÄBC", quote.symbol);
    }

    @Test
    void shouldTravelThroughAStore() {
        final NodeId self = NodeId.of("self");
        final OwnerStore store =
                OwnerStore.create(self, new Generation(1, 1), KeyedHash.of("c", "1"), StoreLimits.defaults(), 7);
        final StoreKey<Quote> key = StoreKey.of("quote", codec);
        store.self().put(key, new Quote(7, 42, "X".repeat(1_000)));
        final long[] price = new long[1];
        assertTrue(store.reader()
                .read(
                        self,
                        key,
                        (counter, nonce, version, buffer, offset, length) ->
                                price[0] = codec.decode(buffer, offset, length).price));
        assertEquals(42, price[0]);
    }

    /** Chronicle itself answers some of these with -1 or null. */
    @Test
    void shouldRefuseEveryCut() {
        final byte[] bytes = encoded(new Quote(1, 300, "AB"));
        for (int length = 0; length < bytes.length; length++) {
            final int cut = length;
            final CodecException refused = assertThrows(
                    CodecException.class, () -> codec.decode(NioBuffer.wrapping(bytes), 0, cut), "length=" + cut);
            assertTrue(refused.getMessage().contains("length=" + cut), refused.getMessage());
        }
    }

    @Test
    void shouldRefuseBytesLeftOver() {
        final byte[] bytes = encoded(new Quote(1, 300, "AB"));
        final byte[] longer = Arrays.copyOf(bytes, bytes.length + 3);
        final CodecException refused =
                assertThrows(CodecException.class, () -> codec.decode(NioBuffer.wrapping(longer), 0, longer.length));
        assertTrue(refused.getMessage().contains("left=3"), refused.getMessage());
        assertTrue(refused.getMessage().contains(Quote.class.getName()), refused.getMessage());
    }

    @Test
    void shouldRefuseBadArguments() {
        final NioBuffer four = NioBuffer.allocate(4);
        assertThrows(InvalidValueException.class, () -> MarshallableCodec.of(null));
        assertThrows(InvalidValueException.class, () -> codec.encodedLength(null));
        assertThrows(InvalidValueException.class, () -> codec.encode(null, four, 0));
        assertThrows(InvalidValueException.class, () -> codec.encode(new Quote(), null, 0));
        assertThrows(InvalidValueException.class, () -> codec.encode(new Quote(1, 1, "abc"), four, 0));
        assertThrows(InvalidValueException.class, () -> codec.encode(new Quote(), four, -1));
        assertThrows(InvalidValueException.class, () -> codec.decode(null, 0, 0));
        assertThrows(InvalidValueException.class, () -> codec.decode(four, 3, 2));
        assertThrows(InvalidValueException.class, () -> codec.decode(four, -1, 2));
        assertThrows(CodecException.class, () -> MarshallableCodec.of(() -> (Quote) null)
                .decode(four, 0, 4));
    }

    @Test
    void shouldSayWhichTypeDoesNotWriteItself() {
        final MarshallableCodec<Quote> broken = MarshallableCodec.of(Quote::new);
        final InvalidValueException refused =
                assertThrows(InvalidValueException.class, () -> broken.encodedLength(new Quote(-1, 1, "x")));
        assertTrue(refused.getMessage().contains(Quote.class.getName()), refused.getMessage());
    }
}
