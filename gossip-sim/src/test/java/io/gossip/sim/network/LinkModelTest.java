package io.gossip.sim.network;

import static io.gossip.sim.network.TestNetwork.LATENCY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.InvalidValueException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LinkModelTest {
    private static final int PACKETS = 20_000;
    private static final NetworkLimits LIMITS = new NetworkLimits(1_400, 2 << 20, 100_000, 4 << 20);

    private static TestNetwork.Node receiverOf(final LinkModel link, final long seed) {
        final TestNetwork net = new TestNetwork(seed, link, LIMITS);
        final TestNetwork.Node a = net.open(1);
        final TestNetwork.Node b = net.open(2);
        for (int i = 0; i < PACKETS; i++) {
            a.send(b, i);
        }
        net.runMs(10_000);
        return b;
    }

    /** 3 sigma of a binomial distribution. */
    private static void assertBinomial(final int trials, final double probability, final long hits, final String what) {
        final double sigma = Math.sqrt(trials * probability * (1 - probability));
        assertEquals(trials * probability, hits, 3 * sigma, what);
    }

    @Test
    void shouldDeliverEverythingOnTimeWhenNothingIsWrong() {
        final TestNetwork.Node b = receiverOf(LinkModel.fixed(LATENCY), 1);
        assertEquals(LongStream.range(0, PACKETS).boxed().toList(), b.numbers());
    }

    @Test
    void shouldLoseTheGivenShareWhenLossy() {
        for (final double loss : new double[] {0.01, 0.2, 0.5, 0.99}) {
            final TestNetwork.Node b = receiverOf(LinkModel.fixed(LATENCY).withLoss(loss), 2);
            assertBinomial(PACKETS, loss, PACKETS - b.received.size(), "loss=" + loss);
            assertEquals(b.received.size(), new HashSet<>(b.numbers()).size());
        }
    }

    @Test
    void shouldDeliverNothingWhenLossIsCertain() {
        assertEquals(
                0, receiverOf(LinkModel.fixed(LATENCY).withLoss(1), 3).received.size());
    }

    @Test
    void shouldDoubleTheGivenShareWhenDuplicating() {
        final TestNetwork.Node b = receiverOf(LinkModel.fixed(LATENCY).withDuplication(0.1), 4);
        assertBinomial(PACKETS, 0.1, b.received.size() - PACKETS, "duplicates");
        assertEquals(PACKETS, new HashSet<>(b.numbers()).size());
    }

    @Test
    void shouldHoldUpTheGivenShareWhenReordering() {
        final TestNetwork.Node b = receiverOf(LinkModel.fixed(LATENCY).withReordering(0.25, Duration.ofMillis(7)), 5);
        final long late = b.received.stream()
                .filter(r -> r.elapsedNs() >= Duration.ofMillis(8).toNanos())
                .count();
        assertEquals(PACKETS, b.received.size());
        assertBinomial(PACKETS, 0.25, late, "held up");
    }

    @Test
    void shouldSpreadAsItsShapeSaysWhenLatencyVaries() {
        final Duration max = Duration.ofMillis(11);
        final List<Long> uniform = receiverOf(LinkModel.of(LATENCY, max, LatencyShape.UNIFORM), 6).received.stream()
                .map(TestNetwork.Received::elapsedNs)
                .toList();
        // Received in order of arrival: the middle one is the median. The margins are 3 sigma of the order statistics;
        // runs of more than ten packets at once are polled a microsecond later.
        assertEquals(6_000_000, uniform.get(PACKETS / 2), 106_066 + 2_000);
        assertTrue(uniform.get(0) >= 1_000_000 && uniform.get(PACKETS - 1) <= 11_002_000);

        final List<Long> longTail = receiverOf(LinkModel.of(LATENCY, max, LatencyShape.LONG_TAIL), 7).received.stream()
                .map(TestNetwork.Received::elapsedNs)
                .toList();
        assertEquals(1_000_000 + 10_000_000 / 64, longTail.get(PACKETS / 2), 22_000);
        assertEquals(1_000_000 + 10_000_000 * Math.pow(0.99, 6), longTail.get(PACKETS / 100 * 99), 125_000);
    }

    @Test
    void shouldNotShiftOtherFatesWhenOneFaultIsAdded() {
        // The packets lost are the same ones, whether the rest is duplicated or not.
        final LinkModel lossy = LinkModel.fixed(LATENCY).withLoss(0.3);
        final TestNetwork.Node plain = receiverOf(lossy, 8);
        final TestNetwork.Node doubled = receiverOf(lossy.withDuplication(0.5), 8);
        assertEquals(new HashSet<>(plain.numbers()), new HashSet<>(doubled.numbers()));
    }

    @Test
    void shouldRefuseWhenAComponentIsOutOfRange() {
        final LinkModel lan = LinkModel.lan();
        assertTrue(assertThrows(InvalidValueException.class, () -> lan.withLoss(1.5))
                .getMessage()
                .endsWith("loss=1.5"));
        assertThrows(InvalidValueException.class, () -> lan.withLoss(Double.NaN));
        assertThrows(InvalidValueException.class, () -> lan.withDuplication(-0.1));
        assertThrows(InvalidValueException.class, () -> lan.withReordering(0.1, Duration.ofNanos(-1)));
        assertThrows(InvalidValueException.class, () -> lan.withLatency(Duration.ofMillis(2), LATENCY));
        assertThrows(InvalidValueException.class, () -> LinkModel.of(LATENCY, LATENCY, null));
        assertThrows(InvalidValueException.class, () -> new NetworkLimits(100, 2 << 20, 1, 4 << 20));
        assertThrows(InvalidValueException.class, () -> new NetworkLimits(1_400, 2 << 20, 1, 1 << 20));
    }
}
