package io.gossip.store.memory;

import io.gossip.spi.NioBuffer;
import java.util.Arrays;

/**
 * The buffers that blocks lie in. One thread adds, any thread looks up. An address is the number of its segment in the
 * upper half and the offset inside it in the lower; numbers begin at 1, so that 0 is no address.
 *
 * <p>A finished array is swapped in with every segment, before the first address in it is given out: whoever was handed
 * an address in an ordered way finds its segment.
 */
final class Segments {
    private static final int FIRST_LENGTH = 4 << 10;
    private static final int LARGEST_SMALL_LENGTH = 512 << 10;
    private static final int BLOCKS_PER_SEGMENT = 8;
    private static final int LARGEST_LENGTH_FOR_MANY_BLOCKS = 4 << 20;

    private volatile NioBuffer[] buffers = {};
    private long reserved;

    /** @return the buffer an address lies in, or null when there is no such segment */
    NioBuffer of(final long address) {
        final NioBuffer[] current = buffers;
        final long index = (address >>> Integer.SIZE) - 1;
        return index < 0 || index >= current.length ? null : current[(int) index];
    }

    static int offset(final long address) {
        return (int) address;
    }

    /**
     * Each segment is as large as all before together, up to 512 KiB, so that small stores stay small and large ones
     * have little that is not in use. One for large blocks has room for several: segments never join, so what a growing
     * record leaves behind can serve only what fits into it.
     *
     * @param minLength least bytes
     * @param maxReserved most bytes in all segments together
     * @return address of its begin, or 0 when the limit or the process has no more memory
     */
    long add(final int minLength, final long maxReserved) {
        final long regular = Math.max(
                Math.min(LARGEST_SMALL_LENGTH, Math.max(FIRST_LENGTH, reserved)), lengthForBlocksOf(minLength));
        final long length = Math.max(minLength, Math.min(regular, maxReserved - reserved & BlockDescriptor.SIZE_MASK));
        if (length > maxReserved - reserved || length > Integer.MAX_VALUE - Long.BYTES * 2) {
            return 0;
        }
        final NioBuffer[] current = buffers;
        final NioBuffer[] next = Arrays.copyOf(current, current.length + 1);
        try {
            next[current.length] = NioBuffer.allocateDirect((int) length);
        } catch (final OutOfMemoryError e) {
            return 0; // the JVM's own limit on direct memory: a refusal as good as ours
        }
        buffers = next;
        reserved += length;
        return (long) next.length << Integer.SIZE;
    }

    /** A record that grows on beyond the usual doubles its segment each time, so that all of them are a few times the last. */
    private static long lengthForBlocksOf(final int minLength) {
        final long forMany = Math.min(
                LARGEST_LENGTH_FOR_MANY_BLOCKS, (long) BLOCKS_PER_SEGMENT * minLength & BlockDescriptor.SIZE_MASK);
        return 2L * minLength <= forMany ? forMany : Long.highestOneBit(minLength) << 2;
    }

    /** @return bytes of all segments; the thread that adds */
    long reserved() {
        return reserved;
    }
}
