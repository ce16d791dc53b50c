package io.gossip.core.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.GossipException;
import io.gossip.GossipStore;
import io.gossip.InvalidValueException;
import io.gossip.LimitExceededException;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.NodeStatus;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A store without a network behaves as that of a node that is never started. */
class GossipStoreTest {
    private static final NodeId A = NodeId.of("a");
    private static final NodeId B = NodeId.of("b");
    private static final StoreKey<String> KEY = StoreKey.utf8("key");

    private final GossipStore store = GossipStore.builder()
            .nodeId("a")
            .clusterId("orders")
            .gossipVersion("v2")
            .clusterDomain("east")
            .generation(7)
            .limits(StoreLimits.defaults().withMaxValueLength(8))
            .build();

    private static NodeInfo record(final long version, final String value) {
        return new NodeInfo(
                B,
                new Generation(5, 5),
                version,
                0,
                Map.of("key", NodeInfo.Entry.of(version, value.getBytes())),
                NodeStatus.UP,
                true,
                "",
                Optional.empty(),
                Instant.EPOCH);
    }

    @Test
    void shouldReturnItselfForAnyKeyWhenFresh() {
        assertEquals(Set.of(A), store.storeKeyValue("any").keySet());
        assertEquals(NodeStatus.NOT_IN_QUORUM, store.selfStatus());
        assertEquals(7, store.metaInfo().generation().counter());
        assertEquals("orders", store.metaInfo().clusterId());
        assertEquals("v2", store.metaInfo().gossipVersion());
        assertEquals("east", store.localNodeInfo(A).clusterDomain());
    }

    @Test
    void shouldKeepWhatIsWrittenDeclaredAndMerged() {
        store.updateSelf(KEY, "mine");
        store.addNode(B, NodeStatus.UP, true, "west");
        store.update(Map.of(B, record(3, "theirs")));
        assertEquals(Optional.of("theirs"), store.value(B, KEY));
        assertEquals(Set.of(A, B), store.storeKeyValue(KEY).keySet());
        assertEquals(NodeStatus.UP, store.view().members().get(B).status());
        store.updateNodeStatus(B, NodeStatus.NEVER_GOSSIPED);
        assertEquals(Set.of(A), store.storeKeyValue(KEY).keySet());
        store.updateSelfStatus(NodeStatus.UP);
        assertEquals(NodeStatus.UP, store.selfStatus());
        store.removeNode(B);
        assertEquals(Set.of(A), store.localState().keySet());
    }

    @Test
    void shouldTellLivesApartByNonceAlone() {
        final GossipStore again =
                GossipStore.builder().nodeId("a").generation(7).build();
        assertNotEquals(store.metaInfo().generation(), again.metaInfo().generation());
    }

    @Test
    void shouldRefuseWhatIsWrong() {
        refuses("nodeId=null", () -> GossipStore.builder().build());
        refuses("generation=0", () -> GossipStore.builder().generation(0));
        refuses("limits=null", () -> GossipStore.builder().limits(null));
        assertThrows(LimitExceededException.class, () -> store.updateSelf(KEY, "far too long"));
        refuses("records=null", () -> store.update(null));
    }

    private static void refuses(final String named, final Runnable call) {
        final GossipException e = assertThrows(InvalidValueException.class, call::run);
        assertTrue(e.getMessage().contains(named), e.getMessage());
    }

    /** Whoever comes last with the highest version wins, and nobody sees less than he saw before. */
    @Test
    void shouldMergeFromAllThreads() throws InterruptedException {
        store.addNode(B, NodeStatus.UP, true, "");
        final int threads = 4;
        final int rounds = 2_000;
        final CountDownLatch begin = new CountDownLatch(1);
        final List<Throwable> faults = new ArrayList<>();
        final List<Thread> mergers = new ArrayList<>();
        for (int n = 0; n < threads; n++) {
            final int first = 1 + n;
            final Thread merger = new Thread(() -> {
                try {
                    begin.await();
                    for (int i = 0; i < rounds; i++) {
                        final long version = first + (long) i * threads;
                        store.update(Map.of(B, record(version, "v" + version)));
                        final long seen = store.localNodeInfo(B).version();
                        assertTrue(seen >= version, "version=" + version + " seen=" + seen);
                    }
                } catch (final Throwable e) {
                    synchronized (faults) {
                        faults.add(e);
                    }
                }
            });
            mergers.add(merger);
            merger.start();
        }
        begin.countDown();
        for (final Thread merger : mergers) {
            merger.join();
        }
        assertEquals(List.of(), faults);
        assertEquals(Optional.of("v" + threads * rounds), store.value(B, KEY));
    }
}
