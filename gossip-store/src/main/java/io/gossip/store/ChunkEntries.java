package io.gossip.store;

import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Rule V for the entries of a chunk: judged one by one and copied out in one pass, so that a source which tells another
 * story the second time gets nowhere.
 */
final class ChunkEntries {
    private static final int MAX_KIND = 0xFF;
    private static final Entry[] NONE = {};

    private ChunkEntries() {}

    /**
     * @param chunk header already judged: {@code 0 <= from <= to}
     * @param limits bounds of keys and values
     * @return copies of the entries by rising version, or null when one is malformed or over a limit
     */
    static Entry[] copyOrNull(final ChunkSource chunk, final StoreLimits limits) {
        chunk.rewind();
        final List<Entry> entries = new ArrayList<>();
        long last = chunk.fromVersionExclusive();
        while (chunk.next()) {
            final boolean rises = chunk.entryVersion() > last && chunk.entryVersion() <= chunk.toVersion();
            // One more than the keys: the purge slot.
            if (!rises || entries.size() > limits.maxKeysPerOwner() || !isSound(chunk, limits)) {
                return null;
            }
            last = chunk.entryVersion();
            entries.add(Entry.copyOf(chunk));
        }
        return entries.toArray(NONE);
    }

    private static boolean isSound(final ChunkSource chunk, final StoreLimits limits) {
        final int kind = chunk.entryKind();
        final int maxValueLength = kind == EntryKind.PURGE ? Entry.PURGE_LENGTH : limits.maxValueLength();
        return kind >= 0
                && kind <= MAX_KIND
                && lies(chunk.entryBuffer(), chunk.keyOffset(), chunk.keyLength(), StoreKey.MAX_LENGTH)
                && lies(chunk.entryBuffer(), chunk.valueOffset(), chunk.valueLength(), maxValueLength)
                && isSoundOfKind(chunk, kind);
    }

    /** Whether the span is inside the buffer and not over its limit; no sum here overflows. */
    private static boolean lies(final DirectBuffer buffer, final int offset, final int length, final int maxLength) {
        return buffer != null
                && offset >= 0
                && length >= 0
                && length <= maxLength
                && offset <= buffer.capacity() - length;
    }

    private static boolean isSoundOfKind(final ChunkSource chunk, final int kind) {
        return switch (kind) {
            case EntryKind.SET -> hasKey(chunk);
            case EntryKind.TOMBSTONE -> hasKey(chunk) && chunk.valueLength() == 0;
            case EntryKind.PURGE -> isSoundPurge(chunk);
            default -> true; // a later version's business: kept and relayed as it is
        };
    }

    private static boolean hasKey(final ChunkSource chunk) {
        return KeyBytes.isValid(chunk.entryBuffer(), chunk.keyOffset(), chunk.keyLength());
    }

    /**
     * A view has one purge entry, and its value is the purge floor that the header states. That is stricter than asking
     * for rising floors, and unlike a comparison with what is held it lets no forged floor shut out the true ones.
     */
    private static boolean isSoundPurge(final ChunkSource chunk) {
        if (chunk.keyLength() != 0 || chunk.valueLength() != Entry.PURGE_LENGTH) {
            return false;
        }
        final long upTo = chunk.entryBuffer().getLong(chunk.valueOffset(), ByteOrder.LITTLE_ENDIAN);
        return upTo == chunk.purgeFloor() && upTo >= 0 && upTo <= chunk.entryVersion();
    }
}
