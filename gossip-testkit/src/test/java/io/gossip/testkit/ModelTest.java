package io.gossip.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.testkit.model.Asker;
import io.gossip.testkit.model.Chunk;
import io.gossip.testkit.model.Life;
import io.gossip.testkit.model.OwnerHistory;
import io.gossip.testkit.model.OwnerView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The oracle itself, by examples worked out by hand. */
class ModelTest {
    private static final NodeId OWNER = NodeId.of("o");
    private static final Generation FIRST = new Generation(1, 1);
    private static final byte[] ONE = {1};

    /** a=1, b=2 | a deleted 3, c=4 | purge(3) 5 | b=6 */
    private static final Life LIFE = Life.builder(FIRST)
            .set("a", ONE)
            .publish()
            .set("b", ONE)
            .publish()
            .delete("a")
            .set("c", ONE)
            .purge(3)
            .set("b", ONE)
            .build();

    @Test
    void shouldNumberWritesAndStepsWhenLifeIsWritten() {
        assertEquals(List.of(0L, 1L, 2L, 4L, 5L, 6L), LIFE.publishedVersions());
        assertEquals("1.1[[1:a=01], [2:b=01], [3:a deleted, 4:c=01], [5:purge(3)], [6:b=01]]", LIFE.toString());
    }

    @Test
    void shouldPassOverWhatIsNoWriteWhenLifeIsWritten() {
        final Life life = Life.builder(FIRST)
                .delete("never there")
                .set("a", ONE)
                .set("a", new byte[0])
                .purge(2)
                .purge(1)
                .purge(1)
                .delete("a")
                .publish()
                .delete("a")
                .publish()
                .build();
        assertEquals("1.1[[1:a=01], [2:purge(1)], [3:a deleted]]", life.toString());
    }

    @Test
    void shouldBeTheLastWriteOfEachKeyWhenViewed() {
        assertEquals(Map.of("a", NodeInfo.Entry.of(1, ONE), "b", NodeInfo.Entry.of(2, ONE)), view(2).entries());
        assertEquals(NodeInfo.Entry.tombstone(3), view(4).entries().get("a"));
        assertEquals(0, view(4).purgeFloor());
        assertFalse(view(5).entries().containsKey("a"));
        assertEquals(3, view(5).purgeFloor());
        assertEquals(NodeInfo.Entry.of(6, ONE), view(6).entries().get("b"));
    }

    @Test
    void shouldKnowOnlyWhatWasPublishedWhenAskedForAView() {
        final OwnerHistory history = new OwnerHistory(OWNER, List.of(LIFE));
        assertEquals(6, history.views().size());
        assertEquals(view(6), history.last());
        assertEquals(view(4), history.viewOrNull(FIRST, 4));
        assertNull(history.viewOrNull(FIRST, 3));
        assertNull(history.viewOrNull(new Generation(1, 2), 4));
        assertTrue(view(4).isBefore(view(5)));
        assertFalse(view(5).isBefore(view(5)));
    }

    @Test
    void shouldCutByTheRulesWhenAsked() {
        assertEquals("Optional[1.1 (2,4] of 4/0[3:a deleted, 4:c=01]]", answer(4, 2, 2, 9));
        assertEquals("Optional[1.1 (2,3] of 4/0[3:a deleted]]", answer(4, 2, 2, 1));
        assertEquals("Optional[1.1 (0,5] of 5/3 reset[2:b=01, 4:c=01, 5:purge(3)]]", answer(5, 2, 2, 9));
        assertEquals("Optional[1.1 (3,5] of 5/3[4:c=01, 5:purge(3)]]", answer(5, 3, 3, 9));
        assertEquals("Optional.empty", answer(4, 4, 4, 9));
        final Asker newer = new Asker(new Generation(1, -1), 0, 0);
        assertEquals(Optional.empty(), Chunk.answer(view(6), newer, 9));
    }

    @Test
    void shouldBeTheSameChunkWhenReadBackFromABuffer() {
        for (final Chunk chunk : List.of(Chunk.whole(view(6)), Chunk.rumor(view(4), 2))) {
            assertEquals(chunk, Chunk.of(chunk.toSource()));
        }
    }

    @Test
    void shouldStandWhereItsChunksEndWhenAskerTakesThem() {
        final Chunk first = Chunk.answer(view(6), Asker.NOTHING, 1).orElseThrow();
        final Asker then = Asker.NOTHING.after(first);
        assertEquals(new Asker(FIRST, 4, 6), then);
        final Chunk second = Chunk.answer(view(6), then, 9).orElseThrow();
        assertEquals(new Asker(FIRST, 6, 6), then.after(second));
    }

    private static OwnerView view(final long version) {
        return OwnerView.of(OWNER, LIFE, version);
    }

    private static String answer(final long version, final long frontier, final long floor, final int maxEntries) {
        return Chunk.answer(view(version), new Asker(FIRST, frontier, floor), maxEntries)
                .toString();
    }
}
