package io.gossip.transport.udp.frame;

import io.gossip.spi.queue.ByteQueue;
import io.gossip.spi.queue.MemoryBudget;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Cuts the bytes of one incoming connection into messages. Trusts nothing: a stranger is told by the first byte that is
 * wrong, a length is checked before anything is done with it, and memory grows with the bytes that came, never by the
 * length that was announced. One thread.
 */
public final class FrameReader {
    private final ByteQueue queue;
    private final int maxLength;
    private int preambleSeen;

    /**
     * @param budget what its memory is taken from
     * @param maxLength longest message
     */
    public FrameReader(final MemoryBudget budget, final int maxLength) {
        this.queue = new ByteQueue(budget);
        this.maxLength = maxLength;
    }

    /** @return false when there is no memory for all that remains in the source; then nothing was taken */
    public boolean tryAdd(final ByteBuffer source) {
        if (!queue.tryReserve(source.remaining())) {
            return false;
        }
        queue.add(source);
        return true;
    }

    /** @return what is there; after STRANGER and TOO_LONG nothing further makes sense */
    public FrameVerdict verdict() {
        while (preambleSeen < FrameDescriptor.PREAMBLE_LENGTH && !queue.isEmpty()) {
            if (queue.buffer().getByte(queue.head()) != FrameDescriptor.preambleByte(preambleSeen)) {
                return FrameVerdict.STRANGER;
            }
            preambleSeen++;
            queue.remove(1);
        }
        if (queue.length() < FrameDescriptor.HEADER_LENGTH) {
            return FrameVerdict.INCOMPLETE;
        }
        final int length = length();
        // Above the largest int it reads as negative.
        if (length < 0 || length > maxLength) {
            return FrameVerdict.TOO_LONG;
        }
        return length <= queue.length() - FrameDescriptor.HEADER_LENGTH
                ? FrameVerdict.COMPLETE
                : FrameVerdict.INCOMPLETE;
    }

    /** @return whether a message has begun, or the first one is still to come */
    public boolean isWithinFrame() {
        return !queue.isEmpty() || preambleSeen < FrameDescriptor.PREAMBLE_LENGTH;
    }

    /** @return holds the complete message */
    public DirectBuffer buffer() {
        return queue.buffer();
    }

    /** @return where the complete message begins */
    public int offset() {
        return queue.head() + FrameDescriptor.HEADER_LENGTH;
    }

    /** @return bytes of the complete message */
    public int length() {
        return queue.buffer().getInt(queue.head(), ByteOrder.LITTLE_ENDIAN);
    }

    /** Drops the complete message. */
    public void removeFrame() {
        queue.remove(FrameDescriptor.HEADER_LENGTH + length());
    }

    /** Gives all memory back. */
    public void release() {
        queue.release();
    }
}
