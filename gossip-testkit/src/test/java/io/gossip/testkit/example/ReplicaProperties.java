package io.gossip.testkit.example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.StoreLimits;
import io.gossip.store.KeyedHash;
import io.gossip.store.OwnerSnapshot;
import io.gossip.store.OwnerStore;
import io.gossip.testkit.GossipDomain;
import io.gossip.testkit.model.Chunk;
import io.gossip.testkit.model.ChunkStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

class ReplicaProperties {
    @Property
    @Domain(GossipDomain.class)
    void shouldShowWhatTheOwnerPublishedWhenChunksComeInAnyOrder(@ForAll final ChunkStream stream) {
        final NodeId owner = stream.history().owner();
        final OwnerStore store = OwnerStore.create(
                NodeId.of("replica"), new Generation(1, 1), KeyedHash.of("cluster", "v1"), StoreLimits.defaults(), 7);
        store.replica().hold(owner);
        for (final Chunk chunk : stream.chunks()) {
            store.replica().merge(chunk.toSource());
            final OwnerSnapshot shown = store.reader().snapshot(owner);
            assertTrue(shown == null
                    || stream.history()
                            .viewOrNull(shown.generation(), shown.version())
                            .isShownBy(shown));
        }
    }
}
