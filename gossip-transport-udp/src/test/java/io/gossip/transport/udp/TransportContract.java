package io.gossip.transport.udp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.NioBuffer;
import io.gossip.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every transport must do, whatever is underneath. A subclass says how one is opened. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class TransportContract {
    private static final long HOUR_NS = TimeUnit.HOURS.toNanos(1);
    private static final int MESSAGES = 5_000;
    private static final int TYPICAL_LENGTH = 4 * 1024;
    private static final int NODES = 5;

    private final List<Peer> opened = new ArrayList<>();

    /** @return a transport at an address that is free */
    abstract Transport open();

    /** @return a transport at the address of an earlier one, which was closed */
    abstract Transport openAgain(NodeAddress address);

    private Peer peer() {
        return track(new Peer(open()));
    }

    private Peer track(final Peer peer) {
        opened.add(peer);
        return peer;
    }

    @AfterEach
    void closeAll() {
        opened.forEach(Peer::close);
    }

    @ParameterizedTest
    @EnumSource
    void shouldDeliverBothWays(final Lane lane) {
        final Peer a = peer();
        final Peer b = peer();
        assertEquals(Transport.SENT, a.send(lane, b, bytes(1, 100)));
        Peer.until(() -> !b.received().isEmpty(), b, a);
        assertEquals(Transport.SENT, b.send(lane, a, bytes(2, 200)));
        Peer.until(() -> !a.received().isEmpty(), a, b);
        assertArrayEquals(bytes(1, 100), b.received().get(0).bytes());
        assertArrayEquals(bytes(2, 200), a.received().get(0).bytes());
        assertEquals(lane, b.received().get(0).lane());
        assertEquals(lane, a.received().get(0).lane());
    }

    @Test
    void shouldNameASourceThatCanBeRepliedToOnTheBestEffortLane() {
        final Peer a = peer();
        final Peer b = peer();
        a.send(Lane.BEST_EFFORT, b, bytes(1, 10));
        Peer.until(() -> !b.received().isEmpty(), b);
        b.send(Lane.BEST_EFFORT, b.received().get(0).source(), bytes(2, 20));
        Peer.until(() -> !a.received().isEmpty(), a);
        assertArrayEquals(bytes(2, 20), a.received().get(0).bytes());
    }

    @ParameterizedTest
    @EnumSource
    void shouldCarryEmptyAndLongestPackets(final Lane lane) {
        final Peer a = peer();
        final Peer b = peer();
        final int longest = limit(a, lane);
        assertEquals(Transport.SENT, a.send(lane, b, new byte[0]));
        Peer.until(() -> b.received().size() == 1, b, a);
        assertEquals(Transport.SENT, a.send(lane, b, bytes(3, longest)));
        Peer.until(() -> b.received().size() == 2, b, a);
        assertEquals(0, b.received().get(0).bytes().length);
        assertArrayEquals(bytes(3, longest), b.received().get(1).bytes());
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseWhatIsTooLong(final Lane lane) {
        final Peer a = peer();
        final Peer b = peer();
        assertEquals(Transport.TOO_LONG, a.send(lane, b, new byte[limit(a, lane) + 1]));
        assertEquals(Transport.SENT, a.send(lane, b, bytes(4, 4)));
        Peer.until(() -> !b.received().isEmpty(), b, a);
        assertEquals(1, b.received().size());
    }

    private static int limit(final Peer peer, final Lane lane) {
        return lane == Lane.BEST_EFFORT
                ? peer.transport().maxPacketLength()
                : peer.transport().maxReliableLength();
    }

    @Test
    void shouldOfferTheLimitsThatTheProtocolCountsOn() {
        final Peer a = peer();
        assertTrue(a.transport().maxPacketLength() >= 576);
        assertTrue(a.transport().maxReliableLength() >= 128 * 1024);
        assertTrue(a.address().port() > 0);
    }

    @ParameterizedTest
    @EnumSource
    void shouldSendWhatTheRangeSays(final Lane lane) {
        final Peer a = peer();
        final Peer b = peer();
        final NioBuffer buffer = NioBuffer.wrapping(bytes(5, 100));
        assertEquals(Transport.SENT, a.transport().send(lane, b.address(), buffer, 30, 50));
        buffer.setMemory(0, 100, (byte) 0);
        Peer.until(() -> !b.received().isEmpty(), b, a);
        final byte[] expected = new byte[50];
        NioBuffer.wrapping(bytes(5, 100)).getBytes(30, expected);
        assertArrayEquals(expected, b.received().get(0).bytes());
        assertThrows(IndexOutOfBoundsException.class, () -> a.transport().send(lane, b.address(), buffer, 60, 50));
        assertThrows(IndexOutOfBoundsException.class, () -> a.transport().send(lane, b.address(), buffer, 60, -1));
    }

    @Test
    void shouldKeepOrderAndBytesOfReliableMessages() {
        final long seed = System.nanoTime();
        final Random lengths = new Random(seed);
        final Peer a = peer();
        final Peer b = peer();
        for (int i = 0; i < MESSAGES; i++) {
            final byte[] message = bytes(i, length(lengths, a.transport().maxReliableLength()));
            Peer.until(() -> a.send(Lane.RELIABLE, b, message) == Transport.SENT, a, b);
            checkSoFar(b, seed);
        }
        Peer.until(() -> next == MESSAGES || !b.received().isEmpty() && checkSoFar(b, seed) == MESSAGES, b, a);
    }

    private int next;

    private int checkSoFar(final Peer peer, final long seed) {
        for (final Peer.Received message : peer.received()) {
            assertArrayEquals(bytes(next, message.bytes().length), message.bytes(), "seed=" + seed + " i=" + next);
            next++;
        }
        peer.received().clear();
        return next;
    }

    /** Mostly short, now and then anything up to the limit. */
    private static int length(final Random random, final int max) {
        return random.nextInt(100) == 0 ? random.nextInt(max + 1) : random.nextInt(TYPICAL_LENGTH);
    }

    @ParameterizedTest
    @EnumSource
    void shouldConnectAllWithAll(final Lane lane) {
        final Peer[] peers = new Peer[NODES];
        for (int i = 0; i < NODES; i++) {
            peers[i] = peer();
        }
        for (final Peer from : peers) {
            for (final Peer to : peers) {
                assertEquals(Transport.SENT, from.send(lane, to, bytes(6, 60)));
            }
        }
        for (final Peer peer : peers) {
            Peer.until(() -> peer.received().size() == NODES, peers);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefusePortZero(final Lane lane) {
        final Peer a = peer();
        assertEquals(Transport.UNREACHABLE, a.send(lane, new NodeAddress("127.0.0.1", 0), new byte[1]));
    }

    @ParameterizedTest
    @EnumSource
    void shouldStayCalmWhenThePeerIsDead(final Lane lane) {
        final Peer a = peer();
        final Peer dead = peer();
        dead.close();
        for (int i = 0; i < 100; i++) {
            assertTrue(Transport.CLOSED != a.send(lane, dead, bytes(7, 70)));
            a.poll();
        }
        shouldStillWork(a);
    }

    private void shouldStillWork(final Peer a) {
        final Peer b = peer();
        for (final Lane lane : Lane.values()) {
            final int before = b.received().size();
            a.send(lane, b, bytes(8, 80));
            Peer.until(() -> b.received().size() > before, b, a);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldReachAPeerThatWasRestarted(final Lane lane) {
        final Peer a = peer();
        final Peer first = peer();
        a.send(lane, first, bytes(1, 10));
        Peer.until(() -> !first.received().isEmpty(), first, a);
        first.close();
        final Peer second = track(new Peer(openAgain(first.address())));
        assertEquals(first.address(), second.address());
        // Whether the first message after the restart arrives, or is the one that finds the connection gone, is open.
        Peer.until(
                () -> {
                    a.send(lane, second, bytes(2, 20));
                    return !second.received().isEmpty();
                },
                second,
                a);
        assertArrayEquals(bytes(2, 20), second.received().get(0).bytes());
    }

    @Test
    void shouldPushBackWhenThePeerDoesNotReadAndGoOnWhenItDoes() {
        final Peer a = peer();
        final Peer b = peer();
        final byte[] message = bytes(9, 128 * 1024);
        int sent = 0;
        while (a.send(Lane.RELIABLE, b, message) == Transport.SENT) {
            sent++;
            a.poll();
            assertTrue(sent < 4_096, "no end to what is taken");
        }
        assertEquals(Transport.BACK_PRESSURED, a.send(Lane.RELIABLE, b, message));
        final int accepted = sent;
        Peer.until(() -> b.received().size() == accepted, b, a);
        assertTrue(b.received().stream().allMatch(received -> java.util.Arrays.equals(message, received.bytes())));
        assertEquals(Transport.SENT, a.send(Lane.RELIABLE, b, message));
        Peer.until(() -> b.received().size() == accepted + 1, b, a);
    }

    @ParameterizedTest
    @EnumSource
    void shouldHandOverNoMoreThanAskedFor(final Lane lane) {
        final Peer a = peer();
        final Peer b = peer();
        for (int i = 0; i < 10; i++) {
            a.send(lane, b, bytes(i, 10));
        }
        final List<Integer> counts = new ArrayList<>();
        final long deadlineNs = System.nanoTime() + Peer.PATIENCE_NS;
        int sum = 0;
        while (sum < 10 && System.nanoTime() < deadlineNs) {
            // With messages left over a wait must not last.
            b.transport().await(counts.isEmpty() ? HOUR_NS : Peer.PATIENCE_NS);
            final int count = b.transport().poll((l, source, buffer, offset, length) -> {}, 3);
            counts.add(count);
            sum += count;
            a.poll();
        }
        assertEquals(10, sum);
        assertTrue(counts.stream().allMatch(count -> count <= 3), counts::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldLetTheOtherLaneThroughAFlood(final Lane flooded) {
        final Peer a = peer();
        final Peer b = peer();
        final Lane other = flooded == Lane.RELIABLE ? Lane.BEST_EFFORT : Lane.RELIABLE;
        for (int i = 0; i < 100; i++) {
            a.send(flooded, b, bytes(i, 10));
        }
        a.send(other, b, bytes(1, 10));
        final List<Lane> lanes = new ArrayList<>();
        Peer.until(
                () -> {
                    b.transport().poll((lane, source, buffer, offset, length) -> lanes.add(lane), 1);
                    return lanes.contains(flooded);
                },
                a);
        final long deadlineNs = System.nanoTime() + Peer.PATIENCE_NS;
        while (lanes.size() < 101 && System.nanoTime() < deadlineNs) {
            a.poll();
            b.transport().poll((lane, source, buffer, offset, length) -> lanes.add(lane), 1);
        }
        assertEquals(101, lanes.size());
        assertTrue(lanes.indexOf(other) < 90, () -> "only after the flood, at=" + lanes.indexOf(other));
    }

    @ParameterizedTest
    @EnumSource
    void shouldAllowSendingFromTheCallback(final Lane lane) {
        final Peer a = peer();
        final Peer b = peer();
        a.send(lane, b, bytes(1, 1_000));
        final long deadlineNs = System.nanoTime() + Peer.PATIENCE_NS;
        while (a.received().isEmpty() && System.nanoTime() < deadlineNs) {
            a.poll();
            b.transport()
                    .poll(
                            (l, source, buffer, offset, length) ->
                                    b.transport().send(lane, a.address(), buffer, offset, length),
                            10);
        }
        assertArrayEquals(bytes(1, 1_000), a.received().get(0).bytes());
    }

    @ParameterizedTest
    @EnumSource
    void shouldGoOnAfterAHandlerThatThrows(final Lane lane) {
        final Peer a = peer();
        final Peer b = peer();
        a.send(lane, b, bytes(1, 10));
        final IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> {
            final long deadlineNs = System.nanoTime() + Peer.PATIENCE_NS;
            while (System.nanoTime() < deadlineNs) {
                a.poll();
                b.transport()
                        .poll(
                                (l, source, buffer, offset, length) -> {
                                    throw new IllegalStateException("the handler's own");
                                },
                                10);
            }
        });
        assertEquals("the handler's own", thrown.getMessage());
        a.send(lane, b, bytes(2, 20));
        Peer.until(() -> !b.received().isEmpty(), b, a);
        assertArrayEquals(bytes(2, 20), b.received().get(0).bytes());
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndAWaitWhenAPacketArrives(final Lane lane) throws InterruptedException {
        final Peer a = peer();
        final Peer b = peer();
        final Thread sender = new Thread(() -> {
            a.send(lane, b, bytes(1, 10));
            Peer.until(() -> !a.received().isEmpty(), a);
        });
        sender.start();
        while (b.received().isEmpty()) {
            b.transport().await(HOUR_NS);
            b.poll();
        }
        b.send(lane, a, bytes(2, 20));
        while (sender.isAlive()) {
            b.poll();
            sender.join(1);
        }
        assertEquals(1, a.received().size());
    }

    @Test
    void shouldEndAWaitByWakeupFromAnotherThread() throws InterruptedException {
        final Peer a = peer();
        for (int i = 0; i < 50; i++) {
            final Thread other = new Thread(a.transport()::wakeup);
            other.start();
            a.transport().await(HOUR_NS);
            other.join();
        }
    }

    @Test
    void shouldRememberAWakeupOverAPoll() {
        final Peer a = peer();
        a.transport().wakeup();
        a.poll();
        a.transport().await(HOUR_NS);
        a.transport().wakeup();
        a.transport().wakeup();
        a.transport().await(HOUR_NS);
    }

    @Test
    void shouldWaitOnceAWakeupIsUsedUp() {
        final Peer a = peer();
        a.transport().wakeup();
        a.transport().await(HOUR_NS);
        final long beginNs = System.nanoTime();
        int loops = 0;
        while (System.nanoTime() - beginNs < TimeUnit.MILLISECONDS.toNanos(200)) {
            a.transport().await(TimeUnit.MILLISECONDS.toNanos(100));
            a.poll();
            loops++;
        }
        assertTrue(loops <= 20, "does not block, loops=" + loops);
    }

    @Test
    void shouldNotWaitWithoutTime() {
        final Peer a = peer();
        a.transport().await(0);
        a.transport().await(-1);
        a.transport().await(Long.MIN_VALUE);
        a.transport().await(1);
    }

    @Test
    void shouldNotWaitWhenInterrupted() {
        final Peer a = peer();
        Thread.currentThread().interrupt();
        a.transport().await(HOUR_NS);
        assertTrue(Thread.interrupted());
        shouldStillWork(a);
    }

    @Test
    void shouldStillWorkWhenDrivenByAnInterruptedThread() {
        final Peer a = peer();
        final Peer b = peer();
        Thread.currentThread().interrupt();
        try {
            for (final Lane lane : Lane.values()) {
                assertEquals(Transport.SENT, a.send(lane, b, bytes(1, 10)));
            }
            Peer.until(() -> b.received().size() == 2, b, a);
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void shouldEndAWaitByCloseFromAnotherThread() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            final Peer a = peer();
            final Thread other = new Thread(a::close);
            other.start();
            a.transport().await(HOUR_NS);
            other.join();
            assertClosed(a);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldCloseFromTheCallback(final Lane lane) {
        final Peer a = peer();
        final Peer b = peer();
        for (int i = 0; i < 10; i++) {
            a.send(lane, b, bytes(i, 10));
        }
        final int[] handedOver = new int[1];
        final long deadlineNs = System.nanoTime() + Peer.PATIENCE_NS;
        while (handedOver[0] == 0 && System.nanoTime() < deadlineNs) {
            a.poll();
            b.transport()
                    .poll(
                            (l, source, buffer, offset, length) -> {
                                handedOver[0]++;
                                b.close();
                            },
                            10);
        }
        assertEquals(1, handedOver[0], "nothing comes after the close");
        assertClosed(b);
    }

    @Test
    void shouldCloseWhileOthersUseIt() throws InterruptedException {
        for (int round = 0; round < 30; round++) {
            final Peer a = peer();
            final Peer b = peer();
            final List<Throwable> thrown = new ArrayList<>();
            final Thread driver = new Thread(() -> {
                while (a.send(Lane.RELIABLE, b, bytes(1, 10_000)) != Transport.CLOSED) {
                    a.send(Lane.BEST_EFFORT, a, bytes(1, 10));
                    a.poll();
                    a.transport().await(1);
                }
            });
            driver.setUncaughtExceptionHandler((thread, e) -> thrown.add(e));
            driver.start();
            final int received = round;
            Peer.until(() -> b.received().size() >= received, b);
            a.close();
            driver.join();
            assertEquals(List.of(), thrown);
            assertClosed(a);
            b.close();
        }
    }

    private static void assertClosed(final Peer peer) {
        for (final Lane lane : Lane.values()) {
            assertEquals(Transport.CLOSED, peer.send(lane, peer, new byte[1]));
            assertEquals(Transport.CLOSED, peer.send(lane, peer, new byte[limit(peer, lane) + 1]));
        }
        assertEquals(0, peer.poll());
        peer.transport().await(HOUR_NS);
        peer.transport().wakeup();
        peer.close();
        assertFalse(peer.address().host().isEmpty());
    }

    static byte[] bytes(final int seed, final int length) {
        final byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
