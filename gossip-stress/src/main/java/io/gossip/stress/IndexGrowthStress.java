package io.gossip.stress;

import io.gossip.store.ChunkBuffer;
import io.gossip.store.OwnerStore;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Publishes that add keys until the view gets an index, against a reader of single keys: what is in a view is found. */
@JCStressTest
@Outcome(
        id = {"1, 1", "1, 2", "1, 3", "2, 2", "2, 3", "3, 3"},
        expect = Expect.ACCEPTABLE,
        desc = "the newest key of the round seen is there, and the next look sees no older round")
@State
public class IndexGrowthStress {
    private static final int KEYS_A_ROUND = 12;

    private final Meeting meeting = new Meeting(2);
    private final OwnerStore store = Rounds.store();
    private final ChunkBuffer second = chunk(2);
    private final ChunkBuffer third = chunk(3);
    private long seen;

    /** Twelve keys, few enough to be searched one by one. */
    public IndexGrowthStress() {
        store.replica().hold(Rounds.OWNER);
        store.replica().merge(chunk(1));
    }

    /** Adds twelve keys; the version is their number. */
    private static ChunkBuffer chunk(final int round) {
        final long from = (round - 1L) * KEYS_A_ROUND;
        final ChunkBuffer chunk = ChunkBuffer.unlimited().begin(Rounds.OWNER, 1, 1, from, from + KEYS_A_ROUND, 0, 0);
        for (int key = (int) from; key < from + KEYS_A_ROUND; key++) {
            chunk.set(key + 1L, Rounds.key(key).name(), new byte[] {(byte) key});
        }
        chunk.end(from + KEYS_A_ROUND);
        return chunk;
    }

    /** The merging thread: from the second round on there is an index. */
    @Actor
    public void merge() {
        meeting.arrive();
        store.replica().merge(second);
        store.replica().merge(third);
    }

    /** A reader that sees a version by the first key, and then asks for the last key of that version until it sees more. */
    @Actor
    public void read(final II_Result result) {
        meeting.arrive();
        result.r1 = look(0);
        result.r2 = result.r1;
        for (int looks = 0; looks < Rounds.LOOKS && result.r1 == result.r2; looks++) {
            result.r2 = look(Math.max(1, result.r1) * KEYS_A_ROUND - 1);
        }
    }

    private int look(final int key) {
        seen = 0;
        store.reader()
                .read(
                        Rounds.OWNER,
                        Rounds.key(key),
                        (counter, nonce, version, buffer, offset, length) -> seen =
                                length == 1 && buffer.getByte(offset) == key ? version / KEYS_A_ROUND : Rounds.TORN);
        return (int) seen;
    }
}
