package io.gossip.store;

import io.gossip.StoreLimits;
import io.gossip.spi.NioBuffer;

/**
 * Rule V for the entries of a chunk: judged one by one and noted in one pass, so that a source which tells another story
 * the second time gets nowhere.
 */
final class ChunkEntries {
    private static final int MAX_KIND = 0xFF;

    private ChunkEntries() {}

    /**
     * @param chunk header already judged: {@code 0 <= from <= to}
     * @param limits bounds of keys and values
     * @param writes takes the entries, by rising version
     * @return whether all are sound and within the limits
     */
    static boolean read(final ChunkSource chunk, final StoreLimits limits, final Writes writes) {
        chunk.rewind();
        writes.clear();
        long last = chunk.fromVersionExclusive();
        final long to = chunk.toVersion();
        while (chunk.next()) {
            final NioBuffer buffer = chunk.entryBuffer();
            final int entry = chunk.entryOffset();
            final boolean isEncoded = entry != ChunkSource.NOT_ENCODED;
            if (isEncoded && !lies(buffer, entry, EntryDescriptor.OVERHEAD, EntryDescriptor.OVERHEAD)) {
                return false;
            }
            final long version = isEncoded ? EntryDescriptor.version(buffer, entry) : chunk.entryVersion();
            // One more than the keys: the purge slot.
            if (version <= last || version > to || writes.end() > limits.maxKeysPerOwner()) {
                return false;
            }
            last = version;
            final boolean isAdded = isEncoded
                    ? tryAddEncoded(chunk, version, buffer, entry, limits, writes)
                    : tryAdd(chunk, version, buffer, limits, writes);
            if (!isAdded) {
                return false;
            }
        }
        return !writes.hasSlotTwice();
    }

    private static boolean tryAddEncoded(
            final ChunkSource chunk,
            final long version,
            final NioBuffer buffer,
            final int entry,
            final StoreLimits limits,
            final Writes writes) {
        final int kind = EntryDescriptor.kind(buffer, entry);
        final int keyLength = EntryDescriptor.keyLength(buffer, entry);
        final int key = EntryDescriptor.keyIndex(entry);
        // The length of the value lies behind the key.
        if (keyLength > limits.maxKeyLength() || !lies(buffer, key, keyLength + Integer.BYTES, Integer.MAX_VALUE)) {
            return false;
        }
        final int valueLength = EntryDescriptor.valueLength(buffer, entry, keyLength);
        final int value = EntryDescriptor.valueIndex(entry, keyLength);
        if (!lies(buffer, value, valueLength, maxValueLength(kind, limits))
                || !isSound(chunk, version, kind, buffer, key, keyLength, value, valueLength)) {
            return false;
        }
        writes.addEncoded(version, kind, buffer, entry, keyLength);
        return true;
    }

    /** Each accessor is asked once. */
    private static boolean tryAdd(
            final ChunkSource chunk,
            final long version,
            final NioBuffer buffer,
            final StoreLimits limits,
            final Writes writes) {
        final int kind = chunk.entryKind();
        final int key = chunk.keyOffset();
        final int keyLength = chunk.keyLength();
        final int value = chunk.valueOffset();
        final int valueLength = chunk.valueLength();
        if (kind < 0
                || kind > MAX_KIND
                || !lies(buffer, key, keyLength, limits.maxKeyLength())
                || !lies(buffer, value, valueLength, maxValueLength(kind, limits))
                || !isSound(chunk, version, kind, buffer, key, keyLength, value, valueLength)) {
            return false;
        }
        writes.add(version, kind, buffer, key, keyLength, value, valueLength);
        return true;
    }

    private static int maxValueLength(final int kind, final StoreLimits limits) {
        return kind == EntryKind.PURGE ? Entry.PURGE_LENGTH : limits.maxValueLength();
    }

    /** Whether the span is inside the buffer and not over its limit; no sum here overflows. */
    private static boolean lies(final NioBuffer buffer, final int offset, final int length, final int maxLength) {
        return buffer != null
                && offset >= 0
                && length >= 0
                && length <= maxLength
                && offset <= buffer.capacity() - length;
    }

    private static boolean isSound(
            final ChunkSource chunk,
            final long version,
            final int kind,
            final NioBuffer buffer,
            final int key,
            final int keyLength,
            final int value,
            final int valueLength) {
        return switch (kind) {
            case EntryKind.SET -> KeyBytes.isValid(buffer, key, keyLength);
            case EntryKind.TOMBSTONE -> KeyBytes.isValid(buffer, key, keyLength) && valueLength == 0;
            case EntryKind.PURGE -> keyLength == 0 && isSoundPurge(chunk, version, buffer, value, valueLength);
            default -> true; // a later version's business: kept and relayed as it is
        };
    }

    /**
     * A view has one purge entry, and its value is the purge floor that the header states. That is stricter than asking
     * for rising floors, and unlike a comparison with what is held it lets no forged floor shut out the true ones.
     */
    private static boolean isSoundPurge(
            final ChunkSource chunk,
            final long version,
            final NioBuffer buffer,
            final int valueOffset,
            final int valueLength) {
        if (valueLength != Entry.PURGE_LENGTH) {
            return false;
        }
        final long upTo = buffer.getLong(valueOffset, Entry.BYTE_ORDER);
        return upTo == chunk.purgeFloor() && upTo >= 0 && upTo <= version;
    }
}
