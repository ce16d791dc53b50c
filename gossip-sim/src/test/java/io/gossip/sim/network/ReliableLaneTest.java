package io.gossip.sim.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.sim.time.SeededRandom;
import io.gossip.spi.Lane;
import io.gossip.spi.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReliableLaneTest {
    private static final LinkModel ROUGH = LinkModel.of(
                    Duration.ofMillis(1), Duration.ofMillis(30), LatencyShape.UNIFORM)
            .withLoss(0.3)
            .withDuplication(0.3)
            .withReordering(0.3, Duration.ofMillis(50));

    private final TestNetwork net = new TestNetwork(5);
    private final NetworkFaults faults = net.network.faults();
    private final TestNetwork.Node a = net.open(1);
    private final TestNetwork.Node b = net.open(2);

    private static List<Long> range(final long from, final long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    @Test
    void shouldDeliverAllOnceInOrderWhenTheLinkIsRough() {
        faults.link(ROUGH);
        final SeededRandom gaps = new SeededRandom(9);
        for (int i = 0; i < 2_000; i++) {
            assertEquals(Transport.SENT, a.sendReliably(b, i));
            net.time.run(Duration.ofNanos(gaps.nextInt(4_000_000)));
        }
        net.runMs(20_000);
        assertEquals(range(0, 2_000), b.numbers());
    }

    @Test
    void shouldArriveAfterEveryPlainPacketWhenSentAtTheSameTime() {
        faults.link(LinkModel.of(Duration.ofMillis(1), Duration.ofMillis(30), LatencyShape.UNIFORM));
        for (int i = 0; i < 200; i++) {
            a.sendReliably(b, i);
            a.send(b, 1_000 + i);
            net.runMs(500);
            assertEquals(List.of(1_000L + i, (long) i), b.numbers().subList(2 * i, 2 * i + 2));
        }
    }

    @Test
    void shouldTakeAHandshakeWhenTheConnectionIsNew() {
        a.sendReliably(b, 1);
        net.runMs(100);
        final long again = net.time.elapsedNs();
        a.sendReliably(b, 2);
        net.runMs(100);
        assertEquals(4_000_000, b.received.get(0).elapsedNs());
        assertEquals(again + 2_000_000, b.received.get(1).elapsedNs());
    }

    @Test
    void shouldLoseWithoutAnErrorWhenEitherDirectionIsCut() {
        faults.cut(a.address(), b.address());
        assertEquals(Transport.SENT, a.sendReliably(b, 1));
        faults.heal();
        faults.cut(b.address(), a.address());
        assertEquals(Transport.SENT, a.sendReliably(b, 2));
        net.runMs(1_000);
        faults.heal();
        assertEquals(Transport.SENT, a.sendReliably(b, 3));
        net.runMs(1_000);
        assertEquals(List.of(3L), b.numbers());
    }

    @Test
    void shouldNotReachTheNextLifeWhenTheReceiverRestarts() {
        a.send(b, 1);
        a.sendReliably(b, 2);
        b.runner.kill();
        final TestNetwork.Node reborn = net.open(2);
        net.runMs(100);
        assertEquals(List.of(1L), reborn.numbers(), "a datagram does not know whom it was meant for, a stream does");
        assertEquals(List.of(), b.numbers());

        a.sendReliably(reborn, 3);
        net.runMs(100);
        assertEquals(List.of(1L, 3L), reborn.numbers());
    }

    @Test
    void shouldStillDeliverWhenTheSenderDiesAfterSending() {
        a.sendReliably(b, 1);
        a.runner.kill();
        net.runMs(100);
        assertEquals(List.of(1L), b.numbers());
    }

    @Test
    void shouldLoseWithoutAnErrorWhenNobodyListensAnyMore() {
        b.runner.kill();
        assertEquals(Transport.SENT, a.sendReliably(b, 1));
        net.runMs(100);
        assertEquals(1, net.network.traffic(a.address(), Lane.RELIABLE).packetsDropped());
    }

    @Test
    void shouldGiveUpWhenEveryAttemptIsLost() {
        faults.link(LinkModel.fixed(Duration.ofMillis(1)).withLoss(1));
        assertEquals(Transport.SENT, a.sendReliably(b, 1));
        faults.link(LinkModel.fixed(Duration.ofMillis(1)));
        a.sendReliably(b, 2);
        net.runMs(60_000);
        assertEquals(List.of(2L), b.numbers());
    }

    @Test
    void shouldPushBackWhenTheReceiverDoesNotRead() {
        final int half = net.network.limits().reliableWindowBytes() / 2;
        b.runner.pause();
        assertEquals(Transport.SENT, a.send(Lane.RELIABLE, b, 1, half));
        assertEquals(Transport.SENT, a.send(Lane.RELIABLE, b, 2, half));
        net.runMs(1_000);
        assertEquals(Transport.BACK_PRESSURED, a.send(Lane.RELIABLE, b, 3, 1));
        assertEquals(Transport.SENT, b.send(Lane.RELIABLE, a, 3, half), "each direction has its own window");

        b.runner.resume();
        net.runMs(1);
        assertEquals(Transport.SENT, a.send(Lane.RELIABLE, b, 4, 8));
        net.runMs(1_000);
        assertEquals(List.of(1L, 2L, 4L), b.numbers());
    }

    @Test
    void shouldFreeTheWindowWhenMessagesAreLost() {
        final int full = net.network.limits().maxReliableLength();
        final List<Integer> codes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            codes.add(a.send(Lane.RELIABLE, b, i, full));
            faults.cut(a.address(), b.address());
            net.runMs(100);
            faults.heal();
        }
        assertTrue(codes.stream().allMatch(code -> code == Transport.SENT), codes::toString);
        assertEquals(List.of(), b.numbers());
    }
}
