package io.gossip.core.node;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IsolationGuardTest {
    private final IsolationGuard guard = new IsolationGuard(100);

    IsolationGuardTest() {
        guard.begin(-50);
    }

    @Test
    void shouldNotMissWhomItNeverHeard() {
        for (long now = -50; now < 2_000; now += 50) {
            assertFalse(guard.isOver(now), "now=" + now);
        }
    }

    @Test
    void shouldNoticeOncePerIsolation() {
        guard.onHeard(-50);
        assertFalse(guard.isOver(50));
        assertTrue(guard.isOver(51));
        assertFalse(guard.isOver(100));
        guard.onHeard(100);
        assertFalse(guard.isOver(150));
        assertFalse(guard.isOver(200));
        assertTrue(guard.isOver(201));
    }

    /** A later run goes on where the last one ended. */
    @Test
    void shouldNotBeginTwice() {
        guard.onHeard(-50);
        guard.begin(50);
        assertFalse(guard.isOver(50));
        guard.begin(51);
        assertTrue(guard.isOver(51), "101 after the last word");
        guard.begin(152);
        assertTrue(guard.isOver(152), "nobody looked for 101");
    }

    @Test
    void shouldNoticeAFreezeEvenWhenWordsWaitToBeRead() {
        assertFalse(guard.isOver(0));
        guard.onHeard(0);
        assertFalse(guard.isOver(100));
        guard.onHeard(100);
        assertTrue(guard.isOver(201), "nobody looked for longer than others remember");
        assertFalse(guard.isOver(202));
    }
}
