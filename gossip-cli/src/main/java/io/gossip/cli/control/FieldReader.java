package io.gossip.cli.control;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Takes the fields of one frame apart, in order. Any bytes may be in it: what is not there or malformed is a {@link
 * ControlException}, and nothing is allocated that is longer than the frame. One thread.
 */
public final class FieldReader {
    private final ByteBuffer payload;

    /** @param payload the frame's content, not copied */
    FieldReader(final ByteBuffer payload) {
        this.payload = payload;
    }

    /** @return whether there is another field */
    public boolean hasMore() {
        return payload.hasRemaining();
    }

    /** @return the next field */
    public byte[] bytes() {
        if (payload.remaining() < Integer.BYTES) {
            throw new ControlException("field missing, remaining=" + payload.remaining());
        }
        final int length = payload.getInt();
        if (length < 0 || length > payload.remaining()) {
            throw new ControlException(
                    "field longer than its frame, length=" + length + " remaining=" + payload.remaining());
        }
        final byte[] value = new byte[length];
        payload.get(value);
        return value;
    }

    /** @return the next field, which must be UTF-8 */
    public String text() {
        final byte[] value = bytes();
        try {
            // A new decoder reports what is malformed; String's own would replace it in silence.
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (final CharacterCodingException e) {
            throw new ControlException("field is not UTF-8, length=" + value.length, e);
        }
    }

    /** @return the next field, which must be a number */
    public long int64() {
        return ByteBuffer.wrap(fixed(Long.BYTES)).getLong();
    }

    /** @return the next field, which must be a number of 0 to {@link Integer#MAX_VALUE} */
    public int count() {
        final long value = int64();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new ControlException("field is no count, value=" + value);
        }
        return (int) value;
    }

    /** @return the next field, which must be a truth value */
    public boolean flag() {
        final byte value = fixed(1)[0];
        if (value != 0 && value != 1) {
            throw new ControlException("field is no truth value, value=" + value);
        }
        return value == 1;
    }

    private byte[] fixed(final int length) {
        final byte[] value = bytes();
        if (value.length != length) {
            throw new ControlException("field of another length, length=" + value.length + " expected=" + length);
        }
        return value;
    }

    /** Refuses fields that nobody asked for. */
    public void end() {
        if (hasMore()) {
            throw new ControlException("more fields than expected, remaining=" + payload.remaining());
        }
    }
}
