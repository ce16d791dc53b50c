package io.gossip.transport.aeron.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PausesTest {
    private static final long SHORTEST_NS = 20_000;

    private static void assertShort(final Pauses pauses) {
        for (int i = 0; i < 8; i++) {
            assertEquals(SHORTEST_NS, pauses.nextNs(), "i=" + i);
        }
    }

    @Test
    void shouldStayShortForAWhileAndThenGrowByAQuarterUpToTheLongest() {
        final Pauses pauses = new Pauses(35_000);
        assertShort(pauses);
        assertEquals(25_001, pauses.nextNs());
        assertEquals(31_252, pauses.nextNs());
        assertEquals(35_000, pauses.nextNs());
        assertEquals(35_000, pauses.nextNs());
    }

    /** Longer ones would make conversations slower and slower. */
    @Test
    void shouldBeAboutAQuarterOfTheTimeThatNothingCame() {
        final Pauses pauses = new Pauses(10_000_000);
        long waitedNs = 0;
        for (int i = 0; i < 30; i++) {
            final long nextNs = pauses.nextNs();
            assertTrue(i < 8 || nextNs < waitedNs * 3 / 10, () -> "ns=" + nextNs);
            waitedNs += nextNs;
        }
    }

    @Test
    void shouldBeShortAgainAfterWork() {
        final Pauses pauses = new Pauses(100_000);
        assertShort(pauses);
        pauses.idle(0);
        pauses.idle(1);
        assertShort(pauses);
    }

    @Test
    void shouldNeverBeLongerThanTheLongest() {
        final Pauses pauses = new Pauses(1);
        for (int i = 0; i < 20; i++) {
            assertEquals(1, pauses.nextNs());
        }
        final Pauses longest = new Pauses(Long.MAX_VALUE / 2);
        for (int i = 0; i < 200; i++) {
            longest.nextNs();
        }
        assertEquals(Long.MAX_VALUE / 2, longest.nextNs());
    }
}
