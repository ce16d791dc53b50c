package io.gossip.stress;

import io.gossip.store.OwnerStore;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** Two threads that write this node's keys: each sees its own write at return, and both are there in the end. */
@JCStressTest
@Outcome(id = "1, 2, 2", expect = Expect.ACCEPTABLE, desc = "visible at return, and numbered 1 and 2")
@State
public class OwnWriteStress {
    private final Meeting meeting = new Meeting(2);
    private final OwnerStore store = Rounds.store();

    /** A writer. */
    @Actor
    public void left(final JJJ_Result result) {
        meeting.arrive();
        store.self().put(OwnKeys.LEFT, 1L);
        result.r1 = OwnKeys.value(store, OwnKeys.LEFT);
    }

    /** Another one. */
    @Actor
    public void right(final JJJ_Result result) {
        meeting.arrive();
        store.self().put(OwnKeys.RIGHT, 2L);
        result.r2 = OwnKeys.value(store, OwnKeys.RIGHT);
    }

    /** What came of it. */
    @Arbiter
    public void look(final JJJ_Result result) {
        final boolean isBoth = OwnKeys.value(store, OwnKeys.LEFT) == 1 && OwnKeys.value(store, OwnKeys.RIGHT) == 2;
        result.r3 = isBoth ? store.self().version() : Rounds.TORN;
    }
}
