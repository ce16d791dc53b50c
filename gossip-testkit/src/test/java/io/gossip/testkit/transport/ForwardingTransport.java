package io.gossip.testkit.transport;

import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.PacketHandler;
import io.gossip.spi.Transport;
import java.util.Map;
import org.agrona.DirectBuffer;

/** Leaves everything to another transport, for mistakes to be made one at a time. */
class ForwardingTransport implements Transport {
    private final Transport inner;

    ForwardingTransport(final Transport inner) {
        this.inner = inner;
    }

    @Override
    public NodeAddress localAddress() {
        return inner.localAddress();
    }

    @Override
    public int maxPacketLength() {
        return inner.maxPacketLength();
    }

    @Override
    public int maxReliableLength() {
        return inner.maxReliableLength();
    }

    @Override
    public int send(
            final Lane lane,
            final NodeAddress destination,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        return inner.send(lane, destination, buffer, offset, length);
    }

    @Override
    public int poll(final PacketHandler handler, final int limit) {
        return inner.poll(handler, limit);
    }

    @Override
    public void await(final long timeoutNs) {
        inner.await(timeoutNs);
    }

    @Override
    public void wakeup() {
        inner.wakeup();
    }

    @Override
    public Map<String, Long> countersByLabel() {
        return inner.countersByLabel();
    }

    @Override
    public void close() {
        inner.close();
    }
}
