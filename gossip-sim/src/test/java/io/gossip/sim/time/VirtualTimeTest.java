package io.gossip.sim.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.InvalidValueException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> log = new ArrayList<>();

    @Test
    void shouldNotBeginAtZeroWhenNothingIsSaid() {
        assertEquals(1_000_000_000_000L, time.nowNs());
        assertEquals(0, time.elapsedNs());
        assertEquals(-5, new VirtualTime(-5).nowNs());
    }

    @Test
    void shouldRunEventsInOrderAndStopAtTheLimitWhenRun() {
        time.scheduleAfter(Duration.ofNanos(30), () -> log.add("c" + time.elapsedNs()));
        time.scheduleAfter(Duration.ofNanos(10), () -> log.add("a" + time.elapsedNs()));
        time.scheduleAfter(Duration.ofNanos(10), () -> log.add("b" + time.elapsedNs()));
        time.scheduleAfter(Duration.ofNanos(31), () -> log.add("late"));

        time.run(Duration.ofNanos(30));

        assertEquals(List.of("a10", "b10", "c30"), log);
        assertEquals(30, time.elapsedNs());
        assertEquals(1, time.pending());
        assertEquals(3, time.executed());
    }

    @Test
    void shouldRunWhatEventsScheduleWhenItIsDueInTime() {
        time.scheduleAfter(Duration.ofNanos(10), () -> {
            time.schedule(time.nowNs() - 1_000, () -> log.add("past is now " + time.elapsedNs()));
            time.scheduleAfter(Duration.ofNanos(5), () -> log.add("next " + time.elapsedNs()));
        });

        time.run(Duration.ofNanos(15));

        assertEquals(List.of("past is now 10", "next 15"), log);
    }

    @Test
    void shouldLeaveTimeAloneWhenThereIsNothingToStep() {
        time.scheduleAfter(Duration.ofNanos(10), () -> log.add("x"));

        assertFalse(time.step(time.nowNs() + 9));
        assertEquals(0, time.elapsedNs());
        assertTrue(time.step(time.nowNs() + 10));
        assertEquals(10, time.elapsedNs());
        assertFalse(time.step(Long.MAX_VALUE));
    }

    @Test
    void shouldRefuseWhenADurationIsNegativeOrEndless() {
        final Duration negative = Duration.ofNanos(-1);
        assertTrue(assertThrows(InvalidValueException.class, () -> time.run(negative))
                .getMessage()
                .contains("span=PT-0.000000001S"));
        assertThrows(InvalidValueException.class, () -> time.scheduleAfter(negative, () -> {}));
        assertThrows(InvalidValueException.class, () -> time.run(null));
        assertThrows(InvalidValueException.class, () -> time.run(Duration.ofDays(365 * 300)));
    }
}
