package io.gossip.bench.ping;

import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.PacketHandler;
import io.gossip.spi.Transport;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/** A transport of this project, driven as a node drives it: poll, then wait until something can be polled. */
final class GossipEnd implements PingEnd {
    private static final int POLL_LIMIT = 64;
    private static final long WAIT_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Transport transport;
    private final boolean isSpinning;
    private final PacketHandler adapter = this::onPacket;
    private NodeAddress peer;
    private Handler handler;

    /** @param isSpinning whether it polls again instead of waiting */
    GossipEnd(final Transport transport, final boolean isSpinning) {
        this.transport = transport;
        this.isSpinning = isSpinning;
    }

    @Override
    public int port() {
        return transport.localAddress().port();
    }

    @Override
    public void connect(final int port) {
        peer = new NodeAddress(transport.localAddress().host(), port);
    }

    @Override
    public boolean trySend(final DirectBuffer buffer, final int offset, final int length) {
        return transport.send(Lane.BEST_EFFORT, peer, buffer, offset, length) == Transport.SENT;
    }

    @Override
    public int poll(final Handler to) {
        handler = to;
        return transport.poll(adapter, POLL_LIMIT);
    }

    private void onPacket(
            final Lane lane, final NodeAddress source, final DirectBuffer buffer, final int offset, final int length) {
        handler.onPacket(buffer, offset, length);
    }

    @Override
    public void idle(final boolean hasWorked) {
        if (isSpinning) {
            Thread.onSpinWait();
        } else {
            transport.await(WAIT_NS);
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
