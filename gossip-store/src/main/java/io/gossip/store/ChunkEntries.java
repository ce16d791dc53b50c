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
            final long version = chunk.entryVersion();
            // One more than the keys: the purge slot.
            if (version <= last || version > to || writes.end() > limits.maxKeysPerOwner()) {
                return false;
            }
            last = version;
            if (!tryAdd(chunk, version, limits, writes)) {
                return false;
            }
        }
        return !writes.hasSlotTwice();
    }

    /** Each accessor is asked once. */
    private static boolean tryAdd(
            final ChunkSource chunk, final long version, final StoreLimits limits, final Writes writes) {
        final NioBuffer buffer = chunk.entryBuffer();
        final int kind = chunk.entryKind();
        final int keyOffset = chunk.keyOffset();
        final int keyLength = chunk.keyLength();
        final int valueOffset = chunk.valueOffset();
        final int valueLength = chunk.valueLength();
        final int maxValueLength = kind == EntryKind.PURGE ? Entry.PURGE_LENGTH : limits.maxValueLength();
        if (kind < 0
                || kind > MAX_KIND
                || !lies(buffer, keyOffset, keyLength, limits.maxKeyLength())
                || !lies(buffer, valueOffset, valueLength, maxValueLength)
                || !isSound(kind, buffer, keyOffset, keyLength, valueLength)
                || kind == EntryKind.PURGE && !isSoundPurge(chunk, version, buffer, valueOffset, valueLength)) {
            return false;
        }
        writes.add(version, kind, buffer, keyOffset, keyLength, buffer, valueOffset, valueLength);
        return true;
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
            final int kind, final NioBuffer buffer, final int keyOffset, final int keyLength, final int valueLength) {
        return switch (kind) {
            case EntryKind.SET -> KeyBytes.isValid(buffer, keyOffset, keyLength);
            case EntryKind.TOMBSTONE -> KeyBytes.isValid(buffer, keyOffset, keyLength) && valueLength == 0;
            case EntryKind.PURGE -> keyLength == 0;
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
