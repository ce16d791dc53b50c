package io.gossip.transport.udp;

import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.spi.Arguments;
import io.gossip.spi.Lane;
import io.gossip.spi.PacketHandler;
import io.gossip.spi.Transport;
import io.gossip.spi.TransportException;
import io.gossip.spi.address.NameService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;

/**
 * Real sockets: one UDP socket for the best-effort lane, TCP connections for the reliable one, both on the same port and
 * behind one selector. IPv4, IPv6, or both.
 *
 * <p>Threads: as {@link Transport} says, one drives it; {@link #wakeup}, {@link #close} and {@link #counters} are for
 * any. It has no thread of its own; names are looked up on daemon threads that end with the last lookup.
 *
 * <p>Failures: a destination that is a name, used for the first time, is {@link #BACK_PRESSURED} until it has been looked
 * up, and {@link #UNREACHABLE} when it was not found. On the best-effort lane, UNREACHABLE also is what the operating
 * system refuses to send. On the reliable lane it is a connection refused at once; one that fails later takes the
 * messages queued for it along, which shows in the counters only. The {@code source} of a reliable message is the
 * connection's far end, with a port nobody listens on: no address to reply to.
 *
 * <p>Allocation: none of its own per packet, in either direction, once a peer is known. The JDK allocates 120 bytes for a
 * packet whose sender differs from that of the packet before. A connection, and a message of more than 8 KiB, allocate
 * what they need.
 */
public final class UdpTransport implements Transport {
    private final NodeAddress localAddress;
    private final int maxPacketLength;
    private final int maxReliableLength;
    private final UdpCounters counters;
    /** Null once closed, so that a closed transport somebody still holds keeps no buffers. */
    private final AtomicReference<Lanes> lanes;

    private UdpTransport(
            final UdpTransportConfig config,
            final NodeAddress localAddress,
            final UdpCounters counters,
            final Lanes lanes) {
        this.localAddress = localAddress;
        this.maxPacketLength = config.maxPacketLength();
        this.maxReliableLength = config.reliable().maxLength();
        this.counters = counters;
        this.lanes = new AtomicReference<>(lanes);
    }

    /**
     * Opens a transport. Blocks while the bind address is looked up, if it is a name.
     *
     * @param config all settings
     * @return an open transport
     * @throws InvalidValueException when the configuration is null
     * @throws TransportException when the address is in use (for UDP or for TCP), unknown, or not one of this machine
     */
    public static UdpTransport open(final UdpTransportConfig config) {
        final World world = new World(System.nanoTime());
        return open(config, new Lanes.Outside(world, world));
    }

    /**
     * The clock and the names of this machine.
     *
     * @param originNs what counts as 0
     */
    private record World(long originNs) implements LongSupplier, NameService {
        @Override
        public long getAsLong() {
            return System.nanoTime() - originNs;
        }

        @Override
        public InetAddress[] lookup(final String host) throws UnknownHostException {
            return InetAddress.getAllByName(host);
        }
    }

    static UdpTransport open(final UdpTransportConfig config, final Lanes.Outside outside) {
        final BoundSockets bound = BoundSockets.bind(Arguments.notNull(config, "config"));
        final UdpCounters counters = new UdpCounters();
        try {
            final Lanes lanes = new Lanes(config, bound, counters, outside);
            return new UdpTransport(config, bound.advertised(config), counters, lanes);
        } catch (final IOException e) {
            bound.close(e);
            throw new TransportException("cannot watch sockets, bind=" + config.bind(), e);
        } catch (final RuntimeException | Error e) {
            bound.close(e);
            throw e;
        }
    }

    @Override
    public NodeAddress localAddress() {
        return localAddress;
    }

    @Override
    public int maxPacketLength() {
        return maxPacketLength;
    }

    @Override
    public int maxReliableLength() {
        return maxReliableLength;
    }

    /** @return what was sent, received, refused and lost so far; any thread, also after close */
    public UdpCounters counters() {
        return counters;
    }

    @Override
    public Map<String, Long> countersByLabel() {
        return counters.byLabel();
    }

    @Override
    public int send(
            final Lane lane,
            final NodeAddress destination,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        final Lanes open = lanes.get();
        if (open == null) {
            return CLOSED;
        }
        if (length > (lane == Lane.BEST_EFFORT ? maxPacketLength : maxReliableLength)) {
            return TOO_LONG;
        }
        return open.send(lane, destination, buffer, offset, length);
    }

    @Override
    public int poll(final PacketHandler handler, final int limit) {
        final Lanes open = lanes.get();
        return open == null ? 0 : open.poll(handler, limit);
    }

    @Override
    public void await(final long timeoutNs) {
        final Lanes open = lanes.get();
        if (open != null) {
            open.await(timeoutNs);
        }
    }

    @Override
    public void wakeup() {
        final Lanes open = lanes.get();
        if (open != null) {
            open.wakeup();
        }
    }

    /** {@inheritDoc} At return of the first call the port is free again. */
    @Override
    public void close() {
        final Lanes open = lanes.getAndSet(null);
        if (open != null) {
            open.close();
        }
    }

    @Override
    public String toString() {
        return "UdpTransport[" + localAddress + (lanes.get() == null ? ", closed]" : "]");
    }
}
