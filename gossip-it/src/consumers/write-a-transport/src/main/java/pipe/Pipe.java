package pipe;

import io.gossip.NodeAddress;
import io.gossip.spi.NioBuffer;
import org.agrona.DirectBuffer;

/**
 * Packets on their way to one node over one lane: the bytes in a ring, and beside it the length and the sender of each.
 * All memory is there from the beginning, so nothing is allocated later. Guarded by the lock of the transport it leads to.
 */
final class Pipe {
    private static final int MAX_PACKETS = 1_024;

    private final NioBuffer ring;
    private final int capacity;
    private final int[] lengths = new int[MAX_PACKETS];
    private final NodeAddress[] sources = new NodeAddress[MAX_PACKETS];
    private int first;
    private int count;
    private int begin;
    private int used;

    Pipe(final int capacity) {
        this.capacity = capacity;
        ring = NioBuffer.allocate(capacity);
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** @return false when there is no room for it */
    boolean tryPut(final NodeAddress source, final DirectBuffer buffer, final int offset, final int length) {
        if (count == MAX_PACKETS || length > capacity - used) {
            return false;
        }
        final int end = (begin + used) % capacity;
        final int untilWrap = Math.min(length, capacity - end);
        ring.putBytes(end, buffer, offset, untilWrap);
        ring.putBytes(0, buffer, offset + untilWrap, length - untilWrap);
        final int slot = (first + count) % MAX_PACKETS;
        lengths[slot] = length;
        sources[slot] = source;
        used += length;
        count++;
        return true;
    }

    /** @return who sent the oldest packet */
    NodeAddress source() {
        return sources[first];
    }

    /** Takes the oldest packet out. @return its length */
    int take(final NioBuffer target) {
        final int length = lengths[first];
        final int untilWrap = Math.min(length, capacity - begin);
        ring.getBytes(begin, target, 0, untilWrap);
        ring.getBytes(0, target, untilWrap, length - untilWrap);
        begin = (begin + length) % capacity;
        used -= length;
        first = (first + 1) % MAX_PACKETS;
        count--;
        return length;
    }
}
