package io.gossip.transport.udp;

import io.gossip.NodeAddress;
import io.gossip.spi.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/** The sending half of the reliable lane: a connection per destination, opened when needed. Driving thread only. */
final class OutgoingConnections {
    private static final float LOAD_FACTOR = 0.75f;
    private static final int INITIAL_CAPACITY = 16;

    private final ReliableParts parts;
    private final StandardProtocolFamily family;
    private final InetSocketAddress localOrNull;
    /** The one used least recently first. */
    private final Map<NodeAddress, OutgoingConnection> connections =
            new LinkedHashMap<>(INITIAL_CAPACITY, LOAD_FACTOR, true);

    private long earliestNs = Lanes.NEVER;

    /**
     * @param parts shared by all connections
     * @param family of the sockets
     * @param localOrNull where connections come from, null for any
     */
    OutgoingConnections(
            final ReliableParts parts, final StandardProtocolFamily family, final InetSocketAddress localOrNull) {
        this.parts = parts;
        this.family = family;
        this.localOrNull = localOrNull;
    }

    int send(
            final NodeAddress destination,
            final InetSocketAddress address,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long nowNs) {
        OutgoingConnection connection = usableOrNull(destination);
        if (connection == null) {
            if (!makeRoom()) {
                return backPressured();
            }
            connection = openOrNull(destination, address, nowNs);
        }
        if (connection == null) {
            return parts.sockets().isClosed() ? Transport.CLOSED : Transport.UNREACHABLE;
        }
        if (!connection.tryAdd(buffer, offset, length, nowNs)) {
            return backPressured();
        }
        connection.flush(nowNs);
        if (connection.isEnded()) {
            return Transport.UNREACHABLE;
        }
        watch(connection);
        parts.counters().add(UdpCounter.MESSAGES_SENT, UdpCounter.MESSAGE_BYTES_SENT, length);
        return Transport.SENT;
    }

    /** Its deadline may have come nearer. */
    void watch(final OutgoingConnection connection) {
        earliestNs = Math.min(earliestNs, connection.deadlineNs());
    }

    private int backPressured() {
        parts.counters().increment(UdpCounter.MESSAGES_BACK_PRESSURED);
        return Transport.BACK_PRESSURED;
    }

    private OutgoingConnection usableOrNull(final NodeAddress destination) {
        final OutgoingConnection connection = connections.get(destination);
        if (connection != null && connection.isIdle() && !connection.isPeerThere()) {
            end(connection, null);
            return null;
        }
        return connection;
    }

    /** @return false when all connections there may be are busy */
    private boolean makeRoom() {
        if (connections.size() < parts.config().maxOutgoing()) {
            return true;
        }
        for (final OutgoingConnection connection : connections.values()) {
            if (connection.isIdle()) {
                end(connection, null);
                return true;
            }
        }
        return false;
    }

    private OutgoingConnection openOrNull(
            final NodeAddress destination, final InetSocketAddress address, final long nowNs) {
        OutgoingConnection connection = null;
        try {
            final SocketChannel channel = SocketChannel.open(family);
            connection = new OutgoingConnection(this, parts, destination, channel);
            return begin(connection, address, nowNs) ? connection : null;
        } catch (final IOException e) {
            parts.counters().increment(UdpCounter.CONNECTIONS_FAILED);
            if (connection != null) {
                parts.sockets().close(connection.channel());
                connection.end();
            }
            return null;
        }
    }

    private boolean begin(final OutgoingConnection connection, final InetSocketAddress address, final long nowNs)
            throws IOException {
        final SocketChannel channel = connection.channel();
        final SelectionKey key = parts.sockets().registerOrNull(channel, SelectionKey.OP_CONNECT, connection);
        if (key == null) {
            return false;
        }
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (localOrNull != null) {
            channel.bind(localOrNull);
        }
        connection.begin(key, channel.connect(address), nowNs);
        if (!connection.tryBegin()) {
            throw new IOException("no memory for a connection");
        }
        connections.put(connection.destination(), connection);
        parts.counters().increment(UdpCounter.CONNECTIONS_OPENED);
        return true;
    }

    /** @param reason counted besides, or null when there was no error */
    void end(final OutgoingConnection connection, final UdpCounter reason) {
        connections.remove(connection.destination(), connection);
        discard(connection, reason);
    }

    private void discard(final OutgoingConnection connection, final UdpCounter reason) {
        parts.sockets().close(connection.channel());
        parts.counters().increment(UdpCounter.CONNECTIONS_CLOSED);
        parts.counters().add(UdpCounter.MESSAGE_BYTES_LOST, connection.queuedLength());
        if (reason != null) {
            parts.counters().increment(reason);
        }
        connection.end();
    }

    /** @return when {@link #runTimers} is due, perhaps too early */
    long deadlineNs() {
        return earliestNs;
    }

    void runTimers(final long nowNs) {
        if (nowNs < earliestNs) {
            return;
        }
        earliestNs = Lanes.NEVER;
        final Iterator<OutgoingConnection> all = connections.values().iterator();
        while (all.hasNext()) {
            final OutgoingConnection connection = all.next();
            if (connection.deadlineNs() <= nowNs) {
                all.remove();
                discard(connection, connection.isIdle() ? null : UdpCounter.CONNECTIONS_TIMED_OUT);
            } else {
                watch(connection);
            }
        }
    }
}
