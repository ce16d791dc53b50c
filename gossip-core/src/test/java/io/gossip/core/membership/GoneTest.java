package io.gossip.core.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.Parts;
import io.gossip.core.task.TimedTask;
import io.gossip.core.wire.MemberState;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoneTest {
    private static final long REAP_NS = 800;
    private static final long FORGET_NS = 1_000;
    private static final int CAPACITY = 3;

    private final Parts parts = new Parts();
    private final Gone gone = new Gone(FORGET_NS, CAPACITY);

    private void bury(final int n, final boolean hasLeft, final long nowNs) {
        gone.bury(new Member(Cluster.alive(n), MemberState.DEAD, 0), hasLeft, nowNs);
    }

    @Test
    void shouldCoverTheBuriedLifeAndThoseBeforeIt() {
        bury(1, false, 0);
        assertTrue(gone.covers(Cluster.hash(1), Cluster.life(1_000)));
        assertTrue(gone.covers(Cluster.hash(1), Cluster.life(999)));
        assertFalse(gone.covers(Cluster.hash(1), Cluster.life(1_001)));
        assertFalse(gone.covers(Cluster.hash(2), Cluster.life(1_000)));
        assertEquals(Cluster.life(1_000), gone.lifeOf(Cluster.hash(1)));
        assertEquals(Generation.NONE, gone.lifeOf(Cluster.hash(2)));
    }

    @Test
    void shouldForgetAfterItsTime() {
        assertEquals(TimedTask.NEVER, gone.deadlineNs());
        bury(1, false, 5);
        bury(2, true, 10);
        assertEquals(5 + FORGET_NS, gone.deadlineNs());
        gone.run(4 + FORGET_NS);
        assertTrue(gone.covers(Cluster.hash(1), Cluster.life(1_000)));
        gone.run(5 + FORGET_NS);
        assertFalse(gone.covers(Cluster.hash(1), Cluster.life(1_000)));
        assertEquals(10 + FORGET_NS, gone.deadlineNs());
        gone.run(10 + FORGET_NS);
        assertEquals(TimedTask.NEVER, gone.deadlineNs());
    }

    @Test
    void shouldDropTheOldestWhenFull() {
        for (int i = 1; i <= CAPACITY + 1; i++) {
            bury(i, false, i);
        }
        assertFalse(gone.covers(Cluster.hash(1), Cluster.life(1_000)));
        assertTrue(gone.covers(Cluster.hash(2), Cluster.life(1_000)));
        assertEquals(CAPACITY, gone.failedCount());
    }

    @Test
    void shouldCountOnlyThoseThatFailed() {
        bury(1, false, 0);
        bury(2, true, 0);
        assertEquals(1, gone.failedCount());
        bury(1, true, 1);
        assertEquals(0, gone.failedCount());
        bury(1, false, 2);
        gone.forget(Cluster.hash(1));
        assertEquals(0, gone.failedCount());
        gone.clear();
        assertEquals(TimedTask.NEVER, gone.deadlineNs());
    }

    @Test
    void shouldReapOnlyWhoIsGoneForLongEnough() {
        parts.withMembers(3);
        final Reaper reaper = new Reaper(parts.table, parts.gone, REAP_NS, parts.events, 0);
        parts.kill(1, Cluster.inc(1_000, 0), 100);
        parts.membership.apply(Cluster.claim(MemberState.LEFT, 2, Cluster.inc(1_000, 0)), false, 101);
        parts.events.take();
        reaper.run(899);
        assertEquals(List.of(), parts.events.take());
        reaper.run(900);
        assertEquals(List.of("removed node-1"), parts.events.take());
        assertNull(parts.member(1));
        assertEquals(1, parts.gone.failedCount());
        reaper.run(1_000_000);
        assertEquals(List.of("removed node-2"), parts.events.take());
        assertEquals(1, parts.gone.failedCount(), "who left does not count");
        assertTrue(parts.member(3).isPresent());
    }

    @Test
    void shouldLookEightTimesPerReapTime() {
        final Reaper reaper = new Reaper(parts.table, parts.gone, REAP_NS, parts.events, 0);
        assertEquals(100, reaper.deadlineNs());
        reaper.run(100_000);
        assertEquals(100_100, reaper.deadlineNs());
    }

    @Test
    void shouldKeepTheReapedLifeOutAndLetTheNextIn() {
        parts.withMembers(1);
        parts.kill(1, Cluster.inc(1_000, 3), 0);
        new Reaper(parts.table, parts.gone, REAP_NS, parts.events, 0).run(REAP_NS);
        for (final MemberState state : MemberState.values()) {
            assertEquals(
                    state == MemberState.GONE ? ClaimOutcome.IGNORED : ClaimOutcome.GONE,
                    parts.membership.apply(Cluster.claim(state, 1, Cluster.inc(1_000, 9)), true, 900),
                    state.toString());
        }
        assertNull(parts.member(1));
        parts.membership.apply(Cluster.claim(MemberState.ALIVE, 1, Cluster.inc(1_001, 0)), false, 900);
        assertTrue(parts.member(1).isPresent());
        assertEquals(0, parts.gone.failedCount());
        assertFalse(parts.gone.covers(Cluster.hash(1), Cluster.life(1_000)), "the table knows better now");
    }

    @Test
    void shouldForgetEverythingWhenStartingOver() {
        parts.withMembers(3);
        bury(9, false, 0);
        final Reaper reaper = new Reaper(parts.table, gone, REAP_NS, parts.events, 0);
        reaper.forgetAll();
        assertEquals(List.of("removed node-1", "removed node-2", "removed node-3"), parts.events.take());
        assertEquals(0, parts.table.all().size());
        assertEquals(1, parts.table.presentCount());
        assertFalse(gone.covers(Cluster.hash(9), Cluster.life(1_000)));
    }
}
