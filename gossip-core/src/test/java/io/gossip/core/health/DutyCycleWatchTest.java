package io.gossip.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DutyCycleWatchTest {
    private static final long NEVER = Long.MAX_VALUE;

    private final LocalHealth health = new LocalHealth(true);
    private final DutyCycleWatch watch = new DutyCycleWatch(health, 100);

    @Test
    void shouldNotTakeTheFirstCycleForLate() {
        assertEquals(0, watch.begin(-5_000));
        watch.end(NEVER);
        assertEquals(0, watch.begin(1_000_000));
        assertEquals(0, health.score());
    }

    @Test
    void shouldToleratePunctualEarlyAndSlightlyLateCycles() {
        for (final long atNs : new long[] {950, 1_000, 1_100}) {
            watch.end(1_000);
            assertEquals(0, watch.begin(atNs), "at " + atNs);
        }
        assertEquals(0, watch.stalls());
        assertEquals(0, health.score());
    }

    @Test
    void shouldTellHowLateACycleIs() {
        watch.end(1_000);
        assertEquals(101, watch.begin(1_101));
        assertEquals(1, health.score());
        watch.end(2_000);
        assertEquals(250, watch.begin(2_250));
        assertEquals(3, health.score());
        assertEquals(2, watch.stalls());
        assertEquals(250, watch.longestNs());
    }

    @Test
    void shouldCountAStallOnce() {
        watch.end(1_000);
        assertEquals(900, watch.begin(1_900));
        assertEquals(0, watch.begin(1_950), "nothing was promised since");
        assertEquals(1, watch.stalls());
    }

    @Test
    void shouldCountInputThatIsNotReadToItsEndForLonger() {
        watch.onInput(true, 0);
        watch.onInput(true, 100);
        assertEquals(0, health.score(), "as long as is tolerated");
        watch.onInput(true, 101);
        assertEquals(1, health.score());
        watch.onInput(true, 150);
        assertEquals(1, health.score());
        watch.onInput(false, 160);
        watch.onInput(true, 400);
        watch.onInput(true, 450);
        assertEquals(1, health.score());
        assertEquals(1, watch.stalls());
    }
}
