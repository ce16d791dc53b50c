package io.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class GossipIntervalsTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MILLI = Duration.ofMillis(1);

    private final GossipIntervals lan = GossipIntervals.lan();

    @Test
    void shouldHaveTheDocumentedPresets() {
        assertEquals(intervals(200, 3, 500, 250, 100, 3, 6), lan);
        assertEquals(intervals(500, 4, 2_000, 1_000, 300, 5, 6), GossipIntervals.wan());
        assertEquals(intervals(100, 3, 250, 100, 50, 3, 6), GossipIntervals.local());
        assertEquals(intervals(2_000, 3, 5_000, 200, 200, 5, 1), GossipIntervals.reference());
    }

    private static GossipIntervals intervals(
            final int tick,
            final int fanOut,
            final int probe,
            final int timeout,
            final int floor,
            final int alpha,
            final int beta) {
        return new GossipIntervals(
                Duration.ofMillis(tick),
                fanOut,
                Duration.ofMillis(probe),
                Duration.ofMillis(timeout),
                Duration.ofMillis(floor),
                3,
                alpha,
                beta,
                Duration.ofSeconds(60));
    }

    @Test
    void shouldChangeOneValueAtATime() {
        final Duration other = Duration.ofMillis(251);
        assertEquals(
                new GossipIntervals(other, 3, ms(500), ms(250), ms(100), 3, 3, 6, ms(60_000)), lan.withTick(other));
        assertEquals(
                new GossipIntervals(ms(200), 9, ms(500), ms(250), ms(100), 3, 3, 6, ms(60_000)), lan.withFanOut(9));
        assertEquals(
                new GossipIntervals(ms(200), 3, other, ms(250), ms(100), 3, 3, 6, ms(60_000)),
                lan.withProbeInterval(other));
        assertEquals(
                new GossipIntervals(ms(200), 3, ms(500), other, ms(100), 3, 3, 6, ms(60_000)),
                lan.withProbeTimeout(other));
        assertEquals(
                new GossipIntervals(ms(200), 3, ms(500), ms(250), ms(99), 3, 3, 6, ms(60_000)),
                lan.withProbeTimeoutFloor(ms(99)));
        assertEquals(
                new GossipIntervals(ms(200), 3, ms(500), ms(250), ms(100), 9, 3, 6, ms(60_000)),
                lan.withIndirectProbes(9));
        assertEquals(
                new GossipIntervals(ms(200), 3, ms(500), ms(250), ms(100), 3, 9, 6, ms(60_000)),
                lan.withSuspicionAlpha(9));
        assertEquals(
                new GossipIntervals(ms(200), 3, ms(500), ms(250), ms(100), 3, 3, 9, ms(60_000)),
                lan.withSuspicionBeta(9));
        assertEquals(
                new GossipIntervals(ms(200), 3, ms(500), ms(250), ms(100), 3, 3, 6, other),
                lan.withQuorumTimeout(other));
    }

    private static Duration ms(final long value) {
        return Duration.ofMillis(value);
    }

    @Test
    void shouldGiveNanoseconds() {
        assertEquals(200_000_000L, lan.tickNs());
        assertEquals(500_000_000L, lan.probeIntervalNs());
        assertEquals(250_000_000L, lan.probeTimeoutNs());
        assertEquals(100_000_000L, lan.probeTimeoutFloorNs());
        assertEquals(60_000_000_000L, lan.quorumTimeoutNs());
        assertEquals(86_400_000_000_000L, lan.withTick(DAY).tickNs());
    }

    @Test
    void shouldHoldDurationsBetweenAMillisecondAndADay() {
        final GossipIntervals widest = lan.withProbeTimeout(MILLI).withProbeInterval(DAY);
        final List<Function<Duration, GossipIntervals>> changes = List.of(
                lan::withTick,
                lan.withProbeTimeout(MILLI)::withProbeInterval,
                widest::withProbeTimeout,
                lan.withProbeInterval(DAY).withProbeTimeout(DAY)::withProbeTimeoutFloor,
                lan::withQuorumTimeout);
        for (final Function<Duration, GossipIntervals> change : changes) {
            change.apply(MILLI);
            change.apply(DAY);
            for (final Duration bad : List.of(
                    MILLI.minusNanos(1),
                    DAY.plusNanos(1),
                    Duration.ZERO,
                    MILLI.negated(),
                    Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
                    Duration.ofSeconds(Long.MIN_VALUE))) {
                final var error = assertThrows(InvalidValueException.class, () -> change.apply(bad));
                assertTrue(error.getMessage().endsWith("=" + bad), error.getMessage());
            }
        }
    }

    @Test
    void shouldHoldNumbersToTheirRange() {
        range(1, 16, "fanOut", lan::withFanOut);
        range(0, 16, "indirectProbes", lan::withIndirectProbes);
        range(1, 100, "suspicionAlpha", lan::withSuspicionAlpha);
        range(1, 100, "suspicionBeta", lan::withSuspicionBeta);
    }

    private static void range(
            final int min, final int max, final String name, final IntFunction<GossipIntervals> change) {
        change.apply(min);
        change.apply(max);
        for (final int value : new int[] {min - 1, max + 1}) {
            final var error = assertThrows(InvalidValueException.class, () -> change.apply(value));
            assertEquals("out of range [" + min + ", " + max + "], " + name + "=" + value, error.getMessage());
        }
    }

    @Test
    void shouldRefuseATimeoutAboveTheProbeInterval() {
        assertEquals(ms(500), lan.withProbeTimeout(ms(500)).probeTimeout());
        final var error = assertThrows(InvalidValueException.class, () -> lan.withProbeTimeout(ms(501)));
        assertTrue(error.getMessage().contains("probeTimeout=PT0.501S probeInterval=PT0.5S"), error.getMessage());
    }

    @Test
    void shouldRefuseAFloorAboveTheTimeout() {
        assertEquals(ms(250), lan.withProbeTimeoutFloor(ms(250)).probeTimeoutFloor());
        final var error = assertThrows(InvalidValueException.class, () -> lan.withProbeTimeoutFloor(ms(251)));
        assertTrue(error.getMessage().contains("probeTimeoutFloor=PT0.251S probeTimeout=PT0.25S"), error.getMessage());
    }

    @Test
    void shouldLowerTheFloorWithTheTimeout() {
        assertEquals(ms(40), lan.withProbeTimeout(ms(40)).probeTimeoutFloor());
        assertEquals(ms(100), lan.withProbeTimeout(ms(300)).probeTimeoutFloor());
    }
}
