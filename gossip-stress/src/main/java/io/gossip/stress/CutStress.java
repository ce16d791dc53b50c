package io.gossip.stress;

import io.gossip.store.ChunkBuffer;
import io.gossip.store.CutOutcome;
import io.gossip.store.OwnerDigest;
import io.gossip.store.OwnerStore;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A thread that writes this node's keys and uses the memory of the views before at once, and the merging thread that cuts
 * chunks from the own record meanwhile: the pin keeps what it cuts from. Every batch writes both keys, and n is the value
 * of batch n, so a whole chunk has two entries of the value that its target says.
 */
@JCStressTest
@Outcome(
        id = {
            "1, 1", "1, 2", "1, 3", "1, 4", "1, 5", "2, 2", "2, 3", "2, 4", "2, 5", "3, 3", "3, 4", "3, 5", "4, 4",
            "4, 5", "5, 5"
        },
        expect = Expect.ACCEPTABLE,
        desc = "one published state each time, and never an older one after a newer")
@State
public class CutStress {
    private static final int BATCHES = 5;

    private final Meeting meeting = new Meeting(2);
    private final OwnerStore store = Rounds.store();
    private final OwnerDigest asker = new OwnerDigest();
    private final ChunkBuffer chunk = ChunkBuffer.unlimited();

    /** The first batch is there from the beginning. */
    public CutStress() {
        OwnKeys.putBoth(store, 1);
    }

    /** The writer. */
    @Actor
    public void write() {
        meeting.arrive();
        for (int batch = 2; batch <= BATCHES; batch++) {
            OwnKeys.putBoth(store, batch);
        }
    }

    /** The merging thread, until what it cuts changes. */
    @Actor
    public void cut(final II_Result result) {
        meeting.arrive();
        result.r1 = cut();
        result.r2 = result.r1;
        for (int looks = 0; looks < Rounds.LOOKS && result.r1 == result.r2; looks++) {
            result.r2 = cut();
        }
    }

    /** @return the batch that was cut */
    private int cut() {
        asker.setNothing(store.hash().of(Rounds.SELF));
        if (store.replica().cut(asker, chunk) != CutOutcome.COMPLETE || chunk.entryCount() != 2) {
            return Rounds.TORN;
        }
        final long target = chunk.targetVersion();
        final boolean isWhole = nextIs(target - 1, target / 2) && nextIs(target, target / 2);
        return isWhole && target % 2 == 0 ? (int) target / 2 : Rounds.TORN;
    }

    private boolean nextIs(final long version, final long value) {
        return chunk.next()
                && chunk.entryVersion() == version
                && OwnKeys.LEFT.codec().decode(chunk.entryBuffer(), chunk.valueOffset(), chunk.valueLength()) == value;
    }
}
