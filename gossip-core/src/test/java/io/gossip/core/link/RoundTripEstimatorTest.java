package io.gossip.core.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RoundTripEstimatorTest {
    private static final long FLOOR = 1;
    private static final long CEILING = 1_000_000;

    private final RoundTripEstimator estimator = new RoundTripEstimator();

    @Test
    void shouldWaitForTheLongestTimeWhenNothingIsKnown() {
        assertFalse(estimator.isKnown());
        assertEquals(-1, estimator.meanNs());
        assertEquals(CEILING, estimator.timeoutNs(FLOOR, CEILING));
    }

    /** RFC 6298: SRTT = R, RTTVAR = R/2; then RTTVAR = 3/4 RTTVAR + 1/4 |SRTT - R'|, SRTT = 7/8 SRTT + 1/8 R'. */
    @Test
    void shouldFollowTheFormulasOfTheRfc() {
        estimator.add(8_000);
        assertEquals(8_000, estimator.meanNs());
        assertEquals(8_000 + 4 * 4_000, estimator.timeoutNs(FLOOR, CEILING));
        estimator.add(16_000);
        // 4,000 + (8,000 - 4,000) / 4 = 5,000; 8,000 + 8,000 / 8 = 9,000
        assertEquals(9_000, estimator.meanNs());
        assertEquals(9_000 + 4 * 5_000, estimator.timeoutNs(FLOOR, CEILING));
        estimator.add(1_000);
        // 5,000 + (8,000 - 5,000) / 4 = 5,750; 9,000 - 1,000
        assertEquals(8_000, estimator.meanNs());
        assertEquals(8_000 + 4 * 5_750, estimator.timeoutNs(FLOOR, CEILING));
    }

    @Test
    void shouldKeepWithinFloorAndCeiling() {
        estimator.add(8_000);
        assertEquals(50_000, estimator.timeoutNs(50_000, CEILING));
        assertEquals(20_000, estimator.timeoutNs(FLOOR, 20_000));
    }

    @Test
    void shouldComeNearASteadyRoundTrip() {
        estimator.add(100_000);
        for (int i = 0; i < 100; i++) {
            estimator.add(1_000);
        }
        assertEquals(1_000, estimator.meanNs(), 10);
        assertTrue(estimator.timeoutNs(FLOOR, CEILING) < 1_100);
    }

    @Test
    void shouldTakeNoTimeForTheShortestTime() {
        estimator.add(0);
        estimator.add(-5);
        assertEquals(1, estimator.meanNs());
    }

    @Test
    void shouldForget() {
        estimator.add(5);
        estimator.reset();
        assertFalse(estimator.isKnown());
    }
}
