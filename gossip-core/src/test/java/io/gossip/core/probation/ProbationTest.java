package io.gossip.core.probation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.InvalidValueException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ProbationTest {
    private static final long TIME_NS = Duration.ofMinutes(1).toNanos();

    private final List<String> over = new ArrayList<>();
    private final Probation<String, Integer> probation =
            new Probation<>(Duration.ofMinutes(1), (key, value, nowNs) -> over.add(key + value));

    @Test
    void shouldEndExactlyWhenTheTimeIsOver() {
        assertEquals(Long.MAX_VALUE, probation.deadlineNs());
        assertTrue(probation.tryBegin("a", 1, -5));
        assertEquals(TIME_NS - 5, probation.deadlineNs());
        assertEquals(0, probation.run(TIME_NS - 6));
        assertEquals(Optional.of(1), probation.find("a"));
        assertEquals(1, probation.run(TIME_NS - 5));
        assertEquals(List.of("a1"), over);
        assertEquals(Optional.empty(), probation.find("a"));
        assertEquals(0, probation.run(Long.MAX_VALUE));
    }

    @Test
    void shouldGoOnAsItWasWhenBegunTwice() {
        probation.tryBegin("a", 1, 0);
        assertFalse(probation.tryBegin("a", 2, 10));
        assertEquals(TIME_NS, probation.deadlineNs());
        probation.run(TIME_NS);
        assertEquals(List.of("a1"), over);
    }

    @Test
    void shouldBeginAnewWhenRestarted() {
        assertEquals(Optional.empty(), probation.restart("a", 1, 0));
        probation.tryBegin("b", 1, 5);
        assertEquals(Optional.of(1), probation.restart("a", 2, 10));
        assertEquals(TIME_NS + 5, probation.deadlineNs());
        assertEquals(2, probation.run(TIME_NS + 10));
        assertEquals(List.of("b1", "a2"), over);
    }

    @Test
    void shouldChangeOnlyWhatIsAsExpected() {
        probation.tryBegin("a", 1, 0);
        assertFalse(probation.tryReplace("a", 2, 3, 10));
        assertFalse(probation.tryReplace("b", 1, 3, 10));
        assertEquals(TIME_NS, probation.deadlineNs());
        assertTrue(probation.tryReplace("a", 1, 2, 10));
        assertEquals(TIME_NS + 10, probation.deadlineNs());
        assertFalse(probation.tryCancel("a", 1));
        assertFalse(probation.tryCancel("b", 1));
        assertTrue(probation.tryCancel("a", 2));
        assertEquals(0, probation.size());
        probation.run(Long.MAX_VALUE);
        assertEquals(List.of(), over);
    }

    @Test
    void shouldSayNothingOfWhatWasCancelled() {
        probation.tryBegin("a", 1, 0);
        probation.tryBegin("b", 1, 0);
        probation.tryBegin("c", 1, 0);
        assertTrue(probation.cancel("b"));
        assertFalse(probation.cancel("b"));
        probation.run(TIME_NS);
        assertEquals(List.of("a1", "c1"), over);
        probation.tryBegin("a", 1, TIME_NS);
        probation.cancelAll();
        assertEquals(Long.MAX_VALUE, probation.deadlineNs());
    }

    @Test
    void shouldTakeWhatIsPutOnProbationAgainWhileItsEndIsTold() {
        final List<Long> ends = new ArrayList<>();
        final List<Probation<String, Integer>> self = new ArrayList<>();
        self.add(new Probation<>(Duration.ofMillis(1), (key, value, nowNs) -> {
            ends.add(nowNs);
            assertTrue(self.get(0).tryBegin(key, value + 1, nowNs));
        }));
        self.get(0).tryBegin("a", 1, 0);
        assertEquals(1, self.get(0).run(1_000_000));
        assertEquals(1, self.get(0).run(2_000_000));
        assertEquals(List.of(1_000_000L, 2_000_000L), ends);
        assertEquals(Optional.of(3), self.get(0).find("a"));
    }

    @Test
    void shouldKeepTheOthersWhenTheListenerThrows() {
        final Probation<String, Integer> fragile = new Probation<>(Duration.ofMillis(1), (key, value, nowNs) -> {
            if (key.equals("a")) {
                throw new IllegalStateException("on purpose");
            }
            over.add(key);
        });
        fragile.tryBegin("a", 1, 0);
        fragile.tryBegin("b", 1, 0);
        assertThrows(IllegalStateException.class, () -> fragile.run(1_000_000));
        assertEquals(1, fragile.run(1_000_000));
        assertEquals(List.of("b"), over);
    }

    /** Two threads may bring times that are out of order by a little. */
    @Test
    void shouldKeepItsOrderWhenTimeSeemsToGoBack() {
        probation.tryBegin("a", 1, 100);
        probation.tryBegin("b", 1, 50);
        assertEquals(TIME_NS + 100, probation.deadlineNs());
        assertEquals(2, probation.run(TIME_NS + 100));
    }

    /** One thread ends them, another cancels: each ends in one way, none in two or in neither. */
    @Test
    void shouldEndOrBeCancelledButNotBothWhenThreadsRace() throws InterruptedException {
        final int count = 20_000;
        final AtomicInteger ended = new AtomicInteger();
        final AtomicInteger cancelled = new AtomicInteger();
        final Probation<Integer, Integer> shared =
                new Probation<>(Duration.ofMillis(1), (key, value, nowNs) -> ended.incrementAndGet());
        for (int i = 0; i < count; i++) {
            shared.tryBegin(i, i, i);
        }
        final Thread canceller = new Thread(() -> {
            for (int i = count - 1; i >= 0; i--) {
                cancelled.addAndGet(shared.tryCancel(i, i) ? 1 : 0);
            }
        });
        canceller.start();
        for (long nowNs = 1_000_000; shared.size() > 0; nowNs += 10) {
            shared.run(nowNs);
        }
        canceller.join();
        assertEquals(count, ended.get() + cancelled.get());
        assertEquals(0, shared.size());
    }

    @Test
    void shouldRefuseBadInputByName() {
        refuses("time=PT0S", () -> new Probation<String, Integer>(Duration.ZERO, (key, value, nowNs) -> {}));
        refuses("time=PT8784H", () -> new Probation<String, Integer>(Duration.ofDays(366), (key, value, nowNs) -> {}));
        refuses("time=null", () -> new Probation<String, Integer>(null, (key, value, nowNs) -> {}));
        refuses("listener=null", () -> new Probation<String, Integer>(Duration.ofDays(1), null));
        refuses("key=null", () -> probation.tryBegin(null, 1, 0));
        refuses("value=null", () -> probation.tryBegin("a", null, 0));
        refuses("key=null", () -> probation.restart(null, 1, 0));
        refuses("value=null", () -> probation.restart("a", null, 0));
        refuses("key=null", () -> probation.tryReplace(null, 1, 1, 0));
        refuses("expected=null", () -> probation.tryReplace("a", null, 1, 0));
        refuses("value=null", () -> probation.tryReplace("a", 1, null, 0));
        refuses("key=null", () -> probation.cancel(null));
        refuses("key=null", () -> probation.tryCancel(null, 1));
        refuses("expected=null", () -> probation.tryCancel("a", null));
        refuses("key=null", () -> probation.find(null));
    }

    private static void refuses(final String naming, final Executable call) {
        final String message = assertThrows(InvalidValueException.class, call).getMessage();
        assertTrue(message.contains(naming), message);
    }
}
