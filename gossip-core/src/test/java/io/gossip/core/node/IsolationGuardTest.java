package io.gossip.core.node;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IsolationGuardTest {
    private final IsolationGuard guard = new IsolationGuard(100, -50);

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
