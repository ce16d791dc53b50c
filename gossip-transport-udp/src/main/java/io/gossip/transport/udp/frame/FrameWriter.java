package io.gossip.transport.udp.frame;

import io.gossip.spi.queue.ByteQueue;
import io.gossip.spi.queue.MemoryBudget;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;

/** Queues messages for one outgoing connection, the preamble before the first. One thread. */
public final class FrameWriter {
    private final ByteQueue queue;
    private final int maxQueued;

    /**
     * @param budget what its memory is taken from
     * @param maxQueued bytes that may wait; a single message always may
     */
    public FrameWriter(final MemoryBudget budget, final int maxQueued) {
        this.queue = new ByteQueue(budget);
        this.maxQueued = maxQueued;
    }

    /** @return false when there is no memory for it */
    public boolean tryBegin() {
        if (!queue.tryReserve(FrameDescriptor.PREAMBLE_LENGTH)) {
            return false;
        }
        for (int i = 0; i < FrameDescriptor.PREAMBLE_LENGTH; i++) {
            queue.addByte(FrameDescriptor.preambleByte(i));
        }
        return true;
    }

    /** @return false when too much is waiting; then nothing was queued */
    public boolean tryAdd(final DirectBuffer message, final int offset, final int length) {
        final int needed = FrameDescriptor.HEADER_LENGTH + length;
        final boolean isFirst = queue.length() <= FrameDescriptor.PREAMBLE_LENGTH;
        if (!isFirst && needed > maxQueued - queue.length() || !queue.tryReserve(needed)) {
            return false;
        }
        message.boundsCheck(offset, length);
        queue.addInt(length);
        queue.add(message, offset, length);
        return true;
    }

    /** @return bytes waiting */
    public int length() {
        return queue.length();
    }

    public boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Copies as much as fits behind the target's position. */
    public void copyTo(final ByteBuffer target) {
        queue.copyTo(target);
    }

    /** Takes out what the network took. */
    public void remove(final int count) {
        queue.remove(count);
    }

    /** Gives all memory back. */
    public void release() {
        queue.release();
    }
}
