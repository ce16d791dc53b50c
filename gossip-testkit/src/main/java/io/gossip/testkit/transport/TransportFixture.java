package io.gossip.testkit.transport;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** Opens the transports of a test and closes them after it. */
abstract class TransportFixture {
    static final long HOUR_NS = TimeUnit.HOURS.toNanos(1);

    private final List<TransportPeer> opened = new ArrayList<>();

    /** @return a transport at an address that is free */
    protected abstract Transport open();

    /** @return a transport at the address of an earlier one, which was closed */
    protected abstract Transport openAgain(NodeAddress address);

    /**
     * Lets time pass for a transport that waits for something. A network in virtual time says how it goes on.
     *
     * @param transport one of those opened
     * @param spanNs longest time, in nanoseconds
     */
    protected void letTimePass(final Transport transport, final long spanNs) {
        transport.await(spanNs);
    }

    /** @return false when all transports belong to one thread, which never waits; the tests of both are skipped */
    protected boolean isConcurrent() {
        return true;
    }

    final void assumeConcurrent() {
        assumeTrue(isConcurrent(), "all belongs to one thread, which never waits");
    }

    final TransportPeer peer() {
        return track(open());
    }

    final TransportPeer track(final Transport transport) {
        final TransportPeer peer = new TransportPeer(transport, spanNs -> letTimePass(transport, spanNs));
        opened.add(peer);
        return peer;
    }

    /** Of all that the test has opened. */
    @AfterEach
    public final void closeAll() {
        opened.forEach(TransportPeer::close);
    }

    /** Goes on with the business of a transport on a thread of its own, as long as the test waits for another one. */
    static final class Driver {
        private final Thread thread;
        private volatile boolean isOver;

        private Driver(final TransportPeer driven, final boolean isConcurrent) {
            thread = new Thread(() -> {
                while (!isOver) {
                    driven.poll();
                    driven.transport().await(TimeUnit.MILLISECONDS.toNanos(1));
                }
            });
            if (isConcurrent) {
                thread.start();
            }
        }

        void close() {
            isOver = true;
            try {
                thread.join();
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** @param driven left alone by the test's thread until the driver is closed */
    final Driver drive(final TransportPeer driven) {
        return new Driver(driven, isConcurrent());
    }

    static int limit(final TransportPeer peer, final Lane lane) {
        return lane == Lane.BEST_EFFORT
                ? peer.transport().maxPacketLength()
                : peer.transport().maxReliableLength();
    }

    final void assertStillWorks(final TransportPeer a) {
        final TransportPeer b = peer();
        for (final Lane lane : Lane.values()) {
            final int before = b.received().size();
            a.send(lane, b, TransportPeer.bytes(8, 80));
            TransportPeer.until(() -> b.received().size() > before, b, a);
        }
    }
}
