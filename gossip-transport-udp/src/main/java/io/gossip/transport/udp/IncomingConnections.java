package io.gossip.transport.udp;

import io.gossip.spi.PacketHandler;
import io.gossip.spi.address.SourceAddresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The receiving half of the reliable lane. When there are too many connections, the oldest that has never brought a
 * message gives way to the newcomer: a flood of idle ones displaces itself, not the peers. Driving thread only.
 */
final class IncomingConnections implements ReadyListener {
    private static final int MAX_ACCEPTS_PER_POLL = 64;
    private static final long ACCEPT_PAUSE_NS = 1_000_000_000L;

    private final ReliableParts parts;
    private final ServerSocketChannel server;
    private final Set<IncomingConnection> connections = new LinkedHashSet<>();
    private final ArrayDeque<IncomingConnection> waiting = new ArrayDeque<>();
    private SelectionKey serverKey;
    private long earliestNs = Lanes.NEVER;
    private long resumeNs = Lanes.NEVER;

    IncomingConnections(final ReliableParts parts, final ServerSocketChannel server) {
        this.parts = parts;
        this.server = server;
    }

    /** @param key of the server socket, watched for connections */
    void begin(final SelectionKey key) {
        serverKey = key;
    }

    /** @return whether a message can be polled without reading any further */
    boolean isReady() {
        return !waiting.isEmpty();
    }

    @Override
    public void onReady(final int operations, final long nowNs) {
        try {
            for (int i = 0; i < MAX_ACCEPTS_PER_POLL; i++) {
                final SocketChannel channel = server.accept();
                if (channel == null) {
                    return;
                }
                admit(channel, nowNs);
            }
        } catch (final IOException e) {
            // Most likely out of file descriptors: the socket would stay ready and keep the driver from waiting.
            parts.counters().increment(UdpCounter.ACCEPT_ERRORS);
            serverKey.interestOps(0);
            resumeNs = nowNs + ACCEPT_PAUSE_NS;
        }
    }

    private void admit(final SocketChannel channel, final long nowNs) {
        if (!makeRoom()) {
            parts.counters().increment(UdpCounter.CONNECTIONS_REFUSED);
            parts.sockets().close(channel);
            return;
        }
        try {
            final InetSocketAddress remote = (InetSocketAddress) channel.getRemoteAddress();
            final IncomingConnection connection =
                    new IncomingConnection(this, parts, channel, SourceAddresses.toNodeAddress(remote), nowNs);
            if (parts.sockets().registerOrNull(channel, SelectionKey.OP_READ, connection) != null) {
                parts.counters().increment(UdpCounter.CONNECTIONS_ACCEPTED);
                connections.add(connection);
                onIncomplete(connection);
            }
        } catch (final IOException e) {
            parts.counters().increment(UdpCounter.CONNECTIONS_FAILED);
            parts.sockets().close(channel);
        }
    }

    private boolean makeRoom() {
        if (connections.size() < parts.config().maxIncoming()) {
            return true;
        }
        for (final IncomingConnection connection : connections) {
            if (!connection.isTrusted() && !connection.isWaiting()) {
                end(connection, UdpCounter.CONNECTIONS_REFUSED);
                return true;
            }
        }
        return false;
    }

    void onComplete(final IncomingConnection connection) {
        waiting.add(connection);
    }

    void onIncomplete(final IncomingConnection connection) {
        earliestNs = Math.min(earliestNs, connection.deadlineNs());
    }

    /** @param reason counted besides, or null when there was no error */
    void end(final IncomingConnection connection, final UdpCounter reason) {
        connections.remove(connection);
        discard(connection, reason);
    }

    private void discard(final IncomingConnection connection, final UdpCounter reason) {
        parts.sockets().close(connection.channel());
        parts.counters().increment(UdpCounter.CONNECTIONS_CLOSED);
        if (reason != null) {
            parts.counters().increment(reason);
        }
        connection.end();
    }

    /** One message of each connection in turn, so that none waits for all of another's. */
    int poll(final PacketHandler handler, final int limit, final long nowNs) {
        int polled = 0;
        while (polled < limit && !waiting.isEmpty() && !parts.sockets().isClosed()) {
            polled++;
            waiting.remove().handOver(handler, nowNs);
        }
        return polled;
    }

    /** @return when {@link #runTimers} is due, perhaps too early */
    long deadlineNs() {
        return Math.min(earliestNs, resumeNs);
    }

    void runTimers(final long nowNs) {
        if (resumeNs <= nowNs) {
            resumeNs = Lanes.NEVER;
            serverKey.interestOps(SelectionKey.OP_ACCEPT);
        }
        if (earliestNs <= nowNs) {
            earliestNs = Lanes.NEVER;
            endOverdue(nowNs);
        }
    }

    private void endOverdue(final long nowNs) {
        final Iterator<IncomingConnection> all = connections.iterator();
        while (all.hasNext()) {
            final IncomingConnection connection = all.next();
            if (connection.isWaiting()) {
                continue;
            }
            if (connection.deadlineNs() <= nowNs) {
                all.remove();
                discard(connection, connection.isWithinFrame() ? UdpCounter.CONNECTIONS_TIMED_OUT : null);
            } else {
                onIncomplete(connection);
            }
        }
    }
}
