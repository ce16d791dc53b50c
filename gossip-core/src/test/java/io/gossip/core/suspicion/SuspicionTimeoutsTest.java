package io.gossip.core.suspicion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gossip.GossipIntervals;
import io.gossip.core.fixture.Cluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuspicionTimeoutsTest {
    /** Alpha 4, beta 6, probe interval 1 s, three confirmations expected. */
    private final SuspicionTimeouts timeouts = new SuspicionTimeouts(new GossipIntervals(
            Duration.ofMillis(200),
            3,
            Duration.ofSeconds(1),
            Duration.ofMillis(500),
            Duration.ofMillis(500),
            3,
            4,
            6,
            Duration.ofMinutes(1)));

    @ParameterizedTest
    @CsvSource({"0, 4000", "1, 4000", "2, 4000", "10, 4000", "32, 6020", "100, 8000", "1000, 12000", "10000, 16000"})
    void shouldGrowWithTheLogarithmOfTheClusterWhenItHasMoreThanTen(final int members, final long minMs) {
        assertEquals(minMs, timeouts.minNs(members) / Cluster.MS);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 1", "4, 2", "5, 3", "6, 3", "1000, 3"})
    void shouldExpectNoMoreConfirmationsThanThirdNodesExist(final int members, final int expected) {
        assertEquals(expected, timeouts.expectedConfirmations(members));
    }

    /** By hand: 24 - 20 * ln(c + 1) / ln 4 seconds at ten members, and 48 - 40 * ... at a hundred. */
    @ParameterizedTest
    @CsvSource({
        "10, 0, 24000",
        "10, 1, 14000",
        "10, 2, 8150",
        "10, 3, 4000",
        "10, 4, 4000",
        "100, 0, 48000",
        "100, 1, 28000",
        "100, 2, 16300",
        "100, 3, 8000",
        "3, 0, 24000",
        "3, 1, 4000",
        "2, 0, 4000",
        "1, 0, 4000"
    })
    void shouldShrinkLogarithmicallyWhenConfirmed(final int members, final int confirmations, final long expectedMs) {
        assertEquals(expectedMs, timeouts.timeoutNs(members, confirmations, 1) / Cluster.MS);
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 4000", "2, 2, 8000", "2, 6, 24000", "2, 9, 24000", "1, 3, 12000", "3, 9, 24000", "10, 9, 24000"})
    void shouldGoByTheOwnHealthOnlyWhereNobodyCouldConfirm(
            final int members, final int multiplier, final long expectedMs) {
        assertEquals(expectedMs, timeouts.timeoutNs(members, 0, multiplier) / Cluster.MS);
    }

    @Test
    void shouldAlwaysBeTheShortestWhenOff() {
        final SuspicionTimeouts off = new SuspicionTimeouts(Cluster.intervals(), false);
        assertEquals(0, off.expectedConfirmations(100));
        assertEquals(8_000, off.timeoutNs(100, 0, 9) / Cluster.MS);
        assertEquals(4_000, off.timeoutNs(2, 0, 9) / Cluster.MS);
    }

    @Test
    void shouldNotOverflowWhenEverythingIsLargest() {
        final SuspicionTimeouts longest = new SuspicionTimeouts(new GossipIntervals(
                Duration.ofDays(1),
                16,
                Duration.ofDays(1),
                Duration.ofDays(1),
                Duration.ofDays(1),
                16,
                100,
                100,
                Duration.ofDays(1)));
        final long dayNs = Duration.ofDays(1).toNanos();
        assertEquals(600 * dayNs, longest.minNs(1_000_000));
        assertEquals(60_000 * dayNs, longest.timeoutNs(1_000_000, 0, 9));
    }
}
