package io.gossip.cli.control;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Collects the fields of one frame: each is its length (u32, big endian) and its bytes. One thread. */
public final class FieldWriter {
    private final List<byte[]> fields = new ArrayList<>();
    private int length;

    /** Appends bytes, not copied. */
    public FieldWriter bytes(final byte[] value) {
        fields.add(value);
        length = Math.addExact(length, Integer.BYTES + value.length);
        return this;
    }

    /** Appends text as UTF-8. */
    public FieldWriter text(final String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends a number as 8 bytes, big endian. */
    public FieldWriter int64(final long value) {
        return bytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    /** Appends a truth value as one byte. */
    public FieldWriter flag(final boolean value) {
        return bytes(new byte[] {(byte) (value ? 1 : 0)});
    }

    /** @return length of all fields together, in bytes */
    int length() {
        return length;
    }

    void writeTo(final ByteBuffer target) {
        fields.forEach(field -> target.putInt(field.length).put(field));
    }
}
