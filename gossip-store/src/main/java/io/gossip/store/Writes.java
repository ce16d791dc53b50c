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
    private NioBuffer[] buffers = new NioBuffer[FIRST_CAPACITY];
    // How many from the first on lie behind each other in one buffer, as entries of a view do.
    private int runEnd;
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
        runEnd = 0;
        purgeRow = -1;
    }

    /** Adds one, whose key and value lie in one buffer; versions rise. */
    void add(
            final long version,
            final int kind,
            final NioBuffer buffer,
            final int keyOffset,
            final int keyLength,
            final int valueOffset,
            final int valueLength) {
        if (count == versions.length) {
            grow();
        }
        versions[count] = version;
        slots[count] = ViewDescriptor.slot(slotHash.of(kind, buffer, keyOffset, keyLength), kind, keyLength);
        // Mostly it is there from the last time; a collector makes storing a reference dearer than looking.
        if (buffers[count] != buffer) {
            buffers[count] = buffer;
        }
        keyOffsets[count] = keyOffset;
        valueOffsets[count] = valueOffset;
        valueLengths[count] = valueLength;
        if (kind == EntryKind.PURGE) {
            purgeRow = count;
        }
        count++;
    }

    /**
     * Adds one that lies in its buffer as it would in a view: {@link EntryDescriptor}.
     *
     * @param entry where it begins; all of it lies inside the buffer
     */
    void addEncoded(final long version, final int kind, final NioBuffer buffer, final int entry, final int keyLength) {
        final int length = EntryDescriptor.valueLength(buffer, entry, keyLength);
        final int value = EntryDescriptor.valueIndex(entry, keyLength);
        add(version, kind, buffer, EntryDescriptor.keyIndex(entry), keyLength, value, length);
        final int i = count - 1;
        if (runEnd == i && (i == 0 || buffers[i - 1] == buffer && valueOffsets[i - 1] + valueLengths[i - 1] == entry)) {
            runEnd = count;
        }
    }

    private void grow() {
        final int capacity = 2 * versions.length;
        versions = Arrays.copyOf(versions, capacity);
        slots = Arrays.copyOf(slots, capacity);
        keyOffsets = Arrays.copyOf(keyOffsets, capacity);
        valueOffsets = Arrays.copyOf(valueOffsets, capacity);
        valueLengths = Arrays.copyOf(valueLengths, capacity);
        buffers = Arrays.copyOf(buffers, capacity);
    }

    /** Adds a row of a view, under its version or another one. */
    void add(final View view, final int row, final long version) {
        final int entry = view.entry(row);
        final NioBuffer buffer = view.buffer();
        final int kind = EntryDescriptor.kind(buffer, entry);
        final int keyLength = EntryDescriptor.keyLength(buffer, entry);
        if (version == EntryDescriptor.version(buffer, entry)) {
            addEncoded(version, kind, buffer, entry, keyLength);
        } else {
            final int length = EntryDescriptor.valueLength(buffer, entry, keyLength);
            final int value = EntryDescriptor.valueIndex(entry, keyLength);
            add(version, kind, buffer, EntryDescriptor.keyIndex(entry), keyLength, value, length);
        }
    }

    void removeLast() {
        count--;
        runEnd = Math.min(runEnd, count);
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

    NioBuffer buffer(final int i) {
        return buffers[i];
    }

    int keyOffset(final int i) {
        return keyOffsets[i];
    }

    int keyLength(final int i) {
        return ViewDescriptor.keyLength(slots[i]);
    }

    int valueOffset(final int i) {
        return valueOffsets[i];
    }

    int valueLength(final int i) {
        return valueLengths[i];
    }

    /** @return bytes of it in a view */
    int length(final int i) {
        return EntryDescriptor.OVERHEAD + keyLength(i) + valueLengths[i];
    }

    /** @return whether those that count can be copied into a view as they lie, from {@link #entry} of the first on */
    boolean isRun() {
        return runEnd == count && first < count;
    }

    /** @return where it begins in its buffer, if it is part of a run */
    int entry(final int i) {
        return keyOffsets[i] - EntryDescriptor.KEY_OFFSET;
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
        return view.find(slots[i], buffers[i], keyOffsets[i], guess);
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
            if (buffers[i].getByte(keyOffsets[i] + k) != buffers[j].getByte(keyOffsets[j] + k)) {
                return false;
            }
        }
        return true;
    }
}
