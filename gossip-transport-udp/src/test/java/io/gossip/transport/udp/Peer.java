package io.gossip.transport.udp;

import static org.junit.jupiter.api.Assertions.fail;

import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.NioBuffer;
import io.gossip.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;

/** A transport driven by the test's thread, and what it has received. */
final class Peer implements AutoCloseable {
    /** For things that happen within milliseconds; only a failing test waits for so long. */
    static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int POLL_LIMIT = 64;

    private final Transport transport;
    private final List<Received> received = new ArrayList<>();

    record Received(Lane lane, NodeAddress source, byte[] bytes) {}

    Peer(final Transport transport) {
        this.transport = transport;
    }

    Transport transport() {
        return transport;
    }

    NodeAddress address() {
        return transport.localAddress();
    }

    List<Received> received() {
        return received;
    }

    int send(final Lane lane, final Peer to, final byte[] bytes) {
        return send(lane, to.address(), bytes);
    }

    int send(final Lane lane, final NodeAddress to, final byte[] bytes) {
        return transport.send(lane, to, NioBuffer.wrapping(bytes), 0, bytes.length);
    }

    int poll() {
        return transport.poll(this::onPacket, POLL_LIMIT);
    }

    private void onPacket(
            final Lane lane, final NodeAddress source, final DirectBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        received.add(new Received(lane, source, bytes));
    }

    /** Drives all of them until the condition holds; fails when it never does. */
    static void until(final BooleanSupplier condition, final Peer... peers) {
        final long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            if (Stream.of(peers).mapToInt(Peer::poll).sum() == 0) {
                peers[0].transport.await(STEP_NS);
            }
            if (System.nanoTime() > deadlineNs) {
                fail("did not happen in time, peers=" + List.of(peers));
            }
        }
    }

    @Override
    public void close() {
        transport.close();
    }

    @Override
    public String toString() {
        final String counters = transport instanceof final UdpTransport udp ? " " + udp.counters() : "";
        return address() + " received=" + received.size() + counters;
    }
}
