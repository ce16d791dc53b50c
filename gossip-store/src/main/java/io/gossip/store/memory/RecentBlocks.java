package io.gossip.store.memory;

/**
 * Blocks freed a moment ago, at most one of each of {@value #PLACES} sizes, kept whole for the next request of exactly
 * that size: one publish after the other gives back what the next one needs. That spares joining and cutting blocks, and
 * its bytes are still in the processor's cache. They are neither in use nor free. One thread.
 */
final class RecentBlocks {
    private static final int PLACES = 16;
    /** Larger ones are not kept, so that little is withheld from other sizes. */
    private static final int MAX_SIZE = 4 << 10;

    private final long[] blocks = new long[PLACES];
    private final int[] sizes = new int[PLACES];

    private static int place(final int size) {
        return size / BlockDescriptor.ALIGNMENT & PLACES - 1;
    }

    /** @return whether it is kept; else there is one in its place already, or it is too large */
    boolean tryKeep(final long block, final int size) {
        final int place = place(size);
        if (size > MAX_SIZE || blocks[place] != Memory.NONE) {
            return false;
        }
        blocks[place] = block;
        sizes[place] = size;
        return true;
    }

    /** @return a block of exactly that size, no longer kept, or {@link Memory#NONE} */
    long take(final int size) {
        final int place = place(size);
        if (sizes[place] != size) {
            return Memory.NONE;
        }
        final long block = blocks[place];
        blocks[place] = Memory.NONE;
        return block;
    }

    /** @return any block that is no longer kept, or {@link Memory#NONE} when there is none */
    long takeAny() {
        for (int place = 0; place < PLACES; place++) {
            if (blocks[place] != Memory.NONE) {
                return take(sizes[place]);
            }
        }
        return Memory.NONE;
    }
}
