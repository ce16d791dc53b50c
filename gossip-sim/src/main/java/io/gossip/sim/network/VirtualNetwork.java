package io.gossip.sim.network;

import io.gossip.InvalidValueException;
import io.gossip.LifecycleException;
import io.gossip.NodeAddress;
import io.gossip.sim.time.RandomStreams;
import io.gossip.sim.time.SeededRandom;
import io.gossip.sim.time.VirtualTime;
import io.gossip.sim.trace.Trace;
import io.gossip.sim.trace.TraceKind;
import io.gossip.spi.Arguments;
import io.gossip.spi.Lane;
import io.gossip.spi.Transport;
import java.util.ArrayDeque;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Carries packets between the transports opened in it, in virtual time, with faults. What befalls a packet follows from
 * the seed, its sender's address and how many packets that address has sent before; nothing else is drawn for it. One
 * thread. Steady traffic allocates nothing: packets are pooled.
 */
public final class VirtualNetwork {
    private final VirtualTime time;
    private final Trace trace;
    private final NetworkLimits limits;
    private final Hosts hosts;
    private final NetworkFaults faults;
    private final SeededRandom fate = new SeededRandom(0);
    private final ArrayDeque<Flight> pool = new ArrayDeque<>();
    private final Long2ObjectHashMap<Connection> connections = new Long2ObjectHashMap<>();

    /**
     * @param time what it runs in
     * @param streams where its randomness comes from
     * @param trace records every packet
     * @param limits sizes
     * @param link every link, until {@link #faults} says otherwise
     */
    public VirtualNetwork(
            final VirtualTime time,
            final RandomStreams streams,
            final Trace trace,
            final NetworkLimits limits,
            final LinkModel link) {
        this.time = time;
        this.trace = trace;
        this.limits = limits;
        this.hosts = new Hosts(streams);
        this.faults = new NetworkFaults(hosts, trace, link, this::onUnblocked);
    }

    /** @return what is wrong with the network, to be read and changed */
    public NetworkFaults faults() {
        return faults;
    }

    /** @return its sizes */
    public NetworkLimits limits() {
        return limits;
    }

    /** @return the time it runs in */
    public VirtualTime time() {
        return time;
    }

    /** @return what happened in it */
    public Trace trace() {
        return trace;
    }

    /**
     * Makes an address known before anyone listens there: packets to it get lost instead of being refused.
     *
     * @param address where
     * @throws InvalidValueException when the port is 0: virtual addresses are given, not found
     */
    public void register(final NodeAddress address) {
        if (Arguments.notNull(address, "address").port() == 0) {
            throw new InvalidValueException("a virtual address needs a port, address=" + address);
        }
        hosts.register(address);
    }

    /**
     * Opens a transport. The address stays known after it is closed: packets to it are then lost without an error.
     *
     * @param address where; another life may have been there before
     * @return the transport
     * @throws InvalidValueException when the port is 0: virtual addresses are given, not found
     * @throws LifecycleException when one is open there
     */
    public VirtualTransport open(final NodeAddress address) {
        register(address);
        final VirtualTransport transport = new VirtualTransport(this, time, hosts.require(address));
        reopen(transport);
        return transport;
    }

    void reopen(final VirtualTransport transport) {
        final Host host = transport.host();
        if (host.transport != null) {
            throw new LifecycleException("address in use, address=" + host.address);
        }
        host.transport = transport;
        trace.note(TraceKind.OPENED, host.address, "");
    }

    /**
     * @param address a known address
     * @param lane which lane
     * @return what has been sent from and received at it so far
     * @throws InvalidValueException when the address is not known
     */
    public Traffic traffic(final NodeAddress address, final Lane lane) {
        return hosts.require(address).traffic(Arguments.notNull(lane, "lane"));
    }

    /** @return what all nodes have sent and received so far on a lane */
    public Traffic totalTraffic(final Lane lane) {
        Arguments.notNull(lane, "lane");
        Traffic sum = Traffic.NONE;
        for (final Host host : hosts.inOrder()) {
            sum = sum.plus(host.traffic(lane));
        }
        return sum;
    }

    int send(
            final VirtualTransport sender,
            final Lane lane,
            final NodeAddress destination,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        final Host from = sender.host();
        final Host to = hosts.findOrNull(destination);
        final int refusal = refusal(from, to, lane, length);
        if (refusal < 0) {
            trace.packet(TraceKind.REFUSED, lane, from.address, destination, length, refusal);
            return refusal;
        }
        final Flight flight = take().load(lane, from, to).copyFrom(buffer, offset, length);
        if (from.isBlocked) {
            from.waiting.addLast(flight);
        } else {
            depart(flight, sender);
        }
        return Transport.SENT;
    }

