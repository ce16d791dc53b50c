package io.gossip.transport.udp;

import io.gossip.spi.Lane;
import io.gossip.spi.NioBuffer;
import io.gossip.spi.PacketHandler;
import io.gossip.spi.Transport;
import io.gossip.spi.address.SourceAddresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.agrona.DirectBuffer;

/** The best-effort lane: one socket, one datagram per packet. Driving thread only. */
final class DatagramLane implements ReadyListener {
    private static final int SOURCES_REMEMBERED = 4_096;

    private final DatagramChannel channel;
    private final OpenSockets sockets;
    private final UdpCounters counters;
    private final int maxLength;
    private final SourceAddresses sources = new SourceAddresses(SOURCES_REMEMBERED);
    private final ByteBuffer outgoing;
    private final ByteBuffer incoming;
    private final NioBuffer received;

    DatagramLane(
            final DatagramChannel channel, final OpenSockets sockets, final UdpCounters counters, final int maxLength) {
        this.channel = channel;
        this.sockets = sockets;
        this.counters = counters;
        this.maxLength = maxLength;
        this.outgoing = ByteBuffer.allocateDirect(maxLength);
        // One more byte, to tell a packet of the longest length from one that was cut off at it.
        this.incoming = ByteBuffer.allocateDirect(maxLength + 1);
        this.received = NioBuffer.wrapping(incoming);
    }

    int send(final InetSocketAddress destination, final DirectBuffer buffer, final int offset, final int length) {
        buffer.boundsCheck(offset, length);
        outgoing.clear();
        buffer.getBytes(offset, outgoing, 0, length);
        outgoing.limit(length);
        try {
            // An empty datagram counts as 0 bytes also when it is sent.
            if (channel.send(outgoing, destination) < length) {
                counters.increment(UdpCounter.PACKETS_BACK_PRESSURED);
                return Transport.BACK_PRESSURED;
            }
        } catch (final IOException e) {
            if (sockets.isClosed()) {
                return Transport.CLOSED;
            }
            counters.increment(UdpCounter.PACKETS_FAILED);
            return Transport.UNREACHABLE;
        }
        counters.add(UdpCounter.PACKETS_SENT, UdpCounter.PACKET_BYTES_SENT, length);
        return Transport.SENT;
    }

    /** Nothing to do: every poll receives. */
    @Override
    public void onReady(final int operations, final long nowNs) {}

    /** Errors and over-long packets count against the limit, but are not handed over: the loop ends in any case. */
    int poll(final PacketHandler handler, final int limit) {
        int polled = 0;
        for (int i = 0; i < limit && !sockets.isClosed(); i++) {
            incoming.clear();
            final SocketAddress source;
            try {
                source = channel.receive(incoming);
            } catch (final IOException e) {
                counters.increment(UdpCounter.RECEIVE_ERRORS);
                continue;
            }
            if (source == null) {
                break;
            }
            polled += handOver(handler, source, incoming.position());
        }
        return polled;
    }

    private int handOver(final PacketHandler handler, final SocketAddress source, final int length) {
        if (length > maxLength) {
            counters.increment(UdpCounter.PACKETS_OVERLONG);
            return 0;
        }
        counters.add(UdpCounter.PACKETS_RECEIVED, UdpCounter.PACKET_BYTES_RECEIVED, length);
        handler.onPacket(Lane.BEST_EFFORT, sources.nameOf(source), received, 0, length);
        return 1;
    }
}
