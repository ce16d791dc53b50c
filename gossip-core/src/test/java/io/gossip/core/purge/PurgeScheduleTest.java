package io.gossip.core.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.StoreKey;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.Parts;
import io.gossip.store.SelfWriter;
import org.junit.jupiter.api.Test;

class PurgeScheduleTest {
    private static final long GRACE_NS = 100;
    private static final StoreKey<String> KEY = StoreKey.utf8("k");

    private final SelfWriter self = new Parts().store.self();
    private final PurgeSchedule purge = new PurgeSchedule(self, GRACE_NS, 0);

    @Test
    void shouldKeepATombstoneForTheGraceTimeAndNotForTwice() {
        self.put(KEY, "v");
        self.remove(KEY);
        assertEquals(100, purge.deadlineNs());
        purge.run(100);
        assertTrue(self.hasTombstoneUpTo(self.version()), "it may be a moment old only");
        assertEquals(200, purge.deadlineNs());
        purge.run(200);
        assertFalse(self.hasTombstoneUpTo(self.version()));
    }

    @Test
    void shouldWriteNothingWhenNothingIsDeleted() {
        self.put(KEY, "v");
        purge.run(100);
        purge.run(200);
        purge.run(300);
        assertEquals(1, self.version());
    }

    @Test
    void shouldNotPurgeByNumbersOfAnOlderLife() {
        for (int i = 0; i < 10; i++) {
            self.put(KEY, "v" + i);
        }
        purge.run(100);
        self.relive(Cluster.life(2_000));
        purge.onNewLife(150);
        self.remove(KEY);
        assertEquals(250, purge.deadlineNs());
        purge.run(250);
        assertTrue(self.hasTombstoneUpTo(self.version()));
        purge.run(350);
        assertFalse(self.hasTombstoneUpTo(self.version()));
    }
}
