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

import io.gossip.spi.NioBuffer;
import io.gossip.store.memory.Memory;
import java.util.Arrays;

/**
 * Builds a view from the one before and newer writes (D): per slot the highest version, then purge. Since all writes are
 * newer than all of the base, that is the rows of the base that no write replaces, in their order, and the writes behind
 * them. What stays is moved by runs, what is new is copied once, from where it arrived to where it will be read.
 *
 * <p>Use: {@link #plan}, then {@link #build}. Neither changes the base. One thread; allocates nothing on the heap in
 * steady state.
 */
final class ViewBuilder {
    private final View base = new View();
    private boolean[] isReplaced = {};
    private Writes writes;
    private boolean hasBase;
    private boolean purges;
    private long floor;
    private int count;
    private int liveCount;
    private long length;
    private boolean hasPurge;
    private int keptCount;
    private int droppedCount;

    private NioBuffer out;
    private int begin;
    private int row;
    private int data;

    /**
     * Looks how large the next view will be.
     *
     * @param memory where the base is
     * @param baseAddress the view before, or {@link Memory#NONE}
     * @param newer writes above all versions of the base, each slot once
     * @param isFinal whether purged tombstones go; a stage keeps them
     */
    void plan(final Memory memory, final long baseAddress, final Writes newer, final boolean isFinal) {
        writes = newer;
        hasBase = baseAddress != Memory.NONE && base.wrap(memory, baseAddress);
        purges = isFinal;
        floor = floorAfter();
        count = 0;
        liveCount = 0;
        hasPurge = false;
        length = 0;
        keptCount = 0;
        droppedCount = 0;
        if (hasBase && markReplaced() < base.count()) {
            planBase();
        }
        planWrites();
        length += ViewDescriptor.dataOffset(count);
    }

    private long floorAfter() {
        final int purge = writes.purge();
        if (purge >= 0) {
            return writes.buffer(purge).getLong(writes.valueOffset(purge), Entry.BYTE_ORDER);
        }
        return hasBase ? base.purgeFloor() : 0;
    }

    /** @return how many */
    private int markReplaced() {
        final int rows = base.count();
        if (isReplaced.length < rows) {
            isReplaced = new boolean[Math.max(rows, 2 * isReplaced.length)];
        } else {
            Arrays.fill(isReplaced, 0, rows, false);
        }
        int guess = 0;
        int count = 0;
        for (int i = writes.first(); i < writes.end(); i++) {
            final int replaced = writes.findIn(base, i, guess);
            if (replaced >= 0) {
                isReplaced[replaced] = true;
                guess = replaced + 1;
                count++;
            }
        }
        return count;
    }

    private void planBase() {
        for (int i = 0; i < base.count(); i++) {
            if (isReplaced[i]) {
                continue;
            }
            final int kind = base.kind(i);
            if (isPurged(kind, base.entry(i), base.buffer())) {
                isReplaced[i] = true;
            } else {
                count(kind, base.entryEnd(i) - base.entry(i));
                keptCount++;
            }
        }
    }

    private void planWrites() {
        for (int i = writes.first(); i < writes.end(); i++) {
            if (isPurged(writes.isTombstone(i), writes.version(i))) {
                droppedCount++;
            } else {
                count(writes.kind(i), writes.length(i));
            }
        }
    }

    private boolean isPurged(final int kind, final int entry, final NioBuffer buffer) {
        return kind == EntryKind.TOMBSTONE && isPurged(true, EntryDescriptor.version(buffer, entry));
    }

    private boolean isPurged(final boolean isTombstone, final long version) {
        return isTombstone && purges && version <= floor;
    }

    private void count(final int kind, final int bytes) {
        count++;
        liveCount += kind == EntryKind.SET ? 1 : 0;
        hasPurge |= kind == EntryKind.PURGE;
        length += bytes;
    }

    /** @return occupied keys of the view to be: values, tombstones and entries of unknown kinds, without the purge slot */
    int keyCount() {
        return hasPurge ? count - 1 : count;
    }

    /** @return rows of the view to be */
    int count() {
        return count;
    }