    private void depart(final Flight flight, final VirtualTransport sender) {
        final Host from = flight.from;
        final Host to = flight.to;
        final Lane lane = flight.lane;
        fate.reseed(from.fates.nextLong());
        from.countSent(lane, flight.length);
        record(TraceKind.SENT, flight);
        if (faults.isCut(from, to)) {
            cutOff(flight);
        } else if (lane == Lane.RELIABLE) {
            sendReliably(flight, sender);
        } else {
            sendOnce(flight);
        }
    }

    /** What waited was sent by the life that is there, or by one whose end has dropped it. */
    private void onUnblocked(final Host host) {
        while (!host.waiting.isEmpty()) {
            depart(host.waiting.removeFirst(), host.transport);
        }
        if (host.transport != null) {
            host.transport.wakeup();
        }
    }

    private int refusal(final Host from, final Host to, final Lane lane, final int length) {
        if (length > (lane == Lane.RELIABLE ? limits.maxReliableLength() : limits.maxPacketLength())) {
            return Transport.TOO_LONG;
        }
        if (to == null || !from.isInterfaceUp) {
            return Transport.UNREACHABLE;
        }
        if (lane == Lane.RELIABLE) {
            final Connection connection = connections.get(from.pairWith(to));
            if (connection != null && connection.bytesUnderWay() + length > limits.reliableWindowBytes()) {
                return Transport.BACK_PRESSURED;
            }
        }
        return Transport.SENT;
    }

    private void sendOnce(final Flight flight) {
        final LinkModel link = faults.linkOf(flight.from, flight.to);
        final boolean isLost = fate.nextDouble() < link.loss();
        final boolean isDoubled = fate.nextDouble() < link.duplication();
        if (isLost || faults.areDatagramsCut(flight.from, flight.to)) {
            drop(TraceKind.LOST, flight);
            return;
        }
        if (isDoubled) {
            final Flight second = take().copyFrom(flight);
            record(TraceKind.DUPLICATED, second);
            time.schedule(time.nowNs() + link.latencyNs(fate), second);
        }
        time.schedule(time.nowNs() + link.latencyNs(fate), flight);
    }

    private void sendReliably(final Flight flight, final VirtualTransport sender) {
        final Connection connection = connection(flight.from, flight.to);
        if (isCutBackwards(flight)) {
            cutOff(flight);
            return;
        }
        final VirtualTransport receiver = flight.to.transport;
        connection.between(sender, receiver);
        if (receiver == null) {
            drop(TraceKind.NO_RECEIVER, flight);
            return;
        }
        final long atNs = connection.arrivalNs(time.nowNs(), faults.linkOf(flight.from, flight.to), fate);
        if (atNs < 0) {
            drop(TraceKind.LOST, flight);
            return;
        }
        flight.connection = connection;
        flight.receiver = receiver;
        connection.add(flight.length);
        time.schedule(atNs, flight);
    }

    private Connection connection(final Host from, final Host to) {
        final long pair = from.pairWith(to);
        Connection connection = connections.get(pair);
        if (connection == null) {
            connection = new Connection();
            connections.put(pair, connection);
        }
        return connection;
    }

    /** No acknowledgement, no connection: the reliable lane needs both directions. */
    private boolean isCutBackwards(final Flight flight) {
        return flight.lane == Lane.RELIABLE && faults.isCut(flight.to, flight.from);
    }

    void arrive(final Flight flight) {
        if (faults.isCut(flight.from, flight.to) || isCutBackwards(flight)) {
            cutOff(flight);
            return;
        }
        final VirtualTransport receiver = flight.to.transport;
        if (receiver == null || flight.receiver != null && flight.receiver != receiver) {
            drop(TraceKind.NO_RECEIVER, flight);
        } else if (!receiver.tryPut(flight)) {
            drop(TraceKind.OVERFLOWED, flight);
        } else {
            flight.to.countReceived(flight.lane, flight.length);
            record(TraceKind.ARRIVED, flight);
            receiver.notifyReady();
        }
    }

    private void cutOff(final Flight flight) {
        if (flight.lane == Lane.RELIABLE) {
            connection(flight.from, flight.to).breakUp();
        }
        drop(TraceKind.CUT, flight);
    }

    private void drop(final TraceKind kind, final Flight flight) {
        flight.from.countDropped(flight.lane);
        record(kind, flight);
        recycle(flight);
    }

    private void record(final TraceKind kind, final Flight flight) {
        trace.packet(kind, flight.lane, flight.from.address, flight.to.address, flight.length, flight.contentHash);
    }

    private Flight take() {
        final Flight pooled = pool.poll();
        return pooled != null ? pooled : new Flight(this);
    }

    void recycle(final Flight flight) {
        if (flight.connection != null) {
            flight.connection.remove(flight.length);
        }
        flight.clear();
        pool.push(flight);
    }

    void onClosed(final VirtualTransport transport) {
        final Host host = transport.host();
        if (host.transport == transport) {
            host.transport = null;
        }
        host.waiting.forEach(this::recycle);
        host.waiting.clear();
        trace.note(TraceKind.CLOSED, host.address, "");
    }
}
