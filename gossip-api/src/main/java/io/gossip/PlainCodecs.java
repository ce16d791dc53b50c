package io.gossip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** The codecs that need nothing but the JDK. Stateless; a null or a place outside of the buffer is a caller's error. */
final class PlainCodecs {
    static final ValueCodec<byte[]> BYTES = new Bytes();
    static final ValueCodec<String> UTF_8 = new Utf8();
    static final ValueCodec<Long> INT64 = new Int64();

    private PlainCodecs() {}

    private static void checkPlace(final DirectBuffer buffer, final int offset, final int length) {
        final int capacity = Checks.notNull(buffer, "buffer").capacity();
        Checks.inRange(offset, 0, capacity, "offset");
        Checks.inRange(length, 0, capacity - offset, "length");
    }

    private static void putBytes(final byte[] bytes, final MutableDirectBuffer buffer, final int offset) {
        if (!Checks.notNull(buffer, "buffer").isExpandable()) {
            checkPlace(buffer, offset, bytes.length);
        }
        buffer.putBytes(offset, bytes);
    }

    private static byte[] copy(final DirectBuffer buffer, final int offset, final int length) {
        checkPlace(buffer, offset, length);
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return bytes;
    }

    private static final class Bytes implements ValueCodec<byte[]> {
        @Override
        public int encodedLength(final byte[] value) {
            return Checks.notNull(value, "value").length;
        }

        @Override
        public void encode(final byte[] value, final MutableDirectBuffer buffer, final int offset) {
            putBytes(Checks.notNull(value, "value"), buffer, offset);
        }

        @Override
        public byte[] decode(final DirectBuffer buffer, final int offset, final int length) {
            return copy(buffer, offset, length);
        }
    }

    private static final class Utf8 implements ValueCodec<String> {
        @Override
        public int encodedLength(final String value) {
            return Checks.utf8Length(Checks.notNull(value, "value"), "value");
        }

        @Override
        public void encode(final String value, final MutableDirectBuffer buffer, final int offset) {
            encodedLength(value);
            putBytes(value.getBytes(StandardCharsets.UTF_8), buffer, offset);
        }

        @Override
        public String decode(final DirectBuffer buffer, final int offset, final int length) {
            final byte[] bytes = copy(buffer, offset, length);
            try {
                // A new decoder reports what is malformed; String's own would replace it in silence.
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (final CharacterCodingException e) {
                throw new CodecException("not UTF-8, length=" + length, e);
            }
        }
    }

    private static final class Int64 implements ValueCodec<Long> {
        @Override
        public int encodedLength(final Long value) {
            Checks.notNull(value, "value");
            return Long.BYTES;
        }

        @Override
        public void encode(final Long value, final MutableDirectBuffer buffer, final int offset) {
            Checks.notNull(value, "value");
            if (!Checks.notNull(buffer, "buffer").isExpandable()) {
                checkPlace(buffer, offset, Long.BYTES);
            }
            buffer.putLong(offset, value, ByteOrder.LITTLE_ENDIAN);
        }

        @Override
        public Long decode(final DirectBuffer buffer, final int offset, final int length) {
            checkPlace(buffer, offset, length);
            if (length != Long.BYTES) {
                throw new CodecException("a 64-bit integer has 8 bytes, length=" + length);
            }
            return buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
        }
    }
}
