package io.gossip.simulation;

import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.NioBuffer;
import io.gossip.spi.PacketHandler;
import io.gossip.spi.Transport;
import io.gossip.wire.NextSchemaTranscoder;
import org.agrona.DirectBuffer;

/** Sends what a node with the next schema would: longer blocks, a message nobody knows, in each packet. */
final class NewerSchemaTransport implements Transport {
    /** Room for what the next schema appends to a packet full of digest rows. */
    private static final int GROWTH = 600;

    private final Transport socket;
    private long transcoded;

    NewerSchemaTransport(final Transport socket) {
        this.socket = socket;
    }

    long transcoded() {
        return transcoded;
    }

    @Override
    public NodeAddress localAddress() {
        return socket.localAddress();
    }

    @Override
    public int maxPacketLength() {
        return socket.maxPacketLength() - GROWTH;
    }

    @Override
    public int maxReliableLength() {
        return socket.maxReliableLength() / 2;
    }

    @Override
    public int send(
            final Lane lane,
            final NodeAddress destination,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        final byte[] newer = NextSchemaTranscoder.transcode(buffer, offset, length);
        transcoded++;
        return socket.send(lane, destination, NioBuffer.wrapping(newer), 0, newer.length);
    }

    @Override
    public int poll(final PacketHandler handler, final int limit) {
        return socket.poll(handler, limit);
    }

    @Override
    public void await(final long timeoutNs) {
        socket.await(timeoutNs);
    }

    @Override
    public void wakeup() {
        socket.wakeup();
    }

    @Override
    public void close() {
        socket.close();
    }
}
