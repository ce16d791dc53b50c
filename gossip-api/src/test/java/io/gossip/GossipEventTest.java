package io.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gossip.GossipEvent.IdentityConflict;
import io.gossip.GossipEvent.KeysChanged;
import io.gossip.GossipEvent.MemberFailed;
import io.gossip.GossipEvent.MemberJoined;
import io.gossip.GossipEvent.MemberLeft;
import io.gossip.GossipEvent.MemberRefuted;
import io.gossip.GossipEvent.MemberRemoved;
import io.gossip.GossipEvent.MemberSuspected;
import io.gossip.GossipEvent.MemberUpdated;
import io.gossip.GossipEvent.PeerStatusChanged;
import io.gossip.GossipEvent.QuorumChanged;
import io.gossip.GossipEvent.Resync;
import io.gossip.GossipEvent.SelfStatusChanged;
import io.gossip.GossipEvent.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GossipEventTest {
    private static final Incarnation INCARNATION = new Incarnation(new Generation(1, 2), 3);

    private static final ClusterView VIEW = new ClusterView(
            1,
            Samples.A,
            NodeStatus.UP,
            Map.of(Samples.A, Samples.member(Samples.A, NodeStatus.UP)),
            new QuorumStatus(true, 1, 1, 1, Map.of()));

    private static List<GossipEvent> oneOfEach(final NodeId node) {
        return List.of(
                new MemberJoined(node, INCARNATION, Samples.ADDRESS),
                new MemberUpdated(node, INCARNATION, Samples.ADDRESS),
                new MemberSuspected(node, INCARNATION, Optional.of(Samples.B)),
                new MemberRefuted(node, INCARNATION),
                new MemberLeft(node, INCARNATION),
                new MemberFailed(node, INCARNATION),
                new MemberRemoved(node, INCARNATION.generation()),
                new SelfStatusChanged(node, NodeStatus.NOT_IN_QUORUM, NodeStatus.UP),
                new PeerStatusChanged(node, NodeStatus.DOWN, NodeStatus.UP),
                new QuorumChanged(node, VIEW.quorum()),
                new KeysChanged(
                        node,
                        INCARNATION.generation(),
                        4,
                        Map.of("a", NodeInfo.Entry.of(4, new byte[] {1})),
                        Set.of("b")),
                new IdentityConflict(node, Generation.NONE, INCARNATION.generation()),
                new Snapshot(node, VIEW),
                new Resync(node, VIEW, 2));
    }

    @Test
    void shouldNameTheNodeAndDifferByKind() {
        final List<GossipEvent> events = oneOfEach(Samples.A);
        final Set<Class<?>> kinds = new HashSet<>();
        for (final GossipEvent event : events) {
            assertSame(Samples.A, event.node());
            kinds.add(event.getClass());
        }
        assertEquals(Set.of(GossipEvent.class.getPermittedSubclasses()), kinds, "a kind is missing here");
        assertEquals(events.size(), new HashSet<>(events).size(), "two kinds are equal");
    }

    @Test
    void shouldBeEqualByContent() {
        assertEquals(oneOfEach(Samples.A), new ArrayList<>(oneOfEach(NodeId.of("a"))));
        final List<GossipEvent> others = oneOfEach(Samples.C);
        for (int i = 0; i < others.size(); i++) {
            assertNotEquals(oneOfEach(Samples.A).get(i), others.get(i));
        }
    }

    @Test
    void shouldKeepItsOwnCopyOfChangedKeysAndTakeNoTombstoneForAValue() {
        final Map<String, NodeInfo.Entry> values = new HashMap<>(Map.of("a", NodeInfo.Entry.of(4, new byte[] {1})));
        final Set<String> removed = new HashSet<>(Set.of("b"));
        final KeysChanged event = new KeysChanged(Samples.A, Generation.NONE, 4, values, removed);
        values.clear();
        removed.clear();
        assertEquals(Set.of("a"), event.values().keySet());
        assertEquals(Set.of("b"), event.removed());
        assertThrows(UnsupportedOperationException.class, () -> event.removed().clear());
        values.put("c", NodeInfo.Entry.tombstone(4));
        assertThrows(
                InvalidValueException.class, () -> new KeysChanged(Samples.A, Generation.NONE, 4, values, removed));
    }
}
