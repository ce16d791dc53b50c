package io.gossip.sim.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventQueueTest {
    private record Event(long timeNs, int added) {}

    @Test
    void shouldBeEmptyWhenNothingWasAdded() {
        final EventQueue<Event> queue = new EventQueue<>();

        assertNull(queue.poll());
        assertEquals(0, queue.size());
        assertEquals(Long.MAX_VALUE, queue.earliestNs());
    }

    @Test
    void shouldPollByTimeThenByArrivalWhenAddsAndPollsMix() {
        for (long seed = 0; seed < 50; seed++) {
            final SeededRandom random = new SeededRandom(seed);
            final EventQueue<Event> queue = new EventQueue<>();
            final List<Event> model = new ArrayList<>();
            for (int i = 0; i < 3_000; i++) {
                if (random.nextInt(5) < 3) {
                    // Few distinct times: ties are the interesting case.
                    final Event event = new Event(random.nextInt(40) - 20, i);
                    queue.add(event.timeNs, event);
                    model.add(event);
                } else {
                    assertPollsLeast(queue, model, "seed=" + seed + " step=" + i);
                }
            }
            while (!model.isEmpty()) {
                assertPollsLeast(queue, model, "seed=" + seed + " rest=" + model.size());
            }
            assertNull(queue.poll());
        }
    }

    private static void assertPollsLeast(final EventQueue<Event> queue, final List<Event> model, final String what) {
        final Event least = model.stream()
                .min(Comparator.comparingLong(Event::timeNs).thenComparingInt(Event::added))
                .orElse(null);
        assertEquals(least == null ? Long.MAX_VALUE : least.timeNs, queue.earliestNs(), what);
        assertEquals(least, queue.poll(), what);
        model.remove(least);
        assertEquals(model.size(), queue.size(), what);
    }

    @Test
    void shouldStaySortedWhenItGrowsFarBeyondItsFirstCapacity() {
        final EventQueue<Long> queue = new EventQueue<>();
        final SeededRandom random = new SeededRandom(7);
        for (int i = 0; i < 100_000; i++) {
            final long at = random.nextLong();
            queue.add(at, at);
        }
        long previous = Long.MIN_VALUE;
        for (int i = 0; i < 100_000; i++) {
            final long next = queue.poll();
            assertTrue(previous <= next, "place=" + i);
            previous = next;
        }
    }
}
