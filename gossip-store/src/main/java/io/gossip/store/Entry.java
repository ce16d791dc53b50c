package io.gossip.store;

import io.gossip.spi.NioBuffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * One numbered write on the heap, on its way into a view: version, kind, key and value. Immutable. Key and value lie
 * behind each other in one array; nobody writes to it once an entry has it.
 *
 * <p>An entry occupies a <em>slot</em>, and of each slot a view keeps the highest version. A key is a slot whatever the
 * kind of its entry; the owner's purge floor has a slot of its own, beside all keys, the empty one of an unknown kind
 * included.
 */
final class Entry {
    /** Of the number in a purge entry. */
    static final ByteOrder BYTE_ORDER = ByteOrder.LITTLE_ENDIAN;

    /** Bytes of the value of a purge entry. */
    static final int PURGE_LENGTH = Long.BYTES;

    private final long version;
    private final int kind;
    private final int length;
    private final NioBuffer buffer;
    private final int keyLength;

    /**
     * @param version number of the write
     * @param kind {@link EntryKind} as a number
     * @param bytes key and value, taken over: never changed from now on
     * @param keyLength bytes of it that are the key
     */
    Entry(final long version, final int kind, final byte[] bytes, final int keyLength) {
        this.version = version;
        this.kind = kind;
        this.length = bytes.length;
        this.buffer = NioBuffer.wrapping(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
        this.keyLength = keyLength;
    }

    /** @return a copy of the bytes as an entry; the spans must lie inside their buffers */
    static Entry copyOf(
            final long version,
            final int kind,
            final DirectBuffer keyBuffer,
            final int keyOffset,
            final int keyLength,
            final DirectBuffer valueBuffer,
            final int valueOffset,
            final int valueLength) {
        final byte[] bytes = new byte[keyLength + valueLength];
        keyBuffer.getBytes(keyOffset, bytes, 0, keyLength);
        valueBuffer.getBytes(valueOffset, bytes, keyLength, valueLength);
        return new Entry(version, kind, bytes, keyLength);
    }

    /** @return the owner's purge of tombstones up to a version */
    static Entry purge(final long version, final long upToVersion) {
        final byte[] bytes = new byte[PURGE_LENGTH];
        ByteBuffer.wrap(bytes).order(BYTE_ORDER).putLong(upToVersion);
        return new Entry(version, EntryKind.PURGE, bytes, 0);
    }

    long version() {
        return version;
    }

    int kind() {
        return kind;
    }

    /** @return a read-only view of key and value, always the same: the key begins at 0, the value at {@link #keyLength} */
    NioBuffer buffer() {
        return buffer;
    }

    int keyLength() {
        return keyLength;
    }

    int valueLength() {
        return length - keyLength;
    }

    /** Adds this to a run of writes. */
    void addTo(final Writes writes) {
        addTo(writes, version);
    }

    /** The same under another number. */
    void addTo(final Writes writes, final long otherVersion) {
        final NioBuffer both = buffer();
        writes.add(otherVersion, kind, both, 0, keyLength, keyLength, valueLength());
    }

    @Override
    public String toString() {
        return version + ":" + kind + ":" + keyLength + "B=" + valueLength() + "B";
    }
}
