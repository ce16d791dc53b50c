package io.gossip.stress;

import io.gossip.store.ChunkBuffer;
import io.gossip.store.OwnerStore;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Publishes that each need more memory than there is: a segment is added under a reader. */
@JCStressTest
@Outcome(
        id = {"1, 1", "1, 2", "1, 3", "1, 4", "2, 2", "2, 3", "2, 4", "3, 3", "3, 4", "4, 4"},
        expect = Expect.ACCEPTABLE,
        desc = "one whole round each time, and never an older one after a newer")
@State
public class SegmentGrowthStress {
    private static final Rounds ROUNDS = new Rounds(3, 3_000);

    private final Meeting meeting = new Meeting(2);
    private final OwnerStore store = Rounds.store();
    private final ChunkBuffer second = ROUNDS.chunk(Rounds.OWNER, 2);
    private final ChunkBuffer third = ROUNDS.chunk(Rounds.OWNER, 3);
    private final ChunkBuffer fourth = ROUNDS.chunk(Rounds.OWNER, 4);
    private final Rounds.Judge judge = ROUNDS.new Judge();

    /** The first round is there from the beginning. */
    public SegmentGrowthStress() {
        store.replica().hold(Rounds.OWNER);
        store.replica().merge(ROUNDS.chunk(Rounds.OWNER, 1));
    }

    /** The merging thread: each view is larger than all memory there was before. */
    @Actor
    public void merge() {
        meeting.arrive();
        store.replica().merge(second);
        store.replica().merge(third);
        store.replica().merge(fourth);
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
