package io.gossip.stress;

import io.gossip.Generation;
import io.gossip.store.ChunkBuffer;
import io.gossip.store.ChunkFlags;
import io.gossip.store.MergeOutcome;
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
 * Threads that write this node's keys, and the merging thread that is told of a higher life of this node and outbids it:
 * a write lands in the old life and is republished, or in the new one. Each of the three keys is one write of the life
 * that is there in the end. The results: what came of the claim and whether it was outbid, the counter of the life, the
 * version, and the sum of all values.
 */
public class OutbidStress {
    /** One key, a claim of a higher life, and what is done. */
    abstract static class Scene {
        private final OwnerStore store = Rounds.store();
        private final ChunkBuffer claim = ChunkBuffer.unlimited().begin(Rounds.SELF, 5, 7, 0, 0, 0, ChunkFlags.RESET);
        private final Meeting meeting;

        Scene(final int actors) {
            meeting = new Meeting(actors);
            store.self().put(OwnKeys.GONE, 4L);
            claim.end(0);
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

        final String outbids() {
            final MergeOutcome outcome = store.replica().merge(claim);
            return outcome + " " + store.self().tryRelive(new Generation(6, 1));
        }

        final void look(final LLLL_Result result) {
            final OwnerSnapshot seen = store.reader().snapshot(Rounds.SELF);
            result.r2 = seen.generation().counter();
            result.r3 = seen.version();
            result.r4 = OwnKeys.value(store, OwnKeys.LEFT)
                    + OwnKeys.value(store, OwnKeys.RIGHT)
                    + OwnKeys.value(store, OwnKeys.GONE);
        }
    }

    /** The merging thread against one that writes twice. */
    @JCStressTest
    @Outcome(id = "SELF_OUTBID true, 6, 3, 7", expect = Expect.ACCEPTABLE, desc = "outbid, with all that was written")
    @Outcome(id = "SELF_OUTBID false, 1, 3, 7", expect = Expect.ACCEPTABLE, desc = "a write was under way: try again")
    @State
    public static class OneWriter extends Scene {
        /** In its first life. */
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
        public void outbid(final LLLL_Result result) {
            begin();
            result.r1 = outbids();
        }

        /** What came of it. */
        @Arbiter
        public void after(final LLLL_Result result) {
            look(result);
        }
    }

    /** The merging thread against two; on three cores and more. */
    @JCStressTest
    @Outcome(id = "SELF_OUTBID true, 6, 3, 7", expect = Expect.ACCEPTABLE, desc = "outbid, with all that was written")
    @Outcome(id = "SELF_OUTBID false, 1, 3, 7", expect = Expect.ACCEPTABLE, desc = "a write was under way: try again")
    @State
    public static class TwoWriters extends Scene {
        /** In its first life. */
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
        public void outbid(final LLLL_Result result) {
            begin();
            result.r1 = outbids();
        }

        /** What came of it. */
        @Arbiter
        public void after(final LLLL_Result result) {
            look(result);
        }
    }
}
