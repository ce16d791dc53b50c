package io.gossip.store.memory;

import static io.gossip.store.memory.BlockDescriptor.FREE;
import static io.gossip.store.memory.BlockDescriptor.HEADER_LENGTH;
import static io.gossip.store.memory.BlockDescriptor.LAST;
import static io.gossip.store.memory.BlockDescriptor.MIN_SIZE;
import static io.gossip.store.memory.BlockDescriptor.PREVIOUS_SIZE_OFFSET;
import static io.gossip.store.memory.BlockDescriptor.SIZE_MASK;
import static io.gossip.store.memory.BlockDescriptor.SIZE_OFFSET;

import io.gossip.spi.NioBuffer;

/**
 * Blocks of memory outside the heap, given out and taken back in constant time. Free neighbours become one block, so
 * that memory which was used in other sizes serves again (at once, but for a {@linkplain RecentBlocks few freed last}); it
 * grows only when no free block is large enough, and is returned to the system when this object is unreachable.
 *
 * <p>One thread at a time allocates and frees; any thread may {@linkplain #buffer look at} a block whose address it was
 * handed in an ordered way. Whoever looks at one that may be free by now sees any bytes, and must find that out itself.
 * Nothing here allocates on the heap but growth.
 */
public final class Memory {
    /** No address. */
    public static final long NONE = 0;

    /** Longest block. */
    public static final int MAX_LENGTH = BlockDescriptor.MAX_PAYLOAD_LENGTH;

    private final long maxReserved;
    private final Segments segments = new Segments();
    private final FreeBlocks free = new FreeBlocks(segments);
    private final RecentBlocks recent = new RecentBlocks();
    private long used;

    /** @param maxReserved most bytes to take from the system; the JVM's limit on direct memory holds besides */
    public Memory(final long maxReserved) {
        this.maxReserved = maxReserved;
    }

    /**
     * @param length bytes, 0 to {@link #MAX_LENGTH}
     * @return address of a block of at least that many bytes, at a multiple of 8, with any content; {@link #NONE} when
     *     the limit is reached
     */
    public long allocate(final int length) {
        final int size = BlockDescriptor.sizeFor(length);
        final long again = recent.take(size);
        if (again != NONE) {
            used += size;
            return again + HEADER_LENGTH;
        }
        final long block = findOrGrow(size);
        if (block == NONE) {
            return NONE;
        }
        final NioBuffer buffer = segments.of(block);
        final int offset = Segments.offset(block);
        final int header = buffer.getInt(offset + SIZE_OFFSET);
        free.remove(block, header & SIZE_MASK);
        cut(buffer, block, header & ~FREE, size);
        used += buffer.getInt(offset + SIZE_OFFSET) & SIZE_MASK;
        return block + HEADER_LENGTH;
    }

    private long findOrGrow(final int size) {
        long block = free.find(size);
        if (block == NONE && joinRecent()) {
            block = free.find(size);
        }
        return block == NONE && grow(size) ? free.find(size) : block;
    }

    /** @return whether there was any */
    private boolean joinRecent() {
        boolean isAny = false;
        for (long block = recent.takeAny(); block != NONE; block = recent.takeAny()) {
            join(block);
            isAny = true;
        }
        return isAny;
    }

    /** Gives the end of a block back when it is large enough to be one. */
    private void cut(final NioBuffer buffer, final long block, final int header, final int size) {
        final int offset = Segments.offset(block);
        final int rest = (header & SIZE_MASK) - size;
        if (rest < MIN_SIZE) {
            buffer.putInt(offset + SIZE_OFFSET, header);
            return;
        }
        buffer.putInt(offset + SIZE_OFFSET, size);
        putFree(buffer, block + size, rest | header & LAST, size);
    }

    private void putFree(final NioBuffer buffer, final long block, final int header, final int previousSize) {
        final int offset = Segments.offset(block);
        final int size = header & SIZE_MASK;
        buffer.putInt(offset + SIZE_OFFSET, header | FREE);
        buffer.putInt(offset + PREVIOUS_SIZE_OFFSET, previousSize);
        if ((header & LAST) == 0) {
            buffer.putInt(offset + size + PREVIOUS_SIZE_OFFSET, size);
        }
        free.add(block, size);
    }

    /** A fresh segment is one free block. Its size rounded up a step, so that the search for the size asked finds it. */
    private boolean grow(final int size) {
        final int step = Integer.highestOneBit(size) / FreeBlocks.STEPS;
        final int least = size + step + BlockDescriptor.ALIGNMENT & SIZE_MASK;
        final long block = segments.add(least, maxReserved);
        if (block == NONE) {
            return false;
        }
        final NioBuffer buffer = segments.of(block);
        putFree(buffer, block, buffer.capacity() & SIZE_MASK | LAST, 0);
        return true;
    }

    /** @param address of a block given out by {@link #allocate} and not yet taken back */
    public void free(final long address) {
        final long block = address - HEADER_LENGTH;
        final int size = segments.of(block).getInt(Segments.offset(block) + SIZE_OFFSET) & SIZE_MASK;
        used -= size;
        if (!recent.tryKeep(block, size)) {
            join(block);
        }
    }

    /** Makes it one with its free neighbours, and that free. */
    private void join(final long begin) {
        long block = begin;
        final NioBuffer buffer = segments.of(block);
        int header = withNext(buffer, block, buffer.getInt(Segments.offset(block) + SIZE_OFFSET));
        final int previousSize = buffer.getInt(Segments.offset(block) + PREVIOUS_SIZE_OFFSET);
        if (previousSize > 0) {
            final int previous = Segments.offset(block) - previousSize;
            if ((buffer.getInt(previous + SIZE_OFFSET) & FREE) != 0) {
                block -= previousSize;
                free.remove(block, previousSize);
                header += previousSize;
            }
        }
        putFree(buffer, block, header, buffer.getInt(Segments.offset(block) + PREVIOUS_SIZE_OFFSET));
    }

    /** @return header of the block together with the one behind it, when that is free */
    private int withNext(final NioBuffer buffer, final long block, final int header) {
        if ((header & LAST) != 0) {
            return header;
        }
        final int size = header & SIZE_MASK;
        final int next = buffer.getInt(Segments.offset(block) + size + SIZE_OFFSET);
        if ((next & FREE) == 0) {
            return header;
        }
        free.remove(block + size, next & SIZE_MASK);
        return size + (next & SIZE_MASK) | next & LAST;
    }

    /**
     * @param address any number
     * @return the buffer it lies in, or null when there is none; the block begins at {@link #offset} of it
     */
    public NioBuffer buffer(final long address) {
        return segments.of(address);
    }

    /** @return where a block begins in its buffer */
    public static int offset(final long address) {
        return Segments.offset(address);
    }

    /** @return bytes in blocks given out, with what they need around them; the allocating thread */
    public long used() {
        return used;
    }

    /** @return bytes taken from the system; the allocating thread */
    public long reserved() {
        return segments.reserved();
    }
}
