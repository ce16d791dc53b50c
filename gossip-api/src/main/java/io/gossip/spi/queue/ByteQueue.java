package io.gossip.spi.queue;

import io.gossip.spi.Arguments;
import io.gossip.spi.NioBuffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Bytes in, the same bytes out, always in one piece, so that a message can be read where it lies. Its memory grows with
 * what is in it, at most to twice that, and goes when the last byte does, but for a small remainder; all of it is on the
 * budget. One thread.
 */
public final class ByteQueue {
    private static final int MIN_CAPACITY = 512;
    private static final int MAX_IDLE_CAPACITY = 8 * 1024;

    private final MemoryBudget budget;
    private NioBuffer buffer = NioBuffer.allocate(0);
    private int head;
    private int tail;

    /** @param budget what its memory is taken from */
    public ByteQueue(final MemoryBudget budget) {
        this.budget = Arguments.notNull(budget, "budget");
    }

    /** @return bytes in it */
    public int length() {
        return tail - head;
    }

    public boolean isEmpty() {
        return head == tail;
    }

    /** @return holds the bytes, from {@link #head} on; another one after the next {@link #tryReserve} */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** @return index of the first byte */
    public int head() {
        return head;
    }

    /**
     * Makes sure that so many more bytes fit.
     *
     * @return false when the budget does not allow it; nothing was changed
     */
    public boolean tryReserve(final int more) {
        if (more <= buffer.capacity() - tail) {
            return true;
        }
        // Moving fewer bytes than were taken out since the last time: each byte is moved about once.
        if (head >= length() && more <= buffer.capacity() - length()) {
            buffer.putBytes(0, buffer, head, length());
        } else if (!tryGrow(more)) {
            return false;
        }
        tail -= head;
        head = 0;
        return true;
    }

    private boolean tryGrow(final int more) {
        final long needed = (long) length() + more;
        final long capacity = Math.min(Integer.MAX_VALUE - Long.BYTES, Math.max(MIN_CAPACITY, 2 * needed));
        // Both are there while the bytes move.
        if (needed > capacity || !budget.tryTake(capacity)) {
            return false;
        }
        final NioBuffer larger = NioBuffer.allocate((int) capacity);
        larger.putBytes(0, buffer, head, length());
        budget.giveBack(buffer.capacity());
        buffer = larger;
        return true;
    }

    /** Adds bytes for which room was reserved. */
    public void add(final DirectBuffer source, final int offset, final int length) {
        buffer.putBytes(tail, source, offset, length);
        tail += length;
    }

    /** Adds all that remains in the source, for which room was reserved. */
    public void add(final ByteBuffer source) {
        final int length = source.remaining();
        buffer.putBytes(tail, source, length);
        tail += length;
    }

    /** Adds a number in little endian, for which room was reserved. */
    public void addInt(final int value) {
        buffer.putInt(tail, value, ByteOrder.LITTLE_ENDIAN);
        tail += Integer.BYTES;
    }

    /** Adds a byte for which room was reserved. */
    public void addByte(final byte value) {
        buffer.putByte(tail++, value);
    }

    /**
     * Adds room, which was reserved, for bytes that somebody else writes.
     *
     * @return index of it in {@link #target}
     */
    public int extend(final int length) {
        final int index = tail;
        tail += length;
        return index;
    }

    /** @return where to write after {@link #extend}; another one after the next {@link #tryReserve} */
    public MutableDirectBuffer target() {
        return buffer;
    }

    /** Copies as much of the head as fits behind the target's position; takes nothing out. */
    public void copyTo(final ByteBuffer target) {
        buffer.getBytes(head, target, Math.min(length(), target.remaining()));
    }

    /** Takes bytes out. */
    public void remove(final int count) {
        head += count;
        if (head == tail) {
            head = 0;
            tail = 0;
            if (buffer.capacity() > MAX_IDLE_CAPACITY) {
                release();
            }
        }
    }

    /** Empties it and gives all memory back. */
    public void release() {
        head = 0;
        tail = 0;
        budget.giveBack(buffer.capacity());
        buffer = NioBuffer.allocate(0);
    }
}
