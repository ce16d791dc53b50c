package io.gossip.sim.network;

import io.gossip.LifecycleException;
import io.gossip.NodeAddress;
import io.gossip.sim.time.VirtualTime;
import io.gossip.spi.Arguments;
import io.gossip.spi.Lane;
import io.gossip.spi.PacketHandler;
import io.gossip.spi.Transport;
import java.util.ArrayDeque;
import org.agrona.DirectBuffer;

/**
 * One life at one address of a {@link VirtualNetwork}. {@link #await} returns at once: in virtual time nobody waits, the
 * network calls instead. Unlike other transports it belongs, all of it, to the simulation's one thread.
 */
public final class VirtualTransport implements Transport {
    private static final Runnable NOBODY = () -> {};

    private final VirtualNetwork network;
    private final VirtualTime time;
    private final Host host;
    private final ArrayDeque<Flight> inbox = new ArrayDeque<>();
    private final Runnable wakeupEvent = this::onWakeup;
    private Runnable ready = NOBODY;
    private int packetsWaiting;
    private boolean isWakeupDue;
    private boolean isClosed;
    private boolean isShut;

    VirtualTransport(final VirtualNetwork network, final VirtualTime time, final Host host) {
        this.network = network;
        this.time = time;
        this.host = host;
    }

    /**
     * @param callback called when a packet can be polled and after {@link #wakeup}; never from within a call to this
     *     transport, always as an event of virtual time
     */
    public void onReady(final Runnable callback) {
        ready = Arguments.notNull(callback, "callback");
    }

    /** @return whether something can be polled */
    public boolean isReadable() {
        return !inbox.isEmpty() && !host.isBlocked;
    }

    /** Frees the address until {@link #reopen}; what has not been polled is lost. {@link #wakeup} goes on to work. */
    public void shut() {
        if (!isClosed && !isShut) {
            isShut = true;
            network.onClosed(this);
            drop();
        }
    }

    /**
     * Undoes {@link #shut}, if need be.
     *
     * @throws LifecycleException when another is open at the address, or it was closed for good
     */
    public void reopen() {
        if (isClosed) {
            throw new LifecycleException("transport is closed, address=" + host.address);
        }
        if (isShut) {
            network.reopen(this);
            isShut = false;
        }
    }

    /** @return whether it neither sends nor receives at present */
    public boolean isShut() {
        return isShut || isClosed;
    }

    /** @return whether it was closed */
    public boolean isClosed() {
        return isClosed;
    }

    @Override
    public NodeAddress localAddress() {
        return host.address;
    }

    @Override
    public int maxPacketLength() {
        return network.limits().maxPacketLength();
    }

    @Override
    public int maxReliableLength() {
        return network.limits().maxReliableLength();
    }

    @Override
    public int send(
            final Lane lane,
            final NodeAddress destination,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        Arguments.notNull(lane, "lane");
        Arguments.notNull(destination, "destination");
        Arguments.notNull(buffer, "buffer");
        return isShut() ? CLOSED : network.send(this, lane, destination, buffer, offset, length);
    }

    @Override
    public int poll(final PacketHandler handler, final int limit) {
        Arguments.notNull(handler, "handler");
        int polled = 0;
        // A handler may close this transport, and with it empty the inbox.
        for (; polled < limit && isReadable(); polled++) {
            final Flight flight = inbox.poll();
            countOut(flight);
            try {
                flight.handOver(handler);
            } finally {
                network.recycle(flight);
            }
        }
        return polled;
    }

    @Override
    public void await(final long timeoutNs) {
        // Waiting would stop the only thread there is.
    }

    @Override
    public void wakeup() {
        if (!isClosed && !isWakeupDue) {
            isWakeupDue = true;
            time.schedule(time.nowNs(), wakeupEvent);
        }
    }

    /** Frees the address; what has not been polled is lost. */
    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            if (!isShut) {
                network.onClosed(this);
            }
            drop();
        }
    }

    private void drop() {
        while (!inbox.isEmpty()) {
            final Flight flight = inbox.poll();
            countOut(flight);
            network.recycle(flight);
        }
    }

    Host host() {
        return host;
    }

    /** @return false when the socket buffer is full; the reliable lane is bounded by its window instead */
    boolean tryPut(final Flight flight) {
        if (flight.lane == Lane.BEST_EFFORT
                && packetsWaiting >= network.limits().socketBufferPackets()) {
            return false;
        }
        if (flight.lane == Lane.BEST_EFFORT) {
            packetsWaiting++;
        }
        inbox.add(flight);
        return true;
    }

    void notifyReady() {
        if (!host.isBlocked) {
            ready.run();
        }
    }

    private void countOut(final Flight flight) {
        if (flight.lane == Lane.BEST_EFFORT) {
            packetsWaiting--;
        }
    }

    private void onWakeup() {
        isWakeupDue = false;
        if (!isClosed) {
            ready.run();
        }
    }
}
