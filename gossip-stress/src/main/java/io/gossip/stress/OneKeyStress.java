package io.gossip.stress;

import io.gossip.store.ChunkBuffer;
import io.gossip.store.OwnerStore;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Publishes against a reader of single keys: a value is of the version it is told with, and versions never go back, whichever key is asked for. */
@JCStressTest
@Outcome(
        id = {"1, 1", "1, 2", "1, 3", "1, 4", "2, 2", "2, 3", "2, 4", "3, 3", "3, 4", "4, 4"},
        expect = Expect.ACCEPTABLE,
        desc = "one value of the version told each time, and never an older one after a newer")
@State
public class OneKeyStress {
    private static final Rounds ROUNDS = new Rounds(3, 5);

    private final Meeting meeting = new Meeting(2);
    private final OwnerStore store = Rounds.store();
    private final ChunkBuffer second = ROUNDS.chunk(Rounds.OWNER, 2);
    private final ChunkBuffer third = ROUNDS.chunk(Rounds.OWNER, 3);
    private final ChunkBuffer fourth = ROUNDS.chunk(Rounds.OWNER, 4);
    private int seen;

    /** The first round is there from the beginning. */
    public OneKeyStress() {
        store.replica().hold(Rounds.OWNER);
        store.replica().merge(ROUNDS.chunk(Rounds.OWNER, 1));
    }

    /** The merging thread: the memory of each view serves the next but one. */
    @Actor
    public void merge() {
        meeting.arrive();
        store.replica().merge(second);
        store.replica().merge(third);
        store.replica().merge(fourth);
    }

    /** A reader of the last key, and then of the first until that changes. */
    @Actor
    public void read(final II_Result result) {
        meeting.arrive();
        result.r1 = look(2);
        result.r2 = result.r1;
        for (int looks = 0; looks < Rounds.LOOKS && result.r1 == result.r2; looks++) {
            result.r2 = look(0);
        }
    }

    private int look(final int key) {
        seen = 0;
        store.reader()
                .read(
                        Rounds.OWNER,
                        Rounds.key(key),
                        (counter, nonce, version, buffer, offset, length) ->
                                seen = ROUNDS.roundOf(version, buffer, offset, length));
        return seen;
    }
}
