package io.gossip.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeAddress;
import io.gossip.spi.NioBuffer;
import io.gossip.spi.Transport;
import io.gossip.transport.udp.ScriptedDatagramChannel.Arrival;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Errors that a healthy system does not show: each costs a counter and nothing else. */
class SocketErrorsTest {
    private static final int LIMIT = 576;
    private static final InetSocketAddress SOURCE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 7);

    private final UdpCounters counters = new UdpCounters();
    private final ScriptedDatagramChannel channel = new ScriptedDatagramChannel();
    private final List<NodeAddress> sources = new ArrayList<>();
    private OpenSockets sockets;
    private DatagramLane lane;

    @BeforeEach
    void open() throws IOException {
        sockets = new OpenSockets(Selector.open(), counters);
        lane = new DatagramLane(channel, sockets, counters, LIMIT);
    }

    @AfterEach
    void close() throws IOException {
        sockets.close();
        channel.close();
    }

    private int send() {
        return lane.send(SOURCE, NioBuffer.allocate(10), 0, 10);
    }

    private int poll(final int limit) {
        return lane.poll((l, source, buffer, offset, length) -> sources.add(source), limit);
    }

    @Test
    void shouldPushBackWhenTheSocketIsFullAndGoOnWhenItIsNot() {
        channel.isFull = true;
        assertEquals(Transport.BACK_PRESSURED, send());
        assertEquals(1, counters.value(UdpCounter.PACKETS_BACK_PRESSURED));
        channel.isFull = false;
        assertEquals(Transport.SENT, send());
        assertEquals(1, counters.value(UdpCounter.PACKETS_SENT));
    }

    /** What Linux says to a packet that a rule of the firewall rejects on its way out. */
    @Test
    void shouldCallUnreachableWhatTheSystemDoesNotPermit() {
        channel.sendError = new SocketException("Operation not permitted");
        assertEquals(Transport.UNREACHABLE, send());
        assertEquals(1, counters.value(UdpCounter.PACKETS_FAILED));
        channel.sendError = null;
        assertEquals(Transport.SENT, send());
    }

    @Test
    void shouldReceiveWhatComesAfterAnError() {
        channel.arrivals.add(new Arrival(new PortUnreachableException(), null, null));
        channel.arrivals.add(new Arrival(null, SOURCE, new byte[LIMIT]));
        channel.arrivals.add(new Arrival(new IOException("any"), null, null));
        channel.arrivals.add(new Arrival(null, SOURCE, new byte[0]));
        assertEquals(2, poll(10));
        assertEquals(2, sources.size());
        assertEquals(2, counters.value(UdpCounter.RECEIVE_ERRORS));
    }

    @Test
    void shouldComeToAnEndWhenThereAreErrorsOnly() {
        for (int i = 0; i < 1_000; i++) {
            channel.arrivals.add(new Arrival(new PortUnreachableException(), null, null));
        }
        assertEquals(0, poll(10));
        assertEquals(10, counters.value(UdpCounter.RECEIVE_ERRORS));
    }

    /** Out of file descriptors the socket stays ready: without a pause the driver could never wait again. */
    @Test
    void shouldPauseWhenAcceptingFails() throws IOException {
        // The key of a healthy one: the broken one cannot be watched.
        final SelectionKey key =
                sockets.registerOrNull(ServerSocketChannel.open(), SelectionKey.OP_ACCEPT, (operations, nowNs) -> {});
        final UdpTransportConfig config =
                UdpTransportConfig.builder(new NodeAddress("127.0.0.1", 0)).build();
        final IncomingConnections incoming =
                new IncomingConnections(ReliableParts.of(config.reliable(), sockets, counters), new BrokenServer());
        incoming.begin(key);
        assertEquals(Lanes.NEVER, incoming.deadlineNs());
        incoming.onReady(SelectionKey.OP_ACCEPT, 5);
        assertEquals(1, counters.value(UdpCounter.ACCEPT_ERRORS));
        assertEquals(0, key.interestOps());
        assertEquals(1_000_000_005L, incoming.deadlineNs());
        incoming.runTimers(1_000_000_004L);
        assertEquals(0, key.interestOps());
        incoming.runTimers(1_000_000_005L);
        assertEquals(SelectionKey.OP_ACCEPT, key.interestOps());
        assertEquals(Lanes.NEVER, incoming.deadlineNs());
    }

    @Test
    void shouldCloseWhatIsRegisteredTooLate() throws IOException {
        sockets.close();
        assertTrue(sockets.isClosed());
        final SocketChannel late = SocketChannel.open();
        assertEquals(null, sockets.registerOrNull(late, SelectionKey.OP_CONNECT, (operations, nowNs) -> {}));
        assertFalse(late.isOpen());
    }

    private static final class BrokenServer extends ServerSocketChannel {
        BrokenServer() {
            super(SelectorProvider.provider());
        }

        @Override
        public SocketChannel accept() throws IOException {
            throw new IOException("Too many open files");
        }

        @Override
        public ServerSocketChannel bind(final SocketAddress local, final int backlog) {
            throw new UnsupportedOperationException("not scripted");
        }

        @Override
        public <T> ServerSocketChannel setOption(final SocketOption<T> name, final T value) {
            throw new UnsupportedOperationException("not scripted");
        }

        @Override
        public <T> T getOption(final SocketOption<T> name) {
            throw new UnsupportedOperationException("not scripted");
        }

        @Override
        public Set<SocketOption<?>> supportedOptions() {
            throw new UnsupportedOperationException("not scripted");
        }

        @Override
        public ServerSocket socket() {
            throw new UnsupportedOperationException("not scripted");
        }

        @Override
        public SocketAddress getLocalAddress() {
            throw new UnsupportedOperationException("not scripted");
        }

        @Override
        protected void implCloseSelectableChannel() {
            // Nothing was opened.
        }

        @Override
        protected void implConfigureBlocking(final boolean block) {
            // Never blocks.
        }
    }
}
