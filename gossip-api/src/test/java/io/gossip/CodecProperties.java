package io.gossip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gossip.spi.NioBuffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CodecProperties {
    private static final ValueCodec<String> UTF_8 = StoreKey.utf8("k").codec();
    private static final ValueCodec<Long> INT64 = StoreKey.int64("k").codec();
    private static final ValueCodec<byte[]> BYTES = StoreKey.bytes("k").codec();

    /** Every code point that has a form in UTF-8, the ones outside the basic plane as often as the others. */
    @Provide
    Arbitrary<String> texts() {
        final Arbitrary<Integer> codePoints = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 0x7F),
                Arbitraries.integers().between(0x80, 0xD7FF),
                Arbitraries.integers().between(0xE000, 0xFFFF),
                Arbitraries.integers().between(0x1_0000, 0x10_FFFF));
        return codePoints.list().ofMaxSize(40).map(points -> {
            final StringBuilder text = new StringBuilder();
            points.forEach(text::appendCodePoint);
            return text.toString();
        });
    }

    @Property
    void textsComeBack(@ForAll("texts") final String value, @ForAll @IntRange(max = 9) final int offset) {
        assertEquals(value, throughABuffer(UTF_8, value, offset));
    }

    @Property
    void integersComeBack(@ForAll final long value, @ForAll @IntRange(max = 9) final int offset) {
        assertEquals(value, throughABuffer(INT64, value, offset));
    }

    @Property
    void bytesComeBack(@ForAll final byte[] value, @ForAll @IntRange(max = 9) final int offset) {
        assertArrayEquals(value, throughABuffer(BYTES, value, offset));
    }

    /** Exactly the announced length is there: a byte more would throw. */
    private static <T> T throughABuffer(final ValueCodec<T> codec, final T value, final int offset) {
        final int length = codec.encodedLength(value);
        final NioBuffer buffer = NioBuffer.allocate(offset + length);
        codec.encode(value, buffer, offset);
        return codec.decode(buffer, offset, length);
    }

    @Property
    void anyBytesGiveAValueOrACodecException(@ForAll @Size(max = 24) final byte[] bytes) {
        assertArrayEquals(bytes, BYTES.decode(NioBuffer.wrapping(bytes), 0, bytes.length));
        decodesToItsOwnBytesOrNot(UTF_8, bytes);
        decodesToItsOwnBytesOrNot(INT64, bytes);
    }

    private static <T> void decodesToItsOwnBytesOrNot(final ValueCodec<T> codec, final byte[] bytes) {
        final T value;
        try {
            value = codec.decode(NioBuffer.wrapping(bytes), 0, bytes.length);
        } catch (final CodecException e) {
            return;
        }
        final NioBuffer again = NioBuffer.allocate(codec.encodedLength(value));
        codec.encode(value, again, 0);
        assertArrayEquals(bytes, again.byteArray(), "a value has one form only");
    }
}
