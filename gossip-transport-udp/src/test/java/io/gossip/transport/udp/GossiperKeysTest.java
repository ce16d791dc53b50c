package io.gossip.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.GossipEvent;
import io.gossip.GossipEvent.KeysChanged;
import io.gossip.GossipStartConfiguration;
import io.gossip.Gossiper;
import io.gossip.GossiperBuilder;
import io.gossip.MembershipMode;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.NodeStatus;
import io.gossip.StoreKey;
import io.gossip.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Subscriptions to keys: what there is first, then each change, and nothing of other keys. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GossiperKeysTest {
    private static final int PATIENCE_S = 60;
    private static final NodeId B = NodeId.of("b");
    private static final StoreKey<String> KEY = StoreKey.utf8("key");
    private static final StoreKey<String> OTHER = StoreKey.utf8("other");

    private final BlockingQueue<GossipEvent> events = new LinkedBlockingQueue<>();
    /** What a listener makes of them. */
    private final Map<String, String> seen = new HashMap<>();

    private static GossiperBuilder builder(final String id) {
        return Gossiper.builder()
                .nodeId(id)
                .clusterId("keys")
                .membershipMode(MembershipMode.OPEN)
                .bind("127.0.0.1:0");
    }

    private void take() throws InterruptedException {
        final GossipEvent event = events.poll(PATIENCE_S, TimeUnit.SECONDS);
        assertNotNull(event, "no event came");
        if (event instanceof GossipEvent.Snapshot || event instanceof GossipEvent.Resync) {
            seen.clear();
        } else if (event instanceof KeysChanged change) {
            assertEquals(B, change.node());
            change.values()
                    .forEach((key, entry) ->
                            seen.put(key, new String(entry.value().orElseThrow())));
            seen.keySet().removeAll(change.removed());
        }
    }

    private void awaitSeen(final Map<String, String> expected) throws InterruptedException {
        while (!seen.equals(expected)) {
            take();
        }
    }

    private static void start(final Gossiper gossiper, final Gossiper... seeds) {
        gossiper.start(GossipStartConfiguration.seeds(
                Arrays.stream(seeds).map(Gossiper::address).toArray(NodeAddress[]::new)));
    }

    @Test
    void shouldTellWhatThereIsAndThenEachChangeOfTheseKeysOnly() throws InterruptedException {
        try (Gossiper a = builder("a").build();
                Gossiper b = builder("b").build()) {
            start(a);
            start(b, a);
            b.updateSelf(KEY, "one");
            b.updateSelf(OTHER, "not asked for");
            assertTrue(a.await(store -> store.value(B, OTHER).isPresent(), Duration.ofSeconds(PATIENCE_S)));
            final Subscription subscription = a.subscribe(events::add, Set.of("key", "third"));
            assertInstanceOf(GossipEvent.Snapshot.class, next());
            final KeysChanged first = assertInstanceOf(KeysChanged.class, next());
            assertEquals(Set.of("key"), first.values().keySet());
            assertEquals(b.metaInfo().generation(), first.generation());
            seen.put("key", "one");
            a.updateSelf(KEY, "its own is no peer's");
            b.updateSelf(batch -> batch.put(KEY, "two").put(StoreKey.utf8("third"), "3"));
            awaitSeen(Map.of("key", "two", "third", "3"));
            b.removeSelf(KEY);
            awaitSeen(Map.of("third", "3"));
            subscription.close();
            b.updateSelf(KEY, "nobody listens");
            assertTrue(a.await(store -> store.value(B, KEY).isPresent(), Duration.ofSeconds(PATIENCE_S)));
            assertEquals(0, subscription.droppedCount());
        }
    }

    private GossipEvent next() throws InterruptedException {
        final GossipEvent event = events.poll(PATIENCE_S, TimeUnit.SECONDS);
        assertNotNull(event, "no event came");
        return event;
    }

    @Test
    void shouldBeginAnewWhenTheListenerWasTooSlow() throws InterruptedException {
        final CountDownLatch go = new CountDownLatch(1);
        try (Gossiper a = builder("a").listenerCapacity(3).build();
                Gossiper b = builder("b").build()) {
            start(a);
            final Subscription subscription = a.subscribe(
                    event -> {
                        if (event instanceof GossipEvent.Snapshot) {
                            awaitQuietly(go);
                        }
                        events.add(event);
                    },
                    Set.of("key"));
            start(b, a);
            for (int i = 0; i <= 20; i++) {
                final String value = "v" + i;
                b.updateSelf(KEY, value);
                assertTrue(a.await(
                        store -> store.value(B, KEY).equals(Optional.of(value)), Duration.ofSeconds(PATIENCE_S)));
            }
            assertTrue(subscription.droppedCount() > 0);
            go.countDown();
            awaitSeen(Map.of("key", "v20"));
        }
    }

    private static void awaitQuietly(final CountDownLatch latch) {
        try {
            latch.await();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing runs: who merges tells. After the start all begins with a view. */
    @Test
    void shouldTellOfRecordsThatAreBroughtBeforeTheStart() throws InterruptedException {
        try (Gossiper a = builder("a").membershipMode(MembershipMode.MANAGED).build()) {
            a.addNode(B, NodeStatus.DOWN, false, "");
            a.subscribe(events::add, Set.of("key"));
            assertInstanceOf(GossipEvent.Snapshot.class, next());
            a.update(Map.of(B, record(1, "one")));
            awaitSeen(Map.of("key", "one"));
            start(a);
            a.update(Map.of(B, record(2, "two")));
            awaitSeen(Map.of("key", "two"));
            a.removeNode(B);
            awaitSeen(Map.of());
            a.stop(Duration.ZERO);
            a.addNode(B, NodeStatus.DOWN, false, "");
            a.update(Map.of(B, record(3, "three")));
            awaitSeen(Map.of("key", "three"));
        }
    }

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
}
