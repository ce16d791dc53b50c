package pipe;

import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.NioBuffer;
import io.gossip.spi.PacketHandler;
import io.gossip.spi.Transport;
import io.gossip.spi.TransportException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/**
 * Nodes of one JVM, connected by pipes: whoever is open can be reached, by the address alone. Each node owns the two pipes
 * that lead to it, one for each lane; senders put their packets there under the receiver's lock.
 *
 * <p>No thread ever holds the locks of two nodes, and no handler runs under a lock.
 */
final class PipeTransport implements Transport {
    private static final int MAX_PACKET_LENGTH = 1_400;
    private static final int MAX_RELIABLE_LENGTH = 128 * 1024;
    private static final ConcurrentMap<NodeAddress, PipeTransport> OPEN = new ConcurrentHashMap<>();

    private final NodeAddress address;
    private final Pipe packets = new Pipe(64 * 1024);
    private final Pipe messages = new Pipe(8 * MAX_RELIABLE_LENGTH);
    /** What the handler sees: out of the ring, so that senders need not wait for it. Driving thread only. */
    private final NioBuffer taken = NioBuffer.allocate(MAX_RELIABLE_LENGTH);

    private NodeAddress takenSource;
    private int takenLength;
    private boolean isMessagesTurn;
    private boolean isWoken;
    private volatile boolean isClosed;

    private PipeTransport(final NodeAddress address) {
        this.address = address;
    }

    /** @throws TransportException when another one is open there */
    static PipeTransport open(final NodeAddress bind) {
        final int last = bind.port() == 0 ? NodeAddress.MAX_PORT : bind.port();
        for (int port = Math.max(bind.port(), 1); port <= last; port++) {
            final NodeAddress wanted = new NodeAddress(bind.host(), port);
            if (!OPEN.containsKey(wanted)) {
                final PipeTransport transport = new PipeTransport(wanted);
                if (OPEN.putIfAbsent(wanted, transport) == null) {
                    return transport;
                }
            }
        }
        throw new TransportException("address in use, bind=" + bind, null);
    }

    @Override
    public NodeAddress localAddress() {
        return address;
    }

    @Override
    public int maxPacketLength() {
        return MAX_PACKET_LENGTH;
    }

    @Override
    public int maxReliableLength() {
        return MAX_RELIABLE_LENGTH;
    }

    @Override
    public int send(
            final Lane lane,
            final NodeAddress destination,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        if (isClosed) {
            return CLOSED;
        }
        if (length > (lane == Lane.BEST_EFFORT ? MAX_PACKET_LENGTH : MAX_RELIABLE_LENGTH)) {
            return TOO_LONG;
        }
        buffer.boundsCheck(offset, length);
        final PipeTransport receiver = OPEN.get(destination);
        return receiver == null ? UNREACHABLE : receiver.receive(lane, address, buffer, offset, length);
    }

    private synchronized int receive(
            final Lane lane, final NodeAddress source, final DirectBuffer buffer, final int offset, final int length) {
        final Pipe pipe = lane == Lane.BEST_EFFORT ? packets : messages;
        if (!pipe.tryPut(source, buffer, offset, length)) {
            return BACK_PRESSURED;
        }
        notifyAll();
        return SENT;
    }

    @Override
    public int poll(final PacketHandler handler, final int limit) {
        int polled = 0;
        Lane lane = takeOrNull();
        while (lane != null) {
            polled++;
            handler.onPacket(lane, takenSource, taken, 0, takenLength);
            lane = polled < limit ? takeOrNull() : null;
        }
        return polled;
    }

    /** One lane after the other gets its turn, so that a flood on one does not silence the other. */
    private synchronized Lane takeOrNull() {
        if (isClosed || packets.isEmpty() && messages.isEmpty()) {
            return null;
        }
        isMessagesTurn = packets.isEmpty() || !isMessagesTurn && !messages.isEmpty();
        final Pipe pipe = isMessagesTurn ? messages : packets;
        takenSource = pipe.source();
        takenLength = pipe.take(taken);
        return isMessagesTurn ? Lane.RELIABLE : Lane.BEST_EFFORT;
    }

    @Override
    public synchronized void await(final long timeoutNs) {
        final long beginNs = System.nanoTime();
        long leftNs = timeoutNs;
        try {
            while (leftNs > 0 && !isWoken && !isClosed && packets.isEmpty() && messages.isEmpty()) {
                TimeUnit.NANOSECONDS.timedWait(this, leftNs);
                leftNs = timeoutNs - (System.nanoTime() - beginNs);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        isWoken = false;
    }

    @Override
    public synchronized void wakeup() {
        isWoken = true;
        notifyAll();
    }

    @Override
    public void close() {
        OPEN.remove(address, this);
        synchronized (this) {
            isClosed = true;
            notifyAll();
        }
    }
}
