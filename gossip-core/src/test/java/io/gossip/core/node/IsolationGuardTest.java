package io.gossip.core.node;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IsolationGuardTest {
    private final IsolationGuard guard = new IsolationGuard(100);

    @Test
    void shouldNotMissWhomItNeverHeard() {
        assertFalse(guard.isOver(Long.MAX_VALUE));
    }

    @Test
    void shouldNoticeOncePerIsolation() {
        guard.onHeard(-50);
        assertFalse(guard.isOver(50));
        assertTrue(guard.isOver(51));
        assertFalse(guard.isOver(1_000));
        guard.onHeard(1_000);
        assertFalse(guard.isOver(1_100));
        assertTrue(guard.isOver(1_101));
    }
}
