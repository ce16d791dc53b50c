package io.gossip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** The codecs that need nothing but the JDK. */
final class PlainCodecs {
    static final ValueCodec<byte[]> BYTES = new ValueCodec<>() {
        @Override
        public int encodedLength(final byte[] value) {
            return value.length;
        }

        @Override
        public void encode(final byte[] value, final MutableDirectBuffer buffer, final int offset) {
            buffer.putBytes(offset, value);
        }

        @Override
        public byte[] decode(final DirectBuffer buffer, final int offset, final int length) {
            final byte[] value = new byte[length];
            buffer.getBytes(offset, value);
            return value;
        }
    };

    static final ValueCodec<String> UTF_8 = new ValueCodec<>() {
        @Override
        public int encodedLength(final String value) {
            return bytesOf(value).length;
        }

        @Override
        public void encode(final String value, final MutableDirectBuffer buffer, final int offset) {
            buffer.putBytes(offset, bytesOf(value));
        }

        @Override
        public String decode(final DirectBuffer buffer, final int offset, final int length) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(BYTES.decode(buffer, offset, length)))
                        .toString();
            } catch (final CharacterCodingException e) {
                throw new CodecException("not UTF-8, length=" + length, e);
            }
        }

        private byte[] bytesOf(final String value) {
            try {
                final ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(value));
                final byte[] bytes = new byte[encoded.remaining()];
                encoded.get(bytes);
                return bytes;
            } catch (final CharacterCodingException e) {
                throw new InvalidValueException("unpaired surrogate, value='" + Checks.shown(value) + "'", e);
            }
        }
    };

    static final ValueCodec<Long> INT64 = new ValueCodec<>() {
        @Override
        public int encodedLength(final Long value) {
            return Long.BYTES;
        }

        @Override
        public void encode(final Long value, final MutableDirectBuffer buffer, final int offset) {
            buffer.putLong(offset, value, ByteOrder.LITTLE_ENDIAN);
        }

        @Override
        public Long decode(final DirectBuffer buffer, final int offset, final int length) {
            if (length != Long.BYTES) {
                throw new CodecException("a 64-bit integer has 8 bytes, length=" + length);
            }
            return buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
        }
    };

    private PlainCodecs() {}
}
