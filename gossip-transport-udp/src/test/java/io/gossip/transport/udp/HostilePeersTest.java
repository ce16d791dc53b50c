package io.gossip.transport.udp;

import static io.gossip.testkit.transport.TransportPeer.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.Transport;
import io.gossip.testkit.transport.TransportPeer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Strangers, floods and slow peers cost a counter, not the traffic of others. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostilePeersTest {
    private static final int MAX_INCOMING = 8;
    private static final byte[] PREAMBLE = {'g', 'o', 's', 's', 'i', 'p', 0, 1};

    private final TestClock clock = new TestClock();
    private final TransportPeer target =
            clock.open(builder().maxIncoming(MAX_INCOMING).build());
    private final TransportPeer friend = clock.open(builder().build());
    private final List<Socket> sockets = new ArrayList<>();

    private static UdpTransportConfig.Builder builder() {
        return UdpTransportConfig.builder(new NodeAddress("127.0.0.1", 0));
    }

    @AfterEach
    void close() throws IOException {
        target.close();
        friend.close();
        for (final Socket socket : sockets) {
            socket.close();
        }
    }

    private Socket connect() throws IOException {
        final Socket socket = new Socket("127.0.0.1", target.address().port());
        socket.setSoTimeout((int) Duration.ofNanos(TransportPeer.PATIENCE_NS).toMillis());
        sockets.add(socket);
        return socket;
    }

    private long count(final UdpCounter counter) {
        return ((UdpTransport) target.transport()).counters().value(counter);
    }

    private long openConnections() {
        return count(UdpCounter.CONNECTIONS_ACCEPTED) - count(UdpCounter.CONNECTIONS_CLOSED);
    }

    private void assertFriendIsHeard() {
        for (final Lane lane : Lane.values()) {
            target.received().clear();
            assertEquals(Transport.SENT, friend.send(lane, target, bytes(1, 100)));
            TransportPeer.until(() -> !target.received().isEmpty(), target, friend);
            assertArrayEquals(bytes(1, 100), target.received().get(0).bytes());
        }
    }

    @Test
    void shouldCarryTrafficWhileGarbageComesToBothPorts() throws IOException {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        final byte[] garbage = new byte[2_000];
        final InetSocketAddress port =
                new InetSocketAddress("127.0.0.1", target.address().port());
        try (DatagramSocket udp = new DatagramSocket()) {
            for (int i = 0; i < 200; i++) {
                random.nextBytes(garbage);
                // A stranger, whatever comes next.
                garbage[0] = 'G';
                udp.send(new DatagramPacket(garbage, random.nextInt(garbage.length), port));
                connect().getOutputStream().write(garbage, 0, 1 + random.nextInt(garbage.length - 1));
                friend.send(Lane.RELIABLE, target, bytes(i, 5_000));
                friend.poll();
                target.poll();
            }
        }
        TransportPeer.until(() -> count(UdpCounter.MESSAGES_RECEIVED) == 200, target, friend);
        TransportPeer.until(
                () -> count(UdpCounter.STRANGERS_REFUSED) + count(UdpCounter.CONNECTIONS_REFUSED) == 200,
                target,
                friend);
        int next = 0;
        for (final TransportPeer.Received packet : target.received()) {
            if (packet.lane() == Lane.RELIABLE) {
                assertArrayEquals(bytes(next, 5_000), packet.bytes(), "seed=" + seed);
                next++;
            }
        }
        assertTrue(count(UdpCounter.STRANGERS_REFUSED) > 0);
        assertEquals(1, openConnections());
    }

    @Test
    void shouldDropDatagramsAboveTheLimit() throws IOException {
        try (DatagramSocket udp = new DatagramSocket()) {
            final InetSocketAddress port =
                    new InetSocketAddress("127.0.0.1", target.address().port());
            udp.send(new DatagramPacket(new byte[1_401], 1_401, port));
            udp.send(new DatagramPacket(new byte[1_400], 1_400, port));
        }
        TransportPeer.until(() -> !target.received().isEmpty(), target);
        assertEquals(1_400, target.received().get(0).bytes().length);
        assertEquals(1, count(UdpCounter.PACKETS_OVERLONG));
    }

    @Test
    void shouldBoundConnectionsAndSpareTheOneInUse() throws IOException {
        assertFriendIsHeard();
        for (int i = 0; i < 10 * MAX_INCOMING; i++) {
            connect();
            target.poll();
            assertTrue(openConnections() <= MAX_INCOMING);
        }
        TransportPeer.until(
                () -> count(UdpCounter.CONNECTIONS_REFUSED) == 10 * MAX_INCOMING - (MAX_INCOMING - 1), target);
        assertFriendIsHeard();
        assertEquals(1, ((UdpTransport) friend.transport()).counters().value(UdpCounter.CONNECTIONS_OPENED));
    }

    @Test
    void shouldLetANewcomerInWhileIdleConnectionsFillAllPlaces() throws IOException {
        for (int i = 0; i < 2 * MAX_INCOMING; i++) {
            connect();
        }
        TransportPeer.until(() -> count(UdpCounter.CONNECTIONS_REFUSED) == MAX_INCOMING, target);
        assertFriendIsHeard();
    }

    @Test
    void shouldTurnNewcomersAwayWhenAllPlacesAreInUse() throws IOException {
        for (int i = 0; i < MAX_INCOMING; i++) {
            connect().getOutputStream().write(frame(0, 0));
        }
        TransportPeer.until(() -> target.received().size() == MAX_INCOMING, target);
        final Socket newcomer = connect();
        TransportPeer.until(() -> count(UdpCounter.CONNECTIONS_REFUSED) == 1, target);
        assertEquals(-1, newcomer.getInputStream().read());
        assertEquals(MAX_INCOMING, openConnections());
    }

    private static byte[] frame(final int announced, final int present) {
        return ByteBuffer.allocate(PREAMBLE.length + 4 + present)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(PREAMBLE)
                .putInt(announced)
                .array();
    }

    @Test
    void shouldEndAConnectionThatAnnouncesTooMuch() throws IOException {
        final Socket socket = connect();
        socket.getOutputStream().write(frame(2 * 1024 * 1024 + 1, 100));
        TransportPeer.until(() -> count(UdpCounter.FRAMES_TOO_LONG) == 1, target);
        assertEquals(0, openConnections());
        assertFriendIsHeard();
    }

    @Test
    void shouldEndAConnectionThatDripsItsMessage() throws IOException {
        final Socket slow = connect();
        final Socket mute = connect();
        slow.getOutputStream().write(frame(1_000, 10));
        TransportPeer.until(() -> openConnections() == 2, target);
        for (int i = 0; i < 29; i++) {
            slow.getOutputStream().write(i);
            target.poll();
            clock.advance(Duration.ofSeconds(1));
        }
        target.poll();
        assertEquals(2, openConnections());
        clock.advance(Duration.ofSeconds(2));
        target.poll();
        assertEquals(0, openConnections());
        assertEquals(2, count(UdpCounter.CONNECTIONS_TIMED_OUT));
        assertEquals(-1, mute.getInputStream().read());
        assertFriendIsHeard();
    }

    @Test
    void shouldNotBlameASenderForADriverThatPausesBetweenItsMessages() throws IOException {
        final Socket socket = connect();
        socket.getOutputStream().write(frame(0, 0));
        // A second message and the beginning of a third.
        socket.getOutputStream().write(new byte[] {1, 0, 0, 0, 7, 9, 0, 0});
        final int[] polled = new int[1];
        TransportPeer.until(
                () -> {
                    polled[0] += target.transport().poll((lane, source, buffer, offset, length) -> {}, 1);
                    return polled[0] == 1;
                },
                friend);
        clock.advance(Duration.ofMinutes(5));
        assertEquals(1, target.transport().poll((lane, source, buffer, offset, length) -> {}, 1));
        target.poll();
        assertEquals(1, openConnections());
        clock.advance(Duration.ofSeconds(30));
        target.poll();
        assertEquals(0, openConnections());
    }

    @Test
    void shouldEndAConnectionThatBringsNothingMore() throws IOException {
        connect().getOutputStream().write(frame(0, 0));
        TransportPeer.until(() -> !target.received().isEmpty(), target);
        clock.advance(Duration.ofSeconds(59));
        target.poll();
        assertEquals(1, openConnections());
        clock.advance(Duration.ofSeconds(1));
        target.poll();
        assertEquals(0, openConnections());
        assertEquals(0, count(UdpCounter.CONNECTIONS_TIMED_OUT));
    }

    @Test
    void shouldHoldNoMoreMemoryForIncompleteMessagesThanAllowed() throws IOException {
        final int memory = 16 * 1024 * 1024;
        try (TransportPeer small = clock.open(builder().memoryLength(memory).build())) {
            final byte[] almost = frame(2 * 1024 * 1024, 2 * 1024 * 1024 - 1);
            final List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                final Socket socket = new Socket("127.0.0.1", small.address().port());
                sockets.add(socket);
                final Thread writer = new Thread(() -> writeAll(socket, almost));
                writers.add(writer);
                writer.start();
            }
            TransportPeer.until(() -> writers.stream().noneMatch(Thread::isAlive), small);
            final UdpCounters counters = ((UdpTransport) small.transport()).counters();
            // All of them have sent all but the last byte: those that are left are held in full.
            TransportPeer.until(
                    () -> 20 - counters.value(UdpCounter.CONNECTIONS_CLOSED) <= memory / (2 * 1024 * 1024), small);
            assertTrue(counters.value(UdpCounter.FRAMES_OUT_OF_MEMORY) > 0);
            assertTrue(counters.value(UdpCounter.CONNECTIONS_CLOSED) < 20);
            assertEquals(0, small.received().size());
        }
    }

    private static void writeAll(final Socket socket, final byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (final IOException e) {
            // The other side has had enough.
            assertTrue(socket.isConnected());
        }
    }
}
