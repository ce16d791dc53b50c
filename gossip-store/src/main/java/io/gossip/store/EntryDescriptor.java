package io.gossip.store;

import io.gossip.spi.NioBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * How one numbered write lies in a view, and in a chunk on the wire: the same bytes, so that a run of entries goes from
 * a packet into a view by one copy. Little endian, at any index.
 *
 * <pre>
 *  +---------------------------------------------------------------+
 *  | version of the write, 8 bytes                                 |
 *  +---------------+-------------------------------+---------------+
 *  | kind, 1 byte  | length of the key, 2 bytes    | key          ...
 *  +---------------+-------------------------------+---------------+
 *  | length of the value, 4 bytes                                  |
 *  +---------------------------------------------------------------+
 *  | value                                                        ...
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * Nothing here judges: an index outside of the buffer is an {@link IndexOutOfBoundsException}, a length may be any.
 */
public final class EntryDescriptor {
    /** Bytes of an entry beside its key and value. */
    public static final int OVERHEAD = 15;

    /** Where the kind is; the version is at 0. */
    public static final int KIND_OFFSET = Long.BYTES;

    /** Where the length of the key is. */
    public static final int KEY_LENGTH_OFFSET = KIND_OFFSET + Byte.BYTES;

    /** Where the key is; behind it come the length of the value and the value. */
    public static final int KEY_OFFSET = KEY_LENGTH_OFFSET + Short.BYTES;

    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private EntryDescriptor() {}

    /** @return number of the write */
    static long version(final NioBuffer buffer, final int entry) {
        return buffer.getLong(entry, ORDER);
    }

    static void version(final NioBuffer buffer, final int entry, final long version) {
        buffer.putLong(entry, version, ORDER);
    }

    /** @return 0 to 255 */
    static int kind(final NioBuffer buffer, final int entry) {
        return buffer.getByte(entry + KIND_OFFSET) & 0xFF;
    }

    /** @return 0 to 65,535 */
    static int keyLength(final NioBuffer buffer, final int entry) {
        return buffer.getShort(entry + KEY_LENGTH_OFFSET, ORDER) & 0xFFFF;
    }

    /** @param keyLength what {@link #keyLength} gave */
    static int valueLength(final NioBuffer buffer, final int entry, final int keyLength) {
        return buffer.getInt(entry + KEY_OFFSET + keyLength, ORDER);
    }

    /** @return where the key begins */
    static int keyIndex(final int entry) {
        return entry + KEY_OFFSET;
    }

    /** @return where the value begins */
    static int valueIndex(final int entry, final int keyLength) {
        return entry + OVERHEAD + keyLength;
    }

    /** Writes an entry; its key and value lie in one buffer. @return its end */
    static int put(
            final NioBuffer out,
            final int entry,
            final long version,
            final int kind,
            final DirectBuffer from,
            final int keyOffset,
            final int keyLength,
            final int valueOffset,
            final int valueLength) {
        out.putLong(entry, version, ORDER);
        out.putByte(entry + KIND_OFFSET, (byte) kind);
        out.putShort(entry + KEY_LENGTH_OFFSET, (short) keyLength, ORDER);
        out.putBytes(entry + KEY_OFFSET, from, keyOffset, keyLength);
        out.putInt(entry + KEY_OFFSET + keyLength, valueLength, ORDER);
        out.putBytes(valueIndex(entry, keyLength), from, valueOffset, valueLength);
        return valueIndex(entry, keyLength) + valueLength;
    }
}
