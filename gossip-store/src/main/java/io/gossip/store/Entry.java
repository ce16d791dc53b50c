package io.gossip.store;

import io.gossip.StoreKey;
import io.gossip.spi.NioBuffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import org.agrona.DirectBuffer;

/**
 * One numbered write: version, kind, key and value. Immutable. Key and value lie behind each other in one array, which
 * entries of several versions may share; nobody writes to it once an entry has it.
 *
 * <p>An entry occupies a <em>slot</em>, and of each slot a view keeps the highest version. A key is a slot whatever the
 * kind of its entry; the owner's purge floor has a slot of its own, beside all keys, the empty one of an unknown kind
 * included.
 */
final class Entry {
    /** By slot, then by version: the last of a slot is the one to keep. */
    static final Comparator<Entry> BY_SLOT =
            ((Comparator<Entry>) Entry::compareSlots).thenComparingLong(Entry::version);

    /** By version alone; in one life each version is one write. */
    static final Comparator<Entry> BY_VERSION = Comparator.comparingLong(Entry::version);

    /** Bytes of the value of a purge entry. */
    static final int PURGE_LENGTH = Long.BYTES;

    private final long version;
    private final int kind;
    private final byte[] bytes;
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
        this.bytes = bytes;
        this.keyLength = keyLength;
    }

    /** @return a copy of the entry the chunk shows; its spans must lie inside its buffer */
    static Entry copyOf(final ChunkSource chunk) {
        return copyOf(
                chunk.entryVersion(),
                chunk.entryKind(),
                chunk.entryBuffer(),
                chunk.keyOffset(),
                chunk.keyLength(),
                chunk.entryBuffer(),
                chunk.valueOffset(),
                chunk.valueLength());
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
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(upToVersion);
        return new Entry(version, EntryKind.PURGE, bytes, 0);
    }

    long version() {
        return version;
    }

    int kind() {
        return kind;
    }

    /** @return a fresh read-only view of key and value: the key begins at 0, the value at {@link #keyLength} */
    DirectBuffer buffer() {
        return NioBuffer.wrapping(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    }

    int keyLength() {
        return keyLength;
    }

    int valueLength() {
        return bytes.length - keyLength;
    }

    boolean isValue() {
        return kind == EntryKind.SET;
    }

    boolean isTombstone() {
        return kind == EntryKind.TOMBSTONE;
    }

    boolean isPurge() {
        return kind == EntryKind.PURGE;
    }

    /** @return of a purge entry, the version up to which tombstones are gone */
    long purgedUpTo() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(keyLength);
    }

    /** @return the key as text; only for entries whose key was checked */
    String keyText() {
        return new String(bytes, 0, keyLength, StandardCharsets.UTF_8);
    }

    /** @return a fresh copy of the value */
    byte[] valueCopy() {
        return Arrays.copyOfRange(bytes, keyLength, bytes.length);
    }

    /** @return a fresh copy of the key and the value behind it */
    byte[] bytesCopy() {
        return bytes.clone();
    }

    /** @return the same write under another number */
    Entry at(final long otherVersion) {
        return new Entry(otherVersion, kind, bytes, keyLength);
    }

    /** @return below, at or above 0 as this entry's slot sorts before, is, or sorts after the other's */
    int compareSlots(final Entry other) {
        if (isPurge() != other.isPurge()) {
            return isPurge() ? -1 : 1;
        }
        return Arrays.compareUnsigned(bytes, 0, keyLength, other.bytes, 0, other.keyLength);
    }

    /** The same order as {@link #compareSlots}, against a key. */
    int compareSlot(final StoreKey<?> key) {
        if (isPurge()) {
            return -1;
        }
        final int common = Math.min(keyLength, key.length());
        for (int i = 0; i < common; i++) {
            final int order = (bytes[i] & 0xFF) - (key.byteAt(i) & 0xFF);
            if (order != 0) {
                return order;
            }
        }
        return keyLength - key.length();
    }

    @Override
    public String toString() {
        return version + ":" + kind + ":" + keyLength + "B=" + valueLength() + "B";
    }
}
