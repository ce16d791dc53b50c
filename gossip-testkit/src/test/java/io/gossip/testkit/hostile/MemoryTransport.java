package io.gossip.testkit.hostile;

import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.NioBuffer;
import io.gossip.spi.PacketHandler;
import io.gossip.spi.Transport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/** A transport that hands over what a test puts in, and hands on what the node sends. */
final class MemoryTransport implements Transport {
    private static final int PACKET_LENGTH = 1_400;
    private static final int RELIABLE_LENGTH = 256 << 10;

    private final NodeAddress address;
    private final Consumer<Packet> sent;
    private final Deque<Packet> arrived = new ArrayDeque<>();

    MemoryTransport(final NodeAddress address, final Consumer<Packet> sent) {
        this.address = address;
        this.sent = sent;
    }

    void arrive(final Packet packet) {
        arrived.add(packet);
    }

    boolean hasArrivals() {
        return !arrived.isEmpty();
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

    @Override
    public int send(
            final Lane lane,
            final NodeAddress destination,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        sent.accept(new Packet(lane, address, destination, bytes));
        return SENT;
    }

    @Override
    public int poll(final PacketHandler handler, final int limit) {
        int count = 0;
        while (count < limit && !arrived.isEmpty()) {
            final Packet packet = arrived.remove();
            handler.onPacket(
                    packet.lane(), packet.source(), NioBuffer.wrapping(packet.bytes()), 0, packet.bytes().length);
            count++;
        }
        return count;
    }

    @Override
    public void await(final long timeoutNs) {
        // Time is the test's.
    }

    @Override
    public void wakeup() {
        // Nobody waits.
    }

    @Override
    public void close() {
        arrived.clear();
    }
}
