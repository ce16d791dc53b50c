package io.gossip.store;

import io.gossip.spi.NioBuffer;
import java.util.Arrays;

/**
 * Numbered writes of one owner by rising version, one per slot: what a view is built from besides the one before. Keys
 * and values stay where they are; this holds places and lengths, judged once, so that nothing is asked twice of a source
 * that could answer differently. Reused; grows to the largest run it ever held. One thread.
 */
final class Writes {
    private static final int FIRST_CAPACITY = 32;
    private static final int MAX_PAIRWISE = 16;

    private final SlotHash slotHash;
    private long[] versions = new long[FIRST_CAPACITY];
    private long[] slots = new long[FIRST_CAPACITY];
    private int[] keyOffsets = new int[FIRST_CAPACITY];
    private int[] valueOffsets = new int[FIRST_CAPACITY];
    private int[] valueLengths = new int[FIRST_CAPACITY];
    private NioBuffer[] keyBuffers = new NioBuffer[FIRST_CAPACITY];
    private NioBuffer[] valueBuffers = new NioBuffer[FIRST_CAPACITY];
    private int[] places = {};
    private int count;
    private int first;
    private int purgeRow;

    Writes(final SlotHash slotHash) {
        this.slotHash = slotHash;
        clear();
    }

    void clear() {
        count = 0;
        first = 0;
        purgeRow = -1;
    }

    /** Adds one; versions rise. */
    void add(
            final long version,
            final int kind,
            final NioBuffer keyBuffer,
            final int keyOffset,
            final int keyLength,
            final NioBuffer valueBuffer,
            final int valueOffset,
            final int valueLength) {
        if (count == versions.length) {
            grow();
        }
        versions[count] = version;
        slots[count] = ViewDescriptor.slot(slotHash.of(kind, keyBuffer, keyOffset, keyLength), kind, keyLength);
        place(keyBuffers, count, keyBuffer);
        keyOffsets[count] = keyOffset;
        place(valueBuffers, count, valueBuffer);
        valueOffsets[count] = valueOffset;
        valueLengths[count] = valueLength;
        if (kind == EntryKind.PURGE) {
            purgeRow = count;
        }
        count++;
    }

    /** Mostly it is there from the last time; a collector makes storing a reference dearer than looking. */
    private static void place(final NioBuffer[] buffers, final int i, final NioBuffer buffer) {
        if (buffers[i] != buffer) {
            buffers[i] = buffer;
        }
    }

    private void grow() {
        final int capacity = 2 * versions.length;
        versions = Arrays.copyOf(versions, capacity);
        slots = Arrays.copyOf(slots, capacity);
        keyOffsets = Arrays.copyOf(keyOffsets, capacity);
        valueOffsets = Arrays.copyOf(valueOffsets, capacity);
        valueLengths = Arrays.copyOf(valueLengths, capacity);
        keyBuffers = Arrays.copyOf(keyBuffers, capacity);
        valueBuffers = Arrays.copyOf(valueBuffers, capacity);
    }

    /** Adds a row of a view. */
    void add(final View view, final int row, final long version) {
        add(
                version,
                view.kind(row),
                view.buffer(),
                view.keyIndex(row),
                view.keyLength(row),
                view.buffer(),
                view.valueIndex(row),
                view.valueLength(row));
    }

    void removeLast() {
        count--;
    }

    /** Leaves out all up to a version: they are no news. */
    void skipTo(final long versionInclusive) {
        while (first < count && versions[first] <= versionInclusive) {
            first++;
        }
    }

    /** @return the first that counts */
    int first() {
        return first;
    }

    /** @return the end of those that count, exclusive */
    int end() {
        return count;
    }

    long version(final int i) {
        return versions[i];
    }

    int kind(final int i) {
        return ViewDescriptor.kind(slots[i]);
    }

    /** @return its {@link ViewDescriptor#slot} */
    long slot(final int i) {
        return slots[i];
    }

    NioBuffer keyBuffer(final int i) {
        return keyBuffers[i];
    }

    int keyOffset(final int i) {
        return keyOffsets[i];
    }

    int keyLength(final int i) {
        return ViewDescriptor.keyLength(slots[i]);
    }

    NioBuffer valueBuffer(final int i) {
        return valueBuffers[i];
    }

    int valueOffset(final int i) {
        return valueOffsets[i];
    }

    int valueLength(final int i) {
        return valueLengths[i];
    }

    boolean isTombstone(final int i) {
        return kind(i) == EntryKind.TOMBSTONE;
    }

    /** @return the purge among those that count, or -1 */
    int purge() {
        return purgeRow >= first ? purgeRow : -1;
    }

    /** @return the row of that slot in the view, which is looked for from a guess on, or {@link View#ABSENT} */
    int findIn(final View view, final int i, final int guess) {
        return view.find(slots[i], keyBuffers[i], keyOffsets[i], guess);
    }

    /** @return whether two of them are of one slot, which no view has */
    boolean hasSlotTwice() {
        return count <= MAX_PAIRWISE ? hasPair() : hasPairByIndex();
    }

    private boolean hasPair() {
        for (int i = 1; i < count; i++) {
            for (int j = 0; j < i; j++) {
                if (ViewDescriptor.maySlotsBeSame(slots[i], slots[j]) && hasSameKey(i, j)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean hasPairByIndex() {
        final int size = ViewDescriptor.indexSize(count);
        if (places.length < size) {
            places = new int[size];
        } else {
            Arrays.fill(places, 0, size, 0);
        }
        for (int i = 0; i < count; i++) {
            int place = ViewDescriptor.hash(slots[i]) & size - 1;
            while (places[place] != 0) {
                final int j = places[place] - 1;
                if (ViewDescriptor.maySlotsBeSame(slots[i], slots[j]) && hasSameKey(i, j)) {
                    return true;
                }
                place = place + 1 & size - 1;
            }
            places[place] = i + 1;
        }
        return false;
    }

    private boolean hasSameKey(final int i, final int j) {
        for (int k = 0; k < keyLength(i); k++) {
            if (keyBuffers[i].getByte(keyOffsets[i] + k) != keyBuffers[j].getByte(keyOffsets[j] + k)) {
                return false;
            }
        }
        return true;
    }
}
