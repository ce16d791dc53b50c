package io.gossip.store.memory;

import static io.gossip.store.memory.BlockDescriptor.NEXT_FREE_OFFSET;
import static io.gossip.store.memory.BlockDescriptor.PREVIOUS_FREE_OFFSET;

import io.gossip.spi.NioBuffer;

/**
 * Free blocks in bins by size: a power of two split into {@value #STEPS} equal steps. Taking and returning touch a bounded
 * number of words, whatever the number of blocks. One thread.
 *
 * <p>From M. Masmano, I. Ripoll, A. Crespo, J. Real: TLSF, a new dynamic memory allocator for real-time systems, 2004,
 * sections 3 and 4.
 */
final class FreeBlocks {
    static final int STEPS = 16;
    private static final int STEP_BITS = 4;
    /** Sizes below this have a bin for each multiple of the alignment. */
    private static final int SMALL = BlockDescriptor.ALIGNMENT << STEP_BITS;

    private static final int SMALL_BITS = Integer.numberOfTrailingZeros(SMALL);
    private static final int ROWS = Integer.SIZE - SMALL_BITS;

    private final Segments segments;
    private final long[] heads = new long[ROWS * STEPS];
    private final int[] stepsInUse = new int[ROWS];
    private int rowsInUse;

    FreeBlocks(final Segments segments) {
        this.segments = segments;
    }

    /** @return bin of the blocks of that size, and of some that are larger by less than a step */
    static int bin(final int size) {
        if (size < SMALL) {
            return size / BlockDescriptor.ALIGNMENT;
        }
        final int log = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(size);
        return (log - SMALL_BITS + 1) * STEPS + (size >>> log - STEP_BITS) - STEPS;
    }

    /** @return first bin all of whose blocks have at least that size */
    private static int binThatFits(final int size) {
        if (size < SMALL) {
            return bin(size);
        }
        final int log = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(size);
        return bin(size + (1 << log - STEP_BITS) - 1);
    }

    void add(final long block, final int size) {
        final int bin = bin(size);
        final long first = heads[bin];
        link(block, first, 0);
        if (first != 0) {
            segments.of(first).putLong(Segments.offset(first) + PREVIOUS_FREE_OFFSET, block);
        }
        heads[bin] = block;
        stepsInUse[bin / STEPS] |= 1 << bin % STEPS;
        rowsInUse |= 1 << bin / STEPS;
    }

    private void link(final long block, final long next, final long previous) {
        final NioBuffer buffer = segments.of(block);
        buffer.putLong(Segments.offset(block) + NEXT_FREE_OFFSET, next);
        buffer.putLong(Segments.offset(block) + PREVIOUS_FREE_OFFSET, previous);
    }

    void remove(final long block, final int size) {
        final NioBuffer buffer = segments.of(block);
        final long next = buffer.getLong(Segments.offset(block) + NEXT_FREE_OFFSET);
        final long previous = buffer.getLong(Segments.offset(block) + PREVIOUS_FREE_OFFSET);
        if (next != 0) {
            segments.of(next).putLong(Segments.offset(next) + PREVIOUS_FREE_OFFSET, previous);
        }
        if (previous != 0) {
            segments.of(previous).putLong(Segments.offset(previous) + NEXT_FREE_OFFSET, next);
        } else {
            dropHead(bin(size), next);
        }
    }

    private void dropHead(final int bin, final long next) {
        heads[bin] = next;
        if (next == 0) {
            stepsInUse[bin / STEPS] &= ~(1 << bin % STEPS);
            if (stepsInUse[bin / STEPS] == 0) {
                rowsInUse &= ~(1 << bin / STEPS);
            }
        }
    }

    /** @return a block of at least that size, still in its bin, or 0 when there is none for sure */
    long find(final int size) {
        final int bin = binThatFits(size);
        final int row = bin / STEPS;
        if (row >= ROWS) {
            return 0;
        }
        final int steps = stepsInUse[row] & -1 << bin % STEPS;
        if (steps != 0) {
            return heads[row * STEPS + Integer.numberOfTrailingZeros(steps)];
        }
        final int rows = row + 1 < ROWS ? rowsInUse & -1 << row + 1 : 0;
        if (rows == 0) {
            return 0;
        }
        final int larger = Integer.numberOfTrailingZeros(rows);
        return heads[larger * STEPS + Integer.numberOfTrailingZeros(stepsInUse[larger])];
    }
}
