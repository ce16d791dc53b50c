package io.gossip.sim.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gossip.InvalidValueException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VirtualClockTest {
    private final VirtualTime time = new VirtualTime();

    @Test
    void shouldShowTimeFromItsOwnOriginWhenTimePasses() {
        final VirtualClock clock = new VirtualClock(time, -time.nowNs() - 7);
        assertEquals(-7, clock.monotonicNs());

        time.run(Duration.ofMillis(1_500));

        assertEquals(1_499_999_993L, clock.monotonicNs());
        assertEquals(VirtualClock.EPOCH_MS + 1_500, clock.time());
        assertEquals(time.nowNs(), clock.toVirtualNs(clock.monotonicNs()));
    }

    @Test
    void shouldMoveTheWallClockOnlyWhenStepped() {
        final VirtualClock clock = new VirtualClock(time, 5);
        final long before = clock.monotonicNs();

        clock.step(Duration.ofDays(-3650));
        clock.step(Duration.ofMillis(2));

        assertEquals(VirtualClock.EPOCH_MS - Duration.ofDays(3650).toMillis() + 2, clock.time());
        assertEquals(before, clock.monotonicNs());
    }

    @Test
    void shouldRefuseWhenAStepOverflows() {
        final VirtualClock clock = new VirtualClock(time, 0);
        assertThrows(InvalidValueException.class, () -> clock.step(Duration.ofSeconds(Long.MAX_VALUE)));
        assertThrows(InvalidValueException.class, () -> clock.step(null));
        assertEquals(VirtualClock.EPOCH_MS, clock.time());
    }
}
