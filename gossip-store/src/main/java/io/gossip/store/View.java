package io.gossip.store;

import static io.gossip.store.ViewDescriptor.COUNTER_OFFSET;
import static io.gossip.store.ViewDescriptor.COUNT_OFFSET;
import static io.gossip.store.ViewDescriptor.FLOOR_OFFSET;
import static io.gossip.store.ViewDescriptor.HEADER_LENGTH;
import static io.gossip.store.ViewDescriptor.LENGTH_OFFSET;
import static io.gossip.store.ViewDescriptor.LIVE_COUNT_OFFSET;
import static io.gossip.store.ViewDescriptor.NONCE_OFFSET;
import static io.gossip.store.ViewDescriptor.PLACE_LENGTH;
import static io.gossip.store.ViewDescriptor.ROW_LENGTH;
import static io.gossip.store.ViewDescriptor.VERSION_OFFSET;

import io.gossip.Generation;
import io.gossip.spi.NioBuffer;
import io.gossip.store.memory.Memory;

/**
 * View(g, m) of one owner: per slot the last write among 1..m of life g, without tombstones up to the purge floor. A
 * function of (g, m) alone. This is a flyweight over the bytes described by {@link ViewDescriptor}: pointed at them, it
 * reads them. One thread.
 *
 * <p>It is safe to point it at memory that may be in other use by now. Then everything it says may be wrong, but it ends,
 * and reads nothing outside of the buffer: {@link #wrap} and {@link #find} check what they go by. Whoever does so must
 * ask afterwards whether the view was still there ({@link OwnerRecord#isStill}).
 */
final class View {
    /** {@link #find}: no row of that slot. */
    static final int ABSENT = -1;
    /** {@link #find}: these bytes are not a view any more. */
    static final int TORN = -2;

    private static final int FOUND = 0;

    private NioBuffer buffer;
    private int base;
    private int limit;
    private int count;

    /** @return whether there is something like a view at the address */
    boolean wrap(final Memory memory, final long address) {
        buffer = memory.buffer(address);
        base = Memory.offset(address);
        return buffer != null && wrapHeader();
    }

    private boolean wrapHeader() {
        limit = buffer.capacity() - base;
        if (base < 0 || limit < HEADER_LENGTH) {
            return false;
        }
        count = buffer.getInt(base + COUNT_OFFSET);
        return count >= 0 && count <= limit / ROW_LENGTH && ViewDescriptor.dataOffset(count) <= limit;
    }

    /** Points it at a copy of a whole view that begins at 0. */
    boolean wrap(final NioBuffer copy) {
        buffer = copy;
        base = 0;
        return wrapHeader();
    }

    long counter() {
        return buffer.getLong(base + COUNTER_OFFSET);
    }

    long nonce() {
        return buffer.getLong(base + NONCE_OFFSET);
    }

    Generation generation() {
        return new Generation(counter(), nonce());
    }

    long version() {
        return buffer.getLong(base + VERSION_OFFSET);
    }

    long purgeFloor() {
        return buffer.getLong(base + FLOOR_OFFSET);
    }

    /** @return bytes of all of it */
    int length() {
        return buffer.getInt(base + LENGTH_OFFSET);
    }

    /** @return the number of rows */
    int count() {
        return count;
    }

    /** @return rows that are live values */
    int liveCount() {
        return buffer.getInt(base + LIVE_COUNT_OFFSET);
    }

    /** @return below, at or above 0 as this view's life is older than, is, or is newer than that one */
    int compareLife(final long otherCounter, final long otherNonce) {
        return Generation.compare(counter(), nonce(), otherCounter, otherNonce);
    }

    /** @return what holds keys and values, and everything else too */
    NioBuffer buffer() {
        return buffer;
    }

    /** @return where the view begins in its buffer */
    int base() {
        return base;
    }

    /** @return its {@link ViewDescriptor#row} */
    long row(final int row) {
        return buffer.getLong(base + HEADER_LENGTH + row * ROW_LENGTH);
    }

    /** @return where its entry begins in the buffer */
    int entry(final int row) {
        return base + ViewDescriptor.entryOffset(row(row));
    }

    /** @return where its entry ends in the buffer; the next one begins there */
    int entryEnd(final int row) {
        return row + 1 < count ? entry(row + 1) : base + length();
    }

    long rowVersion(final int row) {
        return EntryDescriptor.version(buffer, entry(row));
    }

    int kind(final int row) {
        return EntryDescriptor.kind(buffer, entry(row));
    }

    boolean isValue(final int row) {
        return kind(row) == EntryKind.SET;
    }

    boolean isTombstone(final int row) {
        return kind(row) == EntryKind.TOMBSTONE;
    }

