package io.gossip.stress;

import io.gossip.Generation;
import io.gossip.store.OwnerSnapshot;
import io.gossip.store.OwnerStore;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Batches and a new life of this node against a reader: a batch is seen whole, the new life begins with all live keys, and
 * neither life nor value goes back. A look is ten times the life plus the value of both keys.
 */
@JCStressTest
@Outcome(
        id = {"11, 11", "11, 12", "11, 22", "11, 23", "12, 12", "12, 22", "12, 23", "22, 22", "22, 23", "23, 23"},
        expect = Expect.ACCEPTABLE,
        desc = "one whole state each time, and never an older one after a newer")
@State
public class OwnLifeStress {
    private final Meeting meeting = new Meeting(2);
    private final OwnerStore store = Rounds.store();

    /** Both keys are there from the beginning. */
    public OwnLifeStress() {
        OwnKeys.putBoth(store, 1);
    }

    /** A batch, a new life, and a batch of that. */
    @Actor
    public void write() {
        meeting.arrive();
        OwnKeys.putBoth(store, 2);
        store.self().relive(new Generation(2, 1));
        OwnKeys.putBoth(store, 3);
    }

    /** A reader that looks until what it sees changes. */
    @Actor
    public void read(final II_Result result) {
        meeting.arrive();
        result.r1 = look();
        result.r2 = result.r1;
        for (int looks = 0; looks < Rounds.LOOKS && result.r1 == result.r2; looks++) {
            result.r2 = look();
        }
    }

    private int look() {
        final OwnerSnapshot seen = store.reader().snapshot(Rounds.SELF);
        if (seen.entries().size() != 2) {
            return Rounds.TORN;
        }
        final long left = value(seen, OwnKeys.LEFT.name());
        final boolean isWhole = left == value(seen, OwnKeys.RIGHT.name());
        return isWhole ? (int) (seen.generation().counter() * 10 + left) : Rounds.TORN;
    }

    private static long value(final OwnerSnapshot seen, final String key) {
        final byte[] bytes = seen.entries().get(key).value().orElseThrow();
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }
}
