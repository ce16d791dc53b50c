package io.gossip.transport.aeron;

import io.aeron.Subscription;
import io.aeron.logbuffer.BufferClaim;
import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.PacketHandler;
import io.gossip.spi.queue.MemoryBudget;
import io.gossip.transport.aeron.driver.DriverConnection;
import io.gossip.transport.aeron.message.MessageWriter;
import io.gossip.transport.aeron.neighbour.Neighbours;
import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;

/** All that lives as long as one connection to the driver. Driving thread only. */
final class Session {
    private final DriverConnection connection;
    private final Endpoint endpoint;
    private final Incoming incoming;
    private final NodeAddress self;
    private final Neighbours neighbours;
    private final OutgoingLane packets;
    private final OutgoingLane messages;
    private boolean isAnnounced;
    private boolean isNetworkFirst;

    /**
     * What comes in, which outlives connections.
     *
     * @param packets best-effort lane
     * @param messages reliable lane
     */
    record Incoming(IncomingLane packets, IncomingLane messages) {}

    /**
     * @param self what others are told
     * @param connection taken over
     * @param endpoint of that connection, perhaps not ready yet
     */
    Session(
            final AeronTransportConfig config,
            final NodeAddress self,
            final DriverConnection connection,
            final Endpoint endpoint,
            final Incoming incoming,
            final AeronCounters counters) {
        this.connection = connection;
        this.endpoint = endpoint;
        this.incoming = incoming;
        this.self = self;
        this.neighbours = config.driver().ipc() ? new Neighbours(connection.aeron()) : Neighbours.none();
        final MessageWriter writer = new MessageWriter(self);
        final BufferClaim claim = new BufferClaim();
        final MemoryBudget memory = new MemoryBudget(config.streams().memoryLength());
        final int pieceLength = OutgoingParts.pieceLength(config, writer);
        packets = new OutgoingLane(
                new OutgoingParts(
                        connection.aeron(),
                        neighbours,
                        endpoint.bind(),
                        LaneTraits.bestEffort(config),
                        config.streams(),
                        writer,
                        claim,
                        memory,
                        counters),
                pieceLength);
        messages = new OutgoingLane(
                new OutgoingParts(
                        connection.aeron(),
                        neighbours,
                        endpoint.bind(),
                        LaneTraits.reliable(config),
                        config.streams(),
                        writer,
                        claim,
                        memory,
                        counters),
                pieceLength);
        announce();
    }

    private void announce() {
        if (!isAnnounced && endpoint.isReady()) {
            isAnnounced = true;
            neighbours.announce(
                    self, endpoint.memoryStreamId(Lane.BEST_EFFORT), endpoint.memoryStreamId(Lane.RELIABLE));
        }
    }

    int send(
            final Lane lane,
            final NodeAddress destination,
            final InetSocketAddress address,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long nowNs) {
        final OutgoingLane outgoing = lane == Lane.BEST_EFFORT ? packets : messages;
        return outgoing.send(destination, address, buffer, offset, length, nowNs);
    }

    /** Goes on with everything but handing over. Calls no handler. */
    void work(final long nowNs) {
        connection.work();
        if (connection.isLost()) {
            return;
        }
        endpoint.work(nowNs);
        announce();
        packets.work(nowNs);
        messages.work(nowNs);
        incoming.packets().work(nowNs);
        incoming.messages().work(nowNs);
    }

    boolean isLost() {
        return connection.isLost();
    }

    int poll(final Lane lane, final PacketHandler handler, final int limit, final long nowNs) {
        if (!endpoint.isReady()) {
            return 0;
        }
        final IncomingLane from = lane == Lane.BEST_EFFORT ? incoming.packets() : incoming.messages();
        // In turn, so that a flood from one side does not silence the other.
        isNetworkFirst = !isNetworkFirst;
        final Subscription first = isNetworkFirst ? endpoint.ofNetwork(lane) : endpoint.ofMemory(lane);
        final Subscription second = isNetworkFirst ? endpoint.ofMemory(lane) : endpoint.ofNetwork(lane);
        final int polled = from.poll(first, handler, limit, nowNs);
        return polled + from.poll(second, handler, limit - polled, nowNs);
    }

    boolean isReadable() {
        return endpoint.isReady()
                && (isReadable(incoming.packets(), Lane.BEST_EFFORT) || isReadable(incoming.messages(), Lane.RELIABLE));
    }

    private boolean isReadable(final IncomingLane from, final Lane lane) {
        return from.isReadable(endpoint.ofMemory(lane)) || from.isReadable(endpoint.ofNetwork(lane));
    }

    /** Counts what is lost with it, and lets go of the driver, which does not answer. */
    void abandon() {
        end();
        connection.abandon();
    }

    /** What Aeron has taken still leaves. */
    void close() {
        end();
        connection.close();
    }

    private void end() {
        packets.close();
        messages.close();
        incoming.packets().clear();
        incoming.messages().clear();
    }

    DriverConnection connection() {
        return connection;
    }
}
