package io.gossip.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LocalHealthTest {
    private final LocalHealth health = new LocalHealth(true);

    @Test
    void shouldBeWellAtFirst() {
        assertEquals(0, health.score());
        assertEquals(1, health.multiplier());
        assertEquals(7, health.scaleNs(7));
    }

    @Test
    void shouldRiseByOneWhenAProbeFailsOrThisNodeMustRefute() {
        health.onProbeFailed();
        assertEquals(1, health.score());
        health.onRefuted();
        assertEquals(2, health.score());
        assertEquals(21, health.scaleNs(7));
    }

    @Test
    void shouldRiseByEachNackThatIsMissingUpToThreeOfOneProbe() {
        health.onNacksMissing(0);
        assertEquals(0, health.score());
        health.onNacksMissing(2);
        assertEquals(2, health.score());
        health.onNacksMissing(16);
        assertEquals(5, health.score());
    }

    @Test
    void shouldRiseByTheLengthOfAStallUpToThree() {
        health.onStalled(1);
        assertEquals(1, health.score());
        health.onStalled(Long.MAX_VALUE);
        assertEquals(4, health.score());
    }

    @Test
    void shouldStayBetweenNothingAndEight() {
        for (int i = 0; i < 5; i++) {
            health.onNacksMissing(3);
        }
        assertEquals(LocalHealth.MAX_SCORE, health.score());
        assertEquals(9, health.multiplier());
        for (int i = 7; i >= 0; i--) {
            health.onProbeAnswered();
            assertEquals(i, health.score());
        }
        health.onProbeAnswered();
        assertEquals(0, health.score());
    }

    @Test
    void shouldStayWellWhenItIsOff() {
        final LocalHealth off = new LocalHealth(false);
        off.onProbeFailed();
        off.onNacksMissing(3);
        off.onRefuted();
        off.onStalled(3);
        assertEquals(0, off.score());
    }
}
