package io.gossip.bench.workload;

import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.NioBuffer;
import io.gossip.spi.PacketHandler;
import io.gossip.spi.Transport;
import org.agrona.DirectBuffer;

/**
 * Packets one behind the other in direct memory, as a socket would have put them there: a transport that keeps what is
 * sent until it is handed over. It holds as much as it was made for. One thread; allocates nothing after creation.
 */
public final class PacketQueue implements Transport {
    /** Longest packet of the best-effort lane: that of the UDP transport. */
    public static final int PACKET_LENGTH = 1_400;

    private static final int RELIABLE_LENGTH = 2 << 20;
    private static final int ALIGNMENT = 64;

    private final NodeAddress address;
    private final NioBuffer memory;
    private final int[] offsets;
    private final int[] lengths;
    private final Lane[] lanes;
    private int count;
    private int end;

    /**
     * @param address of whoever sends
     * @param capacity bytes of all packets together, each rounded up to a multiple of 64
     * @param maxPackets how many
     */
    public PacketQueue(final NodeAddress address, final int capacity, final int maxPackets) {
        this.address = address;
        memory = NioBuffer.allocateDirect(capacity);
        offsets = new int[maxPackets];
        lengths = new int[maxPackets];
        lanes = new Lane[maxPackets];
    }

    @Override
    public int send(
            final Lane lane,
            final NodeAddress destination,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        if (count == offsets.length || length > memory.capacity() - end) {
            return BACK_PRESSURED;
        }
        memory.putBytes(end, buffer, offset, length);
        offsets[count] = end;
        lengths[count] = length;
        lanes[count++] = lane;
        end = end + length + ALIGNMENT - 1 & -ALIGNMENT;
        return SENT;
    }

    /** Hands over all packets, or the first ones, and keeps them: they can be had again. */
    @Override
    public int poll(final PacketHandler handler, final int limit) {
        final int polled = Math.min(limit, count);
        for (int i = 0; i < polled; i++) {
            handler.onPacket(lanes[i], address, memory, offsets[i], lengths[i]);
        }
        return polled;
    }

    /** Drops all packets. */
    public void clear() {
        count = 0;
        end = 0;
    }

    /** @return packets in it */
    public int count() {
        return count;
    }

    /** @return bytes of a packet */
    public int length(final int packet) {
        return lengths[packet];
    }

    /** @return where a packet begins in {@link #copyTo} */
    public int offset(final int packet) {
        return offsets[packet];
    }

    /** @return bytes of all packets */
    public long totalLength() {
        long total = 0;
        for (int i = 0; i < count; i++) {
            total += lengths[i];
        }
        return total;
    }

    /** @return how long an array for {@link #copyTo} must be, whatever is in it */
    public int capacity() {
        return memory.capacity();
    }

    /** Copies the memory up to the last packet's end. */
    public void copyTo(final byte[] bytes) {
        memory.getBytes(0, bytes, 0, Math.min(end, memory.capacity()));
    }

    @Override
    public NodeAddress localAddress() {
        return address;
    }

    @Override
    public int maxPacketLength() {
        return PACKET_LENGTH;
    }

    @Override
    public int maxReliableLength() {
        return RELIABLE_LENGTH;
    }

    /** Nothing to wait for: what was sent is there. */
    @Override
    public void await(final long timeoutNs) {}

    @Override
    public void wakeup() {}

    @Override
    public void close() {
        clear();
    }
}
