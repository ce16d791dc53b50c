package io.gossip.stress;

import io.gossip.NodeId;
import io.gossip.store.ChunkBuffer;
import io.gossip.store.OwnerStore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** Owners that are added until all tables have grown, against a reader that goes through all of them: in order, whole, and never fewer. */
@JCStressTest
@Outcome(
        id = "true, true, true",
        expect = Expect.ACCEPTABLE,
        desc = "in order of the hashes, each value of the version told, and none missing that was there before")
@State
public class OwnerGrowthStress {
    private static final Rounds ROUNDS = new Rounds(1, 9);
    private static final int FIRST = 10;
    private static final int LAST = 40;
    private static final NodeId[] OWNERS =
            IntStream.range(0, LAST).mapToObj(i -> NodeId.of("owner" + i)).toArray(NodeId[]::new);

    private final Meeting meeting = new Meeting(2);
    private final OwnerStore store = Rounds.store();
    private final ChunkBuffer[] chunks =
            Stream.of(OWNERS).map(owner -> ROUNDS.chunk(owner, 1)).toArray(ChunkBuffer[]::new);
    private boolean isRising = true;
    private boolean isWhole = true;
    private long lastHash;

    /** Some owners are there from the beginning. */
    public OwnerGrowthStress() {
        add(0, FIRST);
    }

    private void add(final int from, final int to) {
        for (int i = from; i < to; i++) {
            store.replica().hold(OWNERS[i]);
            store.replica().merge(chunks[i]);
        }
    }

    /** The merging thread. */
    @Actor
    public void hold() {
        meeting.arrive();
        add(FIRST, LAST);
    }

    /** A reader that goes through all owners twice. */
    @Actor
    public void read(final ZZZ_Result result) {
        meeting.arrive();
        final int first = visitAll();
        final int second = visitAll();
        result.r1 = isRising;
        result.r2 = isWhole;
        result.r3 = FIRST <= first && first <= second && second <= LAST;
    }

    private int visitAll() {
        lastHash = 0;
        return store.reader()
                .forEachValue(
                        Rounds.key(0), owner -> true, (owner, counter, nonce, version, buffer, offset, length) -> {
                            final long hash = store.hash().of(owner);
                            isRising &= Long.compareUnsigned(lastHash, hash) < 0;
                            isWhole &= ROUNDS.roundOf(version, buffer, offset, length) == 1;
                            lastHash = hash;
                        });
    }
}
