package io.gossip.core.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.gossip.Generation;
import io.gossip.GossipEvent.KeysChanged;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.NodeInfo.Entry;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.node.NodeMemory;
import io.gossip.core.node.OwnerValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What is new in a state. What must hold: whoever applies what he is told holds the state told last; states that come twice
 * or late tell nothing, but for one after its owner was gone.
 */
class KeyFeedTest {
    private static final NodeId B = Cluster.id(1);
    private static final Entry X = Entry.of(1, new byte[] {1});

    private final NodeMemory memory = NodeMemory.create(
            NodeConfig.builder(Cluster.id(0)).clusterId("orders").build(),
            1,
            Cluster.address(0),
            new Random(3),
            () -> 0);
    private final KeyFeed feed = new KeyFeed(Set.of("a", "b", "c"), memory.store(), memory.reader());

    private static OwnerValues state(final long life, final long version, final Map<String, Entry> values) {
        return new OwnerValues(B, life == 0 ? Generation.NONE : new Generation(life, 0), version, values);
    }

    private static Entry entry(final long version) {
        return Entry.of(version, new byte[] {(byte) version});
    }

    private static KeysChanged change(
            final long life, final long version, final Map<String, Entry> values, final String... removed) {
        return new KeysChanged(B, new Generation(life, 0), version, values, Set.of(removed));
    }

    @Test
    void shouldTellWhatWasWrittenAndWhatIsGone() {
        assertEquals(
                change(5, 2, Map.of("a", entry(1), "b", entry(2))),
                feed.next(state(5, 2, Map.of("a", entry(1), "b", entry(2), "unwanted", entry(2)))));
        assertNull(feed.next(state(5, 3, Map.of("a", entry(1), "b", entry(2), "unwanted", entry(3)))));
        assertEquals(change(5, 5, Map.of("a", entry(5)), "b"), feed.next(state(5, 5, Map.of("a", entry(5)))));
    }

    @Test
    void shouldTellNothingOfWhatComesTwiceOrLate() {
        feed.next(state(5, 4, Map.of("a", entry(4))));
        assertNull(feed.next(state(5, 4, Map.of("a", entry(4)))));
        assertNull(feed.next(state(5, 3, Map.of("b", entry(3)))));
        assertNull(feed.next(state(4, 900, Map.of("b", entry(9)))));
        assertNull(feed.next(state(5, 5, Map.of("a", entry(4)))));
    }

    /** Its writes begin with 1 again: that one has the same number says nothing. */
    @Test
    void shouldTellAllOfANewLife() {
        feed.next(state(5, 2, Map.of("a", entry(1), "b", entry(2))));
        assertEquals(change(6, 1, Map.of("a", entry(1)), "b"), feed.next(state(6, 1, Map.of("a", entry(1)))));
        assertEquals(change(7, 0, Map.of(), "a"), feed.next(state(7, 0, Map.of())));
    }

    @Test
    void shouldTellThatAnOwnerIsGoneAndWhatThereIsWhenItIsBack() {
        assertNull(feed.next(state(0, 0, Map.of())), "nothing was told");
        feed.next(state(5, 2, Map.of("a", X)));
        assertEquals(change(5, 2, Map.of(), "a"), feed.next(state(0, 0, Map.of())));
        assertNull(feed.next(state(0, 0, Map.of())));
        assertEquals(change(5, 2, Map.of("a", X)), feed.next(state(5, 2, Map.of("a", X))));
    }

    @Test
    void shouldBeginWithWhatIsShownAndValid() {
        assertEquals(List.of(), feed.begin());
        memory.declarations().updateCluster(Map.of(B, NodeUpdate.member(Cluster.address(1))));
        final var info = memory.store().localNodeInfo(B);
        memory.store()
                .update(Map.of(
                        B,
                        new NodeInfo(
                                B,
                                new Generation(5, 0),
                                1,
                                0,
                                Map.of("a", X),
                                info.status(),
                                true,
                                "",
                                info.address(),
                                info.lastUpdate())));
        assertEquals(List.of(change(5, 1, Map.of("a", X))), feed.begin());
        assertNull(feed.next(state(5, 1, Map.of("a", X))), "it was told");
        assertEquals(List.of(change(5, 1, Map.of("a", X))), feed.begin(), "what was told before is void");
        memory.declarations().updateNodeStatus(B, NodeStatus.INVALID);
        assertEquals(List.of(), feed.begin());
    }

    /** Random states of one owner: what is told, applied in order, is always the state told last. */
    @Test
    void shouldAddUpToTheLastState() {
        for (long seed = 0; seed < 300; seed++) {
            final Random random = new Random(seed);
            final KeyFeed fed = new KeyFeed(Set.of("a", "b", "c"), memory.store(), memory.reader());
            final Map<String, Entry> listener = new HashMap<>();
            long life = 1;
            long version = 0;
            final Map<String, Entry> owner = new HashMap<>();
            for (int step = 0; step < 40; step++) {
                if (random.nextInt(10) == 0) {
                    life++;
                    version = 0;
                    owner.clear();
                }
                final String key = List.of("a", "b", "c", "d").get(random.nextInt(4));
                version++;
                if (random.nextBoolean()) {
                    owner.put(key, entry(version));
                } else {
                    owner.remove(key);
                }
                final boolean isGone = random.nextInt(8) == 0;
                apply(listener, fed.next(isGone ? state(0, 0, Map.of()) : state(life, version, Map.copyOf(owner))));
                final Map<String, Entry> expected = new HashMap<>(isGone ? Map.of() : owner);
                expected.remove("d");
                assertEquals(expected, listener, "seed=" + seed + " step=" + step);
                if (isGone) {
                    apply(listener, fed.next(state(life, version, Map.copyOf(owner))));
                }
            }
        }
    }

    private static void apply(final Map<String, Entry> listener, final KeysChanged change) {
        if (change != null) {
            listener.putAll(change.values());
            listener.keySet().removeAll(change.removed());
        }
    }
}
