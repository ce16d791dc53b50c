package io.gossip.transport.aeron;

import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.PacketHandler;
import io.gossip.spi.Transport;
import io.gossip.spi.address.AddressResolver;
import io.gossip.spi.address.Resolution;
import io.gossip.transport.aeron.driver.DriverConnection;
import io.gossip.transport.aeron.driver.DriverConnector;
import io.gossip.transport.aeron.driver.Interrupts;
import io.gossip.transport.aeron.driver.Pauses;
import java.net.InetSocketAddress;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;

/**
 * Both lanes, over one connection to the driver after the other. {@link #wakeup} belongs to any thread, all else to the
 * driving one, or to the closer once nobody drives any more.
 *
 * <p>A wait has to look again and again, since nobody tells when something has come. The pauses in between go on from one wait to
 * the next, and are short again after a packet in either direction.
 */
final class Lanes {
    private final Setting setting;
    private final DriverConnector connector;
    private final AddressResolver resolver;
    private final Session.Incoming incoming;
    private final AeronCounters counters;
    private final UseGate gate;
    private final LongSupplier clock;
    private final Pauses pauses;
    /** Null while there is no driver. */
    private Session session;

    private volatile Thread waiter;
    private volatile boolean isWakeupPending;
    private boolean isReliableFirst;

    /**
     * What does not change.
     *
     * @param config all settings
     * @param self what others are told
     * @param bind where to listen, with the real port
     * @param clock monotonic nanoseconds
     */
    record Setting(AeronTransportConfig config, NodeAddress self, InetSocketAddress bind, LongSupplier clock) {}

    /**
     * What works beside the driving thread.
     *
     * @param connector finds the way back to the driver
     * @param resolver looks up names
     */
    record Beside(DriverConnector connector, AddressResolver resolver) {}

    Lanes(
            final Setting setting,
            final Beside beside,
            final Session session,
            final Session.Incoming incoming,
            final UseGate gate,
            final AeronCounters counters) {
        this.setting = setting;
        this.connector = beside.connector();
        this.resolver = beside.resolver();
        this.session = session;
        this.incoming = incoming;
        this.gate = gate;
        this.counters = counters;
        this.clock = setting.clock();
        this.pauses = new Pauses(setting.config().driver().maxPark().toNanos());
    }

    int send(
            final Lane lane,
            final NodeAddress destination,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        buffer.boundsCheck(offset, length);
        if (destination.port() == 0) {
            counters.increment(AeronCounter.SENDS_UNRESOLVED);
            return Transport.UNREACHABLE;
        }
        final Resolution resolution = resolver.resolve(destination);
        final InetSocketAddress address = resolution.address();
        if (address == null) {
            counters.increment(AeronCounter.SENDS_UNRESOLVED);
            return resolution.isFailed() ? Transport.UNREACHABLE : Transport.BACK_PRESSURED;
        }
        if (session == null) {
            counters.increment(AeronCounter.SENDS_WITHOUT_DRIVER);
            return Transport.BACK_PRESSURED;
        }
        pauses.reset();
        return session.send(lane, destination, address, buffer, offset, length, clock.getAsLong());
    }

    int poll(final PacketHandler handler, final int limit) {
        final long nowNs = clock.getAsLong();
        work(nowNs);
        if (session == null) {
            return 0;
        }
        // In turn, so that a flood on one lane does not silence the other.
        isReliableFirst = !isReliableFirst;
        final Lane first = isReliableFirst ? Lane.RELIABLE : Lane.BEST_EFFORT;
        final Lane second = isReliableFirst ? Lane.BEST_EFFORT : Lane.RELIABLE;
        int polled = session.poll(first, handler, limit, nowNs);
        polled += session.poll(second, handler, limit - polled, nowNs);
        if (polled > 0) {
            pauses.reset();
        }
        return polled;
    }

    /** Calls no handler. */
    private void work(final long nowNs) {
        final boolean isInterrupted = Interrupts.pause();
        try {
            if (session == null) {
                connect();
            }
            if (session != null) {
                session.work(nowNs);
                if (session.isLost()) {
                    counters.increment(AeronCounter.DRIVERS_LOST);
                    final Session lost = session;
                    session = null;
                    lost.abandon();
                }
            }
        } finally {
            Interrupts.resume(isInterrupted);
        }
    }

    private void connect() {
        final DriverConnection connection = connector.takeOrNull();
        if (connection != null) {
            counters.increment(AeronCounter.DRIVERS_CONNECTED);
            final Endpoint endpoint =
                    new Endpoint(connection.aeron(), setting.bind(), incoming.packets(), incoming.messages(), counters);
            session = new Session(setting.config(), setting.self(), connection, endpoint, incoming, counters);
        }
    }

    void await(final long timeoutNs) {
        final long beginNs = clock.getAsLong();
        long nowNs = beginNs;
        waiter = Thread.currentThread();
        try {
            while (nowNs - beginNs < timeoutNs && !isWoken()) {
                work(nowNs);
                if (session != null && session.isReadable()) {
                    return;
                }
                LockSupport.parkNanos(this, Math.min(pauses.nextNs(), timeoutNs - (nowNs - beginNs)));
                nowNs = clock.getAsLong();
            }
        } finally {
            waiter = null;
        }
    }

    private boolean isWoken() {
        if (isWakeupPending) {
            isWakeupPending = false;
            return true;
        }
        return gate.isClosed() || Thread.currentThread().isInterrupted();
    }

    void wakeup() {
        isWakeupPending = true;
        final Thread waiting = waiter;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** Nobody drives any more, and nobody will. */
    void close() {
        resolver.close();
        connector.close();
        if (session != null) {
            session.close();
            session = null;
        }
    }

    Session sessionOrNull() {
        return session;
    }
}
