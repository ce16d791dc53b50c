package io.gossip.core.suspicion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.core.fixture.Cluster;
import org.junit.jupiter.api.Test;

class SuspicionTest {
    private static final long START_NS = -5 * Cluster.MS;

    /** Two confirmations expected, 24 s at first, 4 s at the end. */
    private final Suspicion suspicion = new Suspicion(new SuspicionTimeouts(Cluster.intervals()), START_NS, 11);

    @Test
    void shouldRunForTheLongestTimeWhenNobodyConfirms() {
        assertEquals(START_NS + 24_000 * Cluster.MS, suspicion.deadlineNs(10, 1));
        assertEquals(11, suspicion.accuser());
    }

    @Test
    void shouldEndEarlierWhenOthersConfirm() {
        assertTrue(suspicion.tryConfirm(12, 10));
        // 24 s - 20 s * ln 2 / ln 3 = 11.3814 s
        assertEquals(11_381, (suspicion.deadlineNs(10, 1) - START_NS) / Cluster.MS);
        assertTrue(suspicion.tryConfirm(13, 10));
        assertEquals(START_NS + 4_000 * Cluster.MS, suspicion.deadlineNs(10, 1));
    }

    @Test
    void shouldLastForTheShortestTimeWhenCondemned() {
        suspicion.condemn();
        assertEquals(START_NS + 4_000 * Cluster.MS, suspicion.deadlineNs(10, 1));
        assertEquals(0, suspicion.confirmations());
    }

    @Test
    void shouldOutliveAFewStallsButNotAnyNumber() {
        for (int i = 0; i < 100; i++) {
            suspicion.postpone(1_000 * Cluster.MS);
        }
        assertEquals(START_NS + 32_000 * Cluster.MS, suspicion.deadlineNs(10, 1));
    }

    @Test
    void shouldCountEachAccuserOnce() {
        assertFalse(suspicion.tryConfirm(11, 10));
        assertTrue(suspicion.tryConfirm(12, 10));
        assertFalse(suspicion.tryConfirm(12, 10));
        assertEquals(1, suspicion.confirmations());
    }

    @Test
    void shouldWantNoMoreThanTheExpectedConfirmations() {
        assertTrue(suspicion.tryConfirm(12, 10));
        assertTrue(suspicion.tryConfirm(13, 10));
        assertFalse(suspicion.tryConfirm(14, 10));
        assertFalse(new Suspicion(new SuspicionTimeouts(Cluster.intervals()), 0, 11).tryConfirm(12, 2));
    }

    @Test
    void shouldNotTakeNobodyForAnIndependentAccuser() {
        assertFalse(suspicion.tryConfirm(0, 10));
    }

    @Test
    void shouldTakeTheFirstNamedAccuserForAConfirmationWhenOnlyHearsayWasKnown() {
        final Suspicion hearsay = new Suspicion(new SuspicionTimeouts(Cluster.intervals()), 0, 0);
        assertTrue(hearsay.tryConfirm(12, 10));
        assertEquals(1, hearsay.confirmations());
    }
}
