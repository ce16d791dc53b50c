package io.gossip.transport.udp;

import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.PacketHandler;
import io.gossip.spi.Transport;
import io.gossip.spi.address.AddressResolver;
import io.gossip.spi.address.AddressResolver.ResolverTimes;
import io.gossip.spi.address.NameService;
import io.gossip.spi.address.Resolution;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;

/**
 * Both lanes, their selector and their timers: all that an open transport holds. {@link #wakeup} and {@link #close} belong
 * to any thread, all else to the driving one.
 *
 * <p>The selector's own wakeup is not enough: every poll selects without waiting, and would swallow it. So there is a flag
 * as well, raised before the selector is told and lowered only by {@link #await}.
 */
final class Lanes implements Consumer<SelectionKey> {
    /** A deadline that does not come. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int DESTINATIONS_REMEMBERED = 16_384;
    private static final long NANOS_PER_MS = 1_000_000;

    /** Who polls again without waiting looks after connections in one poll of so many: a look costs as much as a packet. */
    private static final int POLLS_PER_LOOK = 4;

    private final OpenSockets sockets;
    private final DatagramLane packets;
    private final OutgoingConnections outgoing;
    private final IncomingConnections incoming;
    private final AddressResolver resolver;
    private final UdpCounters counters;
    private final LongSupplier clock;
    private final List<SelectionKey> ready = new ArrayList<>();
    private volatile boolean isWakeupPending;
    private boolean isReliableFirst;
    /** Whether {@link #ready} is news of the last wait. */
    private boolean isSelected;

    private int pollsUntilLook;

    /**
     * @param bound the sockets, taken over
     * @param counters where all is counted
     * @param outside what the transport lives in
     * @throws IOException when the sockets cannot be watched; they are left to the caller
     */
    Lanes(final UdpTransportConfig config, final BoundSockets bound, final UdpCounters counters, final Outside outside)
            throws IOException {
        this.counters = counters;
        this.clock = outside.clock();
        final ResolverTimes times = new ResolverTimes(
                clock,
                config.resolveTtl().toNanos(),
                config.resolveNegativeTtl().toNanos(),
                DESTINATIONS_REMEMBERED);
        this.resolver = new AddressResolver(outside.names(), bound.family(), times, this::onResolveFailure);
        this.sockets = new OpenSockets(Selector.open(), counters);
        try {
            this.packets = new DatagramLane(bound.packets(), sockets, counters, config.maxPacketLength());
            this.outgoing = new OutgoingConnections(
                    ReliableParts.of(config.reliable(), sockets, counters),
                    bound.protocolFamily(),
                    bound.outgoingOrNull());
            this.incoming =
                    new IncomingConnections(ReliableParts.of(config.reliable(), sockets, counters), bound.server());
            sockets.registerOrNull(bound.packets(), SelectionKey.OP_READ, packets);
            incoming.begin(sockets.registerOrNull(bound.server(), SelectionKey.OP_ACCEPT, incoming));
        } catch (final IOException | RuntimeException | Error e) {
            // Direct memory may have run out.
            sockets.close();
            throw e;
        }
    }

    /** Any thread. */
    private void onResolveFailure() {
        counters.increment(UdpCounter.RESOLVE_FAILURES);
    }

    /**
     * What differs between a test and the world.
     *
     * @param clock monotonic nanoseconds that begin near 0, so that no sum of times overflows
     * @param names asked about hosts that are no literals
     */
    record Outside(LongSupplier clock, NameService names) {}

    int send(
            final Lane lane,
            final NodeAddress destination,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        if (destination.port() == 0) {
            counters.increment(UdpCounter.SENDS_UNRESOLVED);
            return Transport.UNREACHABLE;
        }
        final Resolution resolution = resolver.resolve(destination);
        final InetSocketAddress address = resolution.address();
        if (address == null) {
            counters.increment(UdpCounter.SENDS_UNRESOLVED);
            return resolution.isFailed() ? Transport.UNREACHABLE : Transport.BACK_PRESSURED;
        }
        if (lane == Lane.BEST_EFFORT) {
            return packets.send(address, buffer, offset, length);
        }
        buffer.boundsCheck(offset, length);
        try {
            return outgoing.send(destination, address, buffer, offset, length, clock.getAsLong());
        } catch (final CancelledKeyException e) {
            return ifClosed(e, Transport.CLOSED);
        }
    }

    int poll(final PacketHandler handler, final int limit) {
        final long nowNs = clock.getAsLong();
        try {
            work(nowNs);
        } catch (final CancelledKeyException | ClosedSelectorException e) {
            return ifClosed(e, 0);
        }
        // In turn, so that a flood on one lane does not silence the other.
        isReliableFirst = !isReliableFirst;
        if (isReliableFirst) {
            final int polled = incoming.poll(handler, limit, nowNs);
            return polled + packets.poll(handler, limit - polled);
        }
        final int polled = packets.poll(handler, limit);
        return polled + incoming.poll(handler, limit - polled, nowNs);
    }

    /** Moves connections along, without waiting. Calls no handler. */
    private void work(final long nowNs) {
        if (!isSelected) {
            pollsUntilLook--;
            if (pollsUntilLook <= 0) {
                select(0);
                pollsUntilLook = POLLS_PER_LOOK;
            }
        }
        isSelected = false;
        for (int i = 0; i < ready.size(); i++) {
            final SelectionKey key = ready.get(i);
            // One before it may have ended this one.
            if (key.isValid()) {
                ((ReadyListener) key.attachment()).onReady(key.readyOps(), nowNs);
            }
        }
        ready.clear();
        outgoing.runTimers(nowNs);
        incoming.runTimers(nowNs);
    }

    /** Collects what is ready. */
    private void select(final long timeoutMs) {
        ready.clear();
        try {
            if (timeoutMs > 0) {
                sockets.selector().select(this, timeoutMs);
            } else {
                sockets.selector().selectNow(this);
            }
        } catch (final IOException e) {
            counters.increment(UdpCounter.SELECT_ERRORS);
        }
    }

    /** Called by the selector for each channel that is ready. */
    @Override
    public void accept(final SelectionKey key) {
        ready.add(key);
    }

    /** A close from another thread shows here as keys and selectors that are gone; nothing else may. */
    private int ifClosed(final RuntimeException cause, final int result) {
        if (!sockets.isClosed()) {
            throw cause;
        }
        return result;
    }

    void await(final long timeoutNs) {
        if (timeoutNs <= 0 || incoming.isReady()) {
            return;
        }
        if (isWakeupPending) {
            isWakeupPending = false;
            return;
        }
        final long ownNs = Math.min(outgoing.deadlineNs(), incoming.deadlineNs());
        final long waitNs = ownNs == NEVER ? timeoutNs : Math.min(timeoutNs, ownNs - clock.getAsLong());
        if (waitNs <= 0) {
            return;
        }
        try {
            // Rounded up: rounded down, the last millisecond before a deadline would be spent spinning. What is ready
            // is left to the poll that follows.
            select(1 + (waitNs - 1) / NANOS_PER_MS);
            isSelected = true;
        } catch (final ClosedSelectorException e) {
            ifClosed(e, 0);
        }
        isWakeupPending = false;
    }

    void wakeup() {
        // Always both: relying on another caller's wakeup would mean waiting for that caller to get to it.
        isWakeupPending = true;
        sockets.selector().wakeup();
    }

    void close() {
        resolver.close();
        sockets.close();
    }
}