    int keyLength(final int row) {
        return EntryDescriptor.keyLength(buffer, entry(row));
    }

    /** @return place of the key in the buffer */
    int keyIndex(final int row) {
        return EntryDescriptor.keyIndex(entry(row));
    }

    /** @return place of the value in the buffer */
    int valueIndex(final int row) {
        final int entry = entry(row);
        return EntryDescriptor.valueIndex(entry, EntryDescriptor.keyLength(buffer, entry));
    }

    int valueLength(final int row) {
        final int entry = entry(row);
        return EntryDescriptor.valueLength(buffer, entry, EntryDescriptor.keyLength(buffer, entry));
    }

    /** @return the first row above the version, {@link #count} when there is none */
    int firstAfter(final long versionExclusive) {
        int low = 0;
        int high = count;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (rowVersion(middle) <= versionExclusive) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * @param slot of the key, or of the purge slot, of any kind of entry besides
     * @param key holds the key
     * @param offset where it begins
     * @param guess row to look at first, 0 to the number of rows: slots are written again and again in the same order
     * @return its row, {@link #ABSENT} or {@link #TORN}
     */
    int find(final long slot, final NioBuffer key, final int offset, final int guess) {
        if (count > ViewDescriptor.MAX_ROWS_WITHOUT_INDEX) {
            return findByIndex(slot, key, offset);
        }
        final int hash = ViewDescriptor.hash(slot);
        int row = guess;
        for (int i = 0; i < count; i++) {
            row = row < count ? row : 0;
            final long candidate = row(row);
            if (ViewDescriptor.hash(candidate) == hash) {
                final int found = compare(candidate, slot, key, offset);
                if (found != ABSENT) {
                    return found == FOUND ? row : found;
                }
            }
            row++;
        }
        return ABSENT;
    }

    private int findByIndex(final long slot, final NioBuffer key, final int offset) {
        final int places = base + HEADER_LENGTH + count * ROW_LENGTH;
        final int indexSize = ViewDescriptor.indexSize(count);
        final int hash = ViewDescriptor.hash(slot);
        int place = hash & indexSize - 1;
        for (int tries = 0; tries < indexSize; tries++) {
            final int row = buffer.getInt(places + place * PLACE_LENGTH) - 1;
            if (row < 0 || row >= count) {
                return row == -1 ? ABSENT : TORN;
            }
            final long candidate = row(row);
            final int found = ViewDescriptor.hash(candidate) == hash ? compare(candidate, slot, key, offset) : ABSENT;
            if (found != ABSENT) {
                return found == FOUND ? row : found;
            }
            place = place + 1 & indexSize - 1;
        }
        return TORN;
    }

    /** @return {@link #FOUND} when it is of that slot, else {@link #ABSENT}, or {@link #TORN} when it points outside */
    private int compare(final long row, final long slot, final NioBuffer key, final int offset) {
        final int entryOffset = ViewDescriptor.entryOffset(row);
        final int length = ViewDescriptor.keyLength(slot);
        if (entryOffset < 0 || entryOffset > limit - EntryDescriptor.OVERHEAD - length) {
            return TORN;
        }
        final int entry = base + entryOffset;
        final boolean isSame = EntryDescriptor.keyLength(buffer, entry) == length
                && (EntryDescriptor.kind(buffer, entry) == EntryKind.PURGE)
                        == (ViewDescriptor.kind(slot) == EntryKind.PURGE)
                && areEqual(EntryDescriptor.keyIndex(entry), key, offset, length);
        return isSame ? FOUND : ABSENT;
    }

    /** Short ones by their first and their last word, which overlap: a loop that runs once is dear. */
    private boolean areEqual(final int index, final NioBuffer key, final int offset, final int length) {
        if (length < Long.BYTES) {
            return areEqualByBytes(index, key, offset, length);
        }
        final int last = length - Long.BYTES;
        return buffer.getLong(index + last) == key.getLong(offset + last)
                && (last == 0 || buffer.getLong(index) == key.getLong(offset))
                && (last <= Long.BYTES || areEqualByWords(index, key, offset, last));
    }

    private boolean areEqualByWords(final int index, final NioBuffer key, final int offset, final int end) {
        for (int i = Long.BYTES; i < end; i += Long.BYTES) {
            if (buffer.getLong(index + i) != key.getLong(offset + i)) {
                return false;
            }
        }
        return true;
    }

    private boolean areEqualByBytes(final int index, final NioBuffer key, final int offset, final int length) {
        for (int i = 0; i < length; i++) {
            if (buffer.getByte(index + i) != key.getByte(offset + i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return generation() + ":" + version() + "/" + purgeFloor() + " rows=" + count;
    }
}
