package io.gossip.transport.aeron;

import io.gossip.NodeAddress;
import io.gossip.spi.queue.ByteQueue;
import io.gossip.spi.queue.MemoryBudget;
import io.gossip.transport.aeron.message.MessageReader;
import org.agrona.DirectBuffer;

/**
 * One publication of somebody else's, as it arrives here: who that is, and the message of which not all pieces are there yet.
 * Memory grows with the bytes that came, never by the length that was announced. Driving thread only.
 */
final class IncomingStream {
    private static final int NOTHING = -1;

    private final MessageReader reader = new MessageReader();
    private final ByteQueue queue;
    private NodeAddress source;
    private int expectedLength = NOTHING;
    private long beganNs;

    IncomingStream(final MemoryBudget memory) {
        queue = new ByteQueue(memory);
    }

    MessageReader reader() {
        return reader;
    }

    /** @return whether a message has begun and is not complete */
    boolean isWithinMessage() {
        return expectedLength != NOTHING;
    }

    long beganNs() {
        return beganNs;
    }

    void begin(final NodeAddress from, final int length, final long nowNs) {
        source = from;
        expectedLength = length;
        beganNs = nowNs;
    }

    boolean hasRoomFor(final int length) {
        return length <= expectedLength - queue.length();
    }

    /** @return false when there is no memory for it */
    boolean tryAdd(final DirectBuffer buffer, final int offset, final int length) {
        if (!queue.tryReserve(length)) {
            return false;
        }
        queue.add(buffer, offset, length);
        return true;
    }

    boolean isComplete() {
        return queue.length() == expectedLength;
    }

    NodeAddress source() {
        return source;
    }

    /** @return holds what has come of the message, from {@link #offset} on */
    DirectBuffer buffer() {
        return queue.buffer();
    }

    int offset() {
        return queue.head();
    }

    int length() {
        return queue.length();
    }

    /** Forgets the message. */
    void reset() {
        expectedLength = NOTHING;
        queue.remove(queue.length());
    }

    /** Gives all memory back. */
    void release() {
        expectedLength = NOTHING;
        queue.release();
    }
}
