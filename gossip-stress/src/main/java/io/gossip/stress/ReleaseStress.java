package io.gossip.stress;

import io.gossip.NodeId;
import io.gossip.store.ChunkBuffer;
import io.gossip.store.OwnerStore;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** An owner that is let go, its memory used by another, and held anew, against a reader: the old view whole, then nothing, then the new one whole. */
@JCStressTest
@Outcome(
        id = {"1, 1", "1, 0", "1, 2", "0, 0", "0, 2", "2, 2"},
        expect = Expect.ACCEPTABLE,
        desc = "the old view, nothing, and the new one, in this order")
@State
public class ReleaseStress {
    private static final Rounds ROUNDS = new Rounds(3, 5);
    private static final NodeId OTHER = NodeId.of("other");

    private final Meeting meeting = new Meeting(2);
    private final OwnerStore store = Rounds.store();
    private final ChunkBuffer ofOther = ROUNDS.chunk(OTHER, 0, 3);
    private final ChunkBuffer anew = ROUNDS.chunk(Rounds.OWNER, 0, 2);
    private final Rounds.Judge judge = ROUNDS.new Judge();

    /** The first round is there from the beginning. */
    public ReleaseStress() {
        store.replica().hold(Rounds.OWNER);
        store.replica().hold(OTHER);
        store.replica().merge(ROUNDS.chunk(Rounds.OWNER, 1));
    }

    /** The merging thread. */
    @Actor
    public void release() {
        meeting.arrive();
        store.replica().release(Rounds.OWNER);
        store.replica().merge(ofOther);
        store.replica().hold(Rounds.OWNER);
        store.replica().merge(anew);
    }

    /** A reader that looks until what it sees changes. */
    @Actor
    public void read(final II_Result result) {
        meeting.arrive();
        result.r1 = judge.look(store, Rounds.OWNER);
        result.r2 = result.r1;
        for (int looks = 0; looks < Rounds.LOOKS && result.r1 == result.r2; looks++) {
            result.r2 = judge.look(store, Rounds.OWNER);
        }
    }
}