    /** @return bytes of the view to be */
    long length() {
        return length;
    }

    /**
     * Builds what was planned.
     *
     * @param memory where to
     * @param counter counter of the life
     * @param nonce nonce of the life
     * @param version its frontier
     * @return its address, or {@link Memory#NONE} when there is no room
     */
    long build(final Memory memory, final long counter, final long nonce, final long version) {
        final long address = length > Memory.MAX_LENGTH ? Memory.NONE : memory.allocate((int) length);
        if (address == Memory.NONE) {
            return Memory.NONE;
        }
        out = memory.buffer(address);
        begin = Memory.offset(address);
        row = begin + HEADER_LENGTH;
        data = begin + (int) ViewDescriptor.dataOffset(count);
        out.putLong(begin + COUNTER_OFFSET, counter);
        out.putLong(begin + NONCE_OFFSET, nonce);
        out.putLong(begin + VERSION_OFFSET, version);
        out.putLong(begin + FLOOR_OFFSET, floor);
        out.putInt(begin + LENGTH_OFFSET, (int) length);
        out.putInt(begin + COUNT_OFFSET, count);
        out.putInt(begin + LIVE_COUNT_OFFSET, liveCount);
        if (keptCount > 0) {
            moveBase();
        }
        if (droppedCount == 0 && writes.isRun()) {
            appendRun();
        } else {
            appendEach();
        }
        index();
        return address;
    }

    private void moveBase() {
        int i = 0;
        while (i < base.count()) {
            if (isReplaced[i]) {
                i++;
                continue;
            }
            int end = i + 1;
            while (end < base.count() && !isReplaced[end]) {
                end++;
            }
            moveRun(i, end);
            i = end;
        }
    }

    /** Entries of neighbouring rows are neighbours too. */
    private void moveRun(final int from, final int end) {
        final int begins = base.entry(from);
        final int ends = base.entryEnd(end - 1);
        final int shift = data - begin - (begins - base.base());
        out.putBytes(data, base.buffer(), begins, ends - begins);
        data += ends - begins;
        for (int i = from; i < end; i++) {
            final long moved = base.row(i);
            putRow(ViewDescriptor.hash(moved), ViewDescriptor.entryOffset(moved) + shift);
        }
    }

    /** All new entries lie behind each other as they will here. */
    private void appendRun() {
        final int first = writes.first();
        final int begins = writes.entry(first);
        final int last = writes.end() - 1;
        final int length = writes.valueOffset(last) + writes.valueLength(last) - begins;
        out.putBytes(data, writes.buffer(first), begins, length);
        final int shift = data - begin - begins;
        for (int i = first; i <= last; i++) {
            putRow(ViewDescriptor.hash(writes.slot(i)), writes.entry(i) + shift);
        }
        data += length;
    }

    private void appendEach() {
        for (int i = writes.first(); i < writes.end(); i++) {
            if (!isPurged(writes.isTombstone(i), writes.version(i))) {
                putRow(ViewDescriptor.hash(writes.slot(i)), data - begin);
                data = append(i);
            }
        }
    }

    private int append(final int i) {
        return EntryDescriptor.put(
                out,
                data,
                writes.version(i),
                writes.kind(i),
                writes.buffer(i),
                writes.keyOffset(i),
                writes.keyLength(i),
                writes.valueOffset(i),
                writes.valueLength(i));
    }

    private void putRow(final int hash, final int entryOffset) {
        out.putLong(row, ViewDescriptor.row(hash, entryOffset));
        row += ROW_LENGTH;
    }

    private void index() {
        final int size = ViewDescriptor.indexSize(count);
        if (size == 0) {
            return;
        }
        out.setMemory(row, size * PLACE_LENGTH, (byte) 0);
        for (int i = 0; i < count; i++) {
            final long indexed = out.getLong(begin + HEADER_LENGTH + i * ROW_LENGTH);
            int place = ViewDescriptor.hash(indexed) & size - 1;
            while (out.getInt(row + place * PLACE_LENGTH) != 0) {
                place = place + 1 & size - 1;
            }
            out.putInt(row + place * PLACE_LENGTH, i + 1);
        }
    }
}
