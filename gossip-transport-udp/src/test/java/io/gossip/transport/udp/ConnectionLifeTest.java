package io.gossip.transport.udp;

import static io.gossip.testkit.transport.TransportPeer.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.Transport;
import io.gossip.testkit.transport.TransportPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When connections are opened, kept, given up. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectionLifeTest {
    private final TestClock clock = new TestClock();
    private final List<TransportPeer> peers = new ArrayList<>();

    private TransportPeer open(final int maxOutgoing) {
        final TransportPeer peer = clock.open(UdpTransportConfig.builder(new NodeAddress("127.0.0.1", 0))
                .maxOutgoing(maxOutgoing)
                .build());
        peers.add(peer);
        return peer;
    }

    @AfterEach
    void closeAll() {
        peers.forEach(TransportPeer::close);
    }

    private static long count(final TransportPeer peer, final UdpCounter counter) {
        return ((UdpTransport) peer.transport()).counters().value(counter);
    }

    private static void deliver(final TransportPeer from, final TransportPeer to) {
        final int before = to.received().size();
        assertEquals(Transport.SENT, from.send(Lane.RELIABLE, to, bytes(1, 100)));
        TransportPeer.until(() -> to.received().size() > before, to, from);
    }

    @Test
    void shouldUseOneConnectionForManyMessages() {
        final TransportPeer a = open(1);
        final TransportPeer b = open(1);
        for (int i = 0; i < 10; i++) {
            deliver(a, b);
        }
        assertEquals(1, count(a, UdpCounter.CONNECTIONS_OPENED));
        assertEquals(1, count(b, UdpCounter.CONNECTIONS_ACCEPTED));
    }

    @Test
    void shouldCloseWhatIsIdleAndOpenItAgain() {
        final TransportPeer a = open(1);
        final TransportPeer b = open(1);
        deliver(a, b);
        clock.advance(Duration.ofSeconds(29));
        a.poll();
        deliver(a, b);
        clock.advance(Duration.ofSeconds(29));
        a.poll();
        assertEquals(0, count(a, UdpCounter.CONNECTIONS_CLOSED));
        clock.advance(Duration.ofSeconds(1));
        a.poll();
        assertEquals(1, count(a, UdpCounter.CONNECTIONS_CLOSED));
        assertEquals(0, count(a, UdpCounter.CONNECTIONS_TIMED_OUT));
        TransportPeer.until(() -> count(b, UdpCounter.CONNECTIONS_CLOSED) == 1, b);
        deliver(a, b);
        assertEquals(2, count(a, UdpCounter.CONNECTIONS_OPENED));
        assertEquals(0, count(a, UdpCounter.MESSAGE_BYTES_LOST));
    }

    @Test
    void shouldWakeForTheNearestOfItsOwnTimers() {
        final TransportPeer a = clock.open(UdpTransportConfig.builder(new NodeAddress("127.0.0.1", 0))
                .idleTimeout(Duration.ofMillis(5))
                .build());
        final TransportPeer b = open(1);
        peers.add(a);
        deliver(a, b);
        TransportPeer.until(() -> count(b, UdpCounter.MESSAGES_RECEIVED) == 1, a, b);
        clock.advance(Duration.ofMillis(5));
        // The test's clock stands still: only the timer can end this.
        a.transport().await(Duration.ofHours(1).toNanos());
        a.poll();
        assertEquals(1, count(a, UdpCounter.CONNECTIONS_CLOSED));
    }

    @Test
    void shouldCloseTheOneUsedLeastRecentlyWhenThereAreTooMany() {
        final TransportPeer a = open(2);
        final TransportPeer b = open(2);
        final TransportPeer c = open(2);
        final TransportPeer d = open(2);
        deliver(a, b);
        deliver(a, c);
        deliver(a, b);
        deliver(a, d);
        TransportPeer.until(() -> count(c, UdpCounter.CONNECTIONS_CLOSED) == 1, c, a);
        deliver(a, b);
        assertEquals(3, count(a, UdpCounter.CONNECTIONS_OPENED));
        assertEquals(0, count(b, UdpCounter.CONNECTIONS_CLOSED));
    }

    @Test
    void shouldGiveUpAPeerThatTakesNothing() throws IOException {
        final TransportPeer a = open(1);
        final TransportPeer b = open(1);
        try (ServerSocket stuck = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            final NodeAddress address = new NodeAddress("127.0.0.1", stuck.getLocalPort());
            final byte[] message = bytes(1, 1024 * 1024);
            TransportPeer.until(() -> a.send(Lane.RELIABLE, address, message) == Transport.BACK_PRESSURED, a);
            // The only connection there may be is busy.
            assertEquals(Transport.BACK_PRESSURED, a.send(Lane.RELIABLE, b, bytes(1, 1)));
            clock.advance(Duration.ofSeconds(9));
            a.poll();
            assertEquals(0, count(a, UdpCounter.CONNECTIONS_CLOSED));
            clock.advance(Duration.ofSeconds(1));
            a.poll();
            assertEquals(1, count(a, UdpCounter.CONNECTIONS_TIMED_OUT));
            assertTrue(count(a, UdpCounter.MESSAGE_BYTES_LOST) > 0);
            deliver(a, b);
        }
    }

    /** Linux drops what would overflow the queue of connections to be accepted; elsewhere the pre-condition may fail. */
    @Test
    void shouldGiveUpAConnectionThatDoesNotOpen() throws IOException {
        final List<SocketChannel> fillers = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            final InetSocketAddress port = new InetSocketAddress("127.0.0.1", full.getLocalPort());
            boolean isFull = false;
            for (int i = 0; i < 64 && !isFull; i++) {
                final SocketChannel filler = SocketChannel.open();
                fillers.add(filler);
                filler.configureBlocking(false);
                isFull = !filler.connect(port) && !filler.finishConnect();
            }
            org.junit.jupiter.api.Assumptions.assumeTrue(isFull, "this system accepts without end");
            final TransportPeer a = open(1);
            final NodeAddress address = new NodeAddress("127.0.0.1", full.getLocalPort());
            assertEquals(Transport.SENT, a.send(Lane.RELIABLE, address, bytes(1, 100)));
            clock.advance(Duration.ofSeconds(4));
            a.poll();
            assertEquals(0, count(a, UdpCounter.CONNECTIONS_CLOSED));
            clock.advance(Duration.ofSeconds(1));
            a.poll();
            assertEquals(1, count(a, UdpCounter.CONNECTIONS_TIMED_OUT));
            assertEquals(112, count(a, UdpCounter.MESSAGE_BYTES_LOST));
        } finally {
            for (final SocketChannel filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void shouldNoticeAPeerThatClosedBeforeWastingAMessageOnIt() {
        final TransportPeer a = open(4);
        final TransportPeer b = open(4);
        deliver(a, b);
        b.close();
        final TransportPeer again =
                clock.open(UdpTransportConfig.builder(b.address()).build());
        peers.add(again);
        assertEquals(Transport.SENT, a.send(Lane.RELIABLE, again, bytes(2, 200)));
        TransportPeer.until(() -> !again.received().isEmpty(), again, a);
        assertEquals(1, again.received().size());
        assertEquals(2, count(a, UdpCounter.CONNECTIONS_OPENED));
    }

    @Test
    void shouldCountWhatADeadPeerRefuses() {
        final TransportPeer a = open(4);
        final TransportPeer dead = open(4);
        dead.close();
        for (int i = 0; i < 5; i++) {
            final int failed = i + 1;
            a.send(Lane.RELIABLE, dead, bytes(1, 10));
            TransportPeer.until(() -> count(a, UdpCounter.CONNECTIONS_FAILED) == failed, a);
        }
        assertEquals(0, count(a, UdpCounter.MESSAGES_RECEIVED));
    }

    @Test
    void shouldEndAConnectionOnWhichThePeerTalksBack() throws IOException {
        final TransportPeer a = open(4);
        try (ServerSocket chatty = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            final NodeAddress address = new NodeAddress("127.0.0.1", chatty.getLocalPort());
            assertEquals(Transport.SENT, a.send(Lane.RELIABLE, address, bytes(1, 10)));
            try (Socket accepted = chatty.accept()) {
                assertFalse(accepted.isClosed());
                accepted.getOutputStream().write('x');
                TransportPeer.until(() -> count(a, UdpCounter.CONNECTIONS_CLOSED) == 1, a);
            }
        }
    }
}
