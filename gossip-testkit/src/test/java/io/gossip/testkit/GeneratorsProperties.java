package io.gossip.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.StoreKey;
import io.gossip.testkit.model.Chunk;
import io.gossip.testkit.model.ChunkStream;
import io.gossip.testkit.model.Life;
import io.gossip.testkit.model.OwnerHistory;
import io.gossip.testkit.model.OwnerView;
import io.gossip.testkit.model.Write;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;

/** What is generated is what it says it is. */
class GeneratorsProperties {
    @Provide
    Arbitrary<String> keys() {
        return Keys.any();
    }

    @Property
    void shouldBeValidWhenKeyIsGenerated(@ForAll("keys") final String key) {
        assertEquals(key, StoreKey.bytes(key).name());
    }

    @Property
    @Domain(GossipDomain.class)
    void shouldBeBelievableWhenIdAndLifeAreGenerated(@ForAll final NodeId id, @ForAll final Generation life) {
        assertTrue(id.length() <= NodeId.MAX_LENGTH);
        assertTrue(life.compareTo(Generation.NONE) > 0 && life.counter() <= 1L << 47);
    }

    @Property
    @Domain(GossipDomain.class)
    void shouldBeNumberedAndRiseWhenHistoryIsGenerated(@ForAll final OwnerHistory history) {
        assertFalse(history.lives().isEmpty());
        Generation last = Generation.NONE;
        for (final Life life : history.lives()) {
            assertTrue(life.generation().compareTo(last) > 0);
            last = life.generation();
            assertEquals(
                    LongStream.rangeClosed(1, life.version()).boxed().toList(),
                    life.writes().stream().map(Write::version).toList());
            long floor = 0;
            for (final Write write : life.writes()) {
                if (write.isPurge()) {
                    assertTrue(write.purgedUpTo() > floor && write.purgedUpTo() < write.version());
                    floor = write.purgedUpTo();
                }
            }
        }
    }

    @Property
    @Domain(GossipDomain.class)
    void shouldBeCutFromAViewWhenChunkIsGenerated(@ForAll final ChunkStream stream) {
        for (final Chunk chunk : stream.chunks()) {
            final OwnerView view = stream.history().viewOrNull(chunk.generation(), chunk.target());
            assertEquals(view.purgeFloor(), chunk.purgeFloor());
            final List<Write> expected = view.writes().stream()
                    .filter(write -> write.version() > chunk.from() && write.version() <= chunk.to())
                    .toList();
            assertEquals(expected, chunk.entries());
        }
    }
}
