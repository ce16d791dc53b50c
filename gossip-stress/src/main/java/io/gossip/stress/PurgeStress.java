package io.gossip.stress;

import io.gossip.store.OwnerSnapshot;
import io.gossip.store.OwnerStore;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/**
 * Threads that write this node's keys, and the merging thread that purges a tombstone: no write is lost or numbered
 * twice, and the purge is whole or did not happen. The results: whether it purged, the version in the end, how many
 * tombstones are left, and the sum of both values.
 */
public class PurgeStress {
    /** A tombstone of version 2, and what is done. */
    abstract static class Scene {
        private final OwnerStore store = Rounds.store();
        private final Meeting meeting;

        Scene(final int actors) {
            meeting = new Meeting(actors);
            store.self().put(OwnKeys.GONE, 9L);
            store.self().remove(OwnKeys.GONE);
        }

        final void begin() {
            meeting.arrive();
        }

        final void putLeft() {
            store.self().put(OwnKeys.LEFT, 1L);
        }

        final void putRight() {
            store.self().put(OwnKeys.RIGHT, 2L);
        }

        final boolean purges() {
            return store.self().tryPurge(2);
        }

        final void look(final LLLL_Result result) {
            final OwnerSnapshot seen = store.reader().snapshot(Rounds.SELF);
            result.r2 = seen.version();
            result.r3 = seen.entries().values().stream()
                    .filter(entry -> entry.value().isEmpty())
                    .count();
            result.r4 = OwnKeys.value(store, OwnKeys.LEFT) + OwnKeys.value(store, OwnKeys.RIGHT);
        }
    }

    /** The merging thread against one that writes twice. */
    @JCStressTest
    @Outcome(id = "true, 5, 0, 3", expect = Expect.ACCEPTABLE, desc = "purged, by a write of its own")
    @Outcome(id = "false, 4, 1, 3", expect = Expect.ACCEPTABLE, desc = "a write was under way: to be tried again")
    @State
    public static class OneWriter extends Scene {
        /** Nothing purged yet. */
        public OneWriter() {
            super(2);
        }

        /** The writer. */
        @Actor
        public void write() {
            begin();
            putLeft();
            putRight();
        }

        /** The merging thread. */
        @Actor
        public void purge(final LLLL_Result result) {
            begin();
            result.r1 = purges();
        }

        /** What came of it. */
        @Arbiter
        public void after(final LLLL_Result result) {
            look(result);
        }
    }

    /** The merging thread against two; on three cores and more. */
    @JCStressTest
    @Outcome(id = "true, 5, 0, 3", expect = Expect.ACCEPTABLE, desc = "purged, by a write of its own")
    @Outcome(id = "false, 4, 1, 3", expect = Expect.ACCEPTABLE, desc = "a write was under way: to be tried again")
    @State
    public static class TwoWriters extends Scene {
        /** Nothing purged yet. */
        public TwoWriters() {
            super(3);
        }

        /** A writer. */
        @Actor
        public void left() {
            begin();
            putLeft();
        }

        /** Another one. */
        @Actor
        public void right() {
            begin();
            putRight();
        }

        /** The merging thread. */
        @Actor
        public void purge(final LLLL_Result result) {
            begin();
            result.r1 = purges();
        }

        /** What came of it. */
        @Arbiter
        public void after(final LLLL_Result result) {
            look(result);
        }
    }
}
