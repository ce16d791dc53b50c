package io.gossip.core.expiry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.InvalidValueException;
import io.gossip.StoreKey;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.Parts;
import io.gossip.core.task.TimedTask;
import io.gossip.store.OwnerStore;
import io.gossip.store.SelfWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryScheduleTest {
    private static final long MS = 1_000_000;
    private static final StoreKey<String> A = StoreKey.utf8("a");
    private static final StoreKey<String> B = StoreKey.utf8("b");

    private final OwnerStore store = new Parts().store;
    private final SelfWriter self = store.self();
    private int deletions;

    private boolean has(final StoreKey<?> key) {
        return store.reader().read(store.reader().selfId(), key, (c, n, v, buffer, offset, length) -> {});
    }

    private ExpirySchedule runAt(final long nowNs) {
        final ExpirySchedule expiry = new ExpirySchedule(self, nowNs, () -> deletions++);
        expiry.run(nowNs);
        return expiry;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5_000, Long.MAX_VALUE / 2, Long.MIN_VALUE / 2})
    void shouldDeleteWhenTheTimeSinceItWasSeenIsOverWhereverTimeBegins(final long origin) {
        final ExpirySchedule expiry = runAt(origin);
        assertEquals(TimedTask.NEVER, expiry.deadlineNs());
        self.put(A, "v", Duration.ofMillis(100));
        assertTrue(expiry.deadlineNs() <= origin, "due at once: the write is to be seen");
        expiry.run(origin + 10 * MS);
        assertEquals(origin + 110 * MS, expiry.deadlineNs());
        expiry.run(origin + 110 * MS - 1);
        assertTrue(has(A));
        assertEquals(0, deletions);
        expiry.run(origin + 110 * MS);
        assertFalse(has(A));
        assertEquals(1, deletions, "whoever keeps the values is told");
        assertEquals(2, self.version(), "a numbered write");
        assertEquals(TimedTask.NEVER, expiry.deadlineNs());
    }

    @Test
    void shouldForgetTheTimeWhenTheKeyIsWrittenAgain() {
        final ExpirySchedule expiry = runAt(0);
        self.put(A, "v", Duration.ofMillis(100));
        self.put(B, "v", Duration.ofMillis(100));
        expiry.run(0);
        self.put(A, "stays");
        self.put(B, "longer", Duration.ofMillis(500));
        expiry.run(50 * MS);
        expiry.run(100 * MS);
        assertTrue(has(A));
        assertTrue(has(B));
        assertEquals(550 * MS, expiry.deadlineNs());
        expiry.run(550 * MS);
        assertTrue(has(A));
        assertFalse(has(B));
    }

    @Test
    void shouldDeleteInOnePublishWhatIsDueTogether() {
        final ExpirySchedule expiry = runAt(0);
        self.put(A, "v", Duration.ofMillis(100));
        self.put(B, "v", Duration.ofMillis(90));
        expiry.run(0);
        expiry.run(200 * MS);
        assertFalse(has(A));
        assertFalse(has(B));
        assertEquals(4, self.version());
    }

    @Test
    void shouldWaitForTheNextRunAndSurviveANewLife() {
        final ExpirySchedule first = runAt(0);
        self.put(A, "v", Duration.ofMillis(100));
        first.run(0);
        self.relive(Cluster.life(2_000));
        assertTrue(has(A), "nobody looks while the node is stopped");
        runAt(1_000 * MS);
        assertFalse(has(A));
    }

    @Test
    void shouldNotDeleteAnewWhatWasRemovedAndNotBreakOnLimits() {
        final ExpirySchedule expiry = runAt(0);
        self.put(A, "v", Duration.ofMillis(100));
        expiry.run(0);
        self.remove(A);
        expiry.run(100 * MS);
        assertEquals(2, self.version());
        for (final Duration bad : new Duration[] {
            null, Duration.ZERO, Duration.ofNanos(999_999), Duration.ofMillis(-1), Duration.ofDays(3_651)
        }) {
            final var error = assertThrows(InvalidValueException.class, () -> self.put(A, "v", bad));
            assertTrue(error.getMessage().endsWith("ttl=" + bad), error::getMessage);
        }
    }

    @Test
    void shouldTryAgainSoonWhenAnotherWriteIsUnderWay() throws Exception {
        final ExpirySchedule expiry = runAt(0);
        self.put(A, "v", Duration.ofMillis(100));
        expiry.run(0);
        final CountDownLatch go = new CountDownLatch(1);
        final Thread busy = new Thread(() -> {
            while (go.getCount() > 0) {
                self.put(B, "w");
            }
        });
        busy.start();
        long now = 100 * MS;
        while (has(A)) {
            expiry.run(now);
            assertTrue(expiry.deadlineNs() == TimedTask.NEVER || expiry.deadlineNs() <= now + MS);
            now++;
        }
        go.countDown();
        busy.join();
    }
}
