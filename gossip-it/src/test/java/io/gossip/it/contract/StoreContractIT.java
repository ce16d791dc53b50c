package io.gossip.it.contract;

import static io.gossip.it.contract.LiveNodes.KEY;
import static io.gossip.it.contract.LiveNodes.shown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.GossipStartConfiguration;
import io.gossip.Gossiper;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.QuorumProviderType;
import io.gossip.StoreKey;
import io.gossip.UnknownNodeException;
import io.gossip.it.TransportUnderTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Points 2, 6, 9, 10, 12, 13, 15 to 17, 19, 25 and 29: store, declaration and quorum. */
@ParameterizedClass
@EnumSource
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StoreContractIT {
    private static final StoreKey<String> OTHER = StoreKey.utf8("other");

    private final LiveNodes live;

    StoreContractIT(final TransportUnderTest transport) {
        live = new LiveNodes(transport);
    }

    @AfterEach
    void close() {
        live.close();
    }

    private static Set<String> shownUnder(final Gossiper node, final StoreKey<?> key) {
        return node.storeKeyValue(key).keySet().stream().map(NodeId::value).collect(Collectors.toSet());
    }

    /** Who has published nothing is under every key; who has published others only is under none. */
    @Test
    void point02ShouldShowOnesWithoutKeysUnderEachAndOnesWithOthersUnderNone() {
        final List<Gossiper> nodes = live.cluster("a", "b", "c");
        nodes.get(1).updateSelf(KEY, "b");
        LiveNodes.awaitValue(nodes.get(0), "b", "b");
        assertEquals(Set.of("a", "b", "c"), shownUnder(nodes.get(0), KEY));
        assertEquals(Set.of("a", "c"), shownUnder(nodes.get(0), OTHER));
    }

    /** What one node has of all is no news to another about itself, nor about whom it does not know. */
    @Test
    void point06ShouldIgnoreItselfAndUnknownNodes() {
        final List<Gossiper> nodes = live.cluster("a", "b");
        final Gossiper other = live.open("other");
        nodes.get(1).updateSelf(KEY, "b");
        LiveNodes.awaitValue(nodes.get(0), "b", "b");
        other.update(nodes.get(0).localState());
        assertEquals(Set.of(other.nodeId()), other.localState().keySet());
        nodes.get(1).updateSelf(KEY, "later");
        nodes.get(1).update(nodes.get(0).localState());
        assertEquals(Optional.of("later"), nodes.get(1).value(NodeId.of("b"), KEY));
        other.updateCluster(LiveNodes.members(nodes));
        other.update(nodes.get(1).localState());
        assertEquals(Optional.of("later"), other.value(NodeId.of("b"), KEY));
    }

    /** An opinion of one node is its own: values of that node, and other nodes' opinions, do not touch it. */
    @Test
    void point09ShouldKeepStatusThroughMerges() {
        final List<Gossiper> nodes = live.cluster("a", "b", "c");
        nodes.get(0).updateNodeStatus(NodeId.of("b"), NodeStatus.SUSPECT_DOWN);
        for (int i = 0; i < 10; i++) {
            nodes.get(1).updateSelf(KEY, "b" + i);
            LiveNodes.awaitValue(nodes.get(0), "b", "b" + i);
            LiveNodes.awaitValue(nodes.get(2), "b", "b" + i);
            assertEquals(NodeStatus.SUSPECT_DOWN, shown(nodes.get(0), "b"));
            assertEquals(NodeStatus.UP, shown(nodes.get(2), "b"));
        }
    }

    /** Whatever names a node that is not shown fails, and changes nothing. */
    @Test
    void point10ShouldFailForUnknownNodes() {
        final Gossiper a = live.cluster("a").get(0);
        final NodeId nobody = NodeId.of("nobody");
        assertThrows(UnknownNodeException.class, () -> a.updateNodeStatus(nobody, NodeStatus.UP));
        assertThrows(UnknownNodeException.class, () -> a.removeNode(nobody));
        assertThrows(UnknownNodeException.class, () -> a.localNodeInfo(nobody));
        assertEquals(Set.of(a.nodeId()), a.localState().keySet());
    }

    /** New is DOWN, absent is gone, alive before it was declared is UP: each at the return of the declaration. */
    @Test
    void point12And13And15And16ShouldShowWhatIsDeclared() {
        final List<Gossiper> nodes = live.cluster("a", "b");
        final Gossiper a = nodes.get(0);
        final Gossiper late = live.open("late");
        late.updateSelf(KEY, "late");
        late.start(GossipStartConfiguration.seeds(a.address()));
        nodes.get(1).updateSelf(KEY, "b");
        LiveNodes.awaitValue(a, "b", "b");
        assertEquals(NodeStatus.INVALID, shown(a, "late"), "point 39");

        final Map<NodeId, NodeUpdate> declared = new HashMap<>(LiveNodes.members(List.of(a, late)));
        declared.put(NodeId.of("new"), new NodeUpdate(Optional.empty(), true, ""));
        a.updateCluster(declared);
        assertEquals(NodeStatus.DOWN, shown(a, "new"));
        assertEquals(NodeStatus.INVALID, shown(a, "b"));
        assertEquals(Optional.empty(), a.value(NodeId.of("b"), KEY));
        LiveNodes.awaitShown(a, "late", NodeStatus.UP);
        LiveNodes.awaitValue(a, "late", "late");
        a.updateCluster(LiveNodes.members(List.of(a, nodes.get(1), late)));
        assertEquals(NodeStatus.UP, shown(a, "b"));
        assertEquals(Optional.of("b"), a.value(NodeId.of("b"), KEY));
    }

    /** N members are declared and some are up: UP with more than half, else suspect, and out after the timeout. */
    @Test
    void point17And19And25ShouldFollowTheDeclaredMajority() {
        final List<Gossiper> nodes = live.cluster("a", "b");
        final Gossiper a = nodes.get(0);
        final Map<NodeId, NodeUpdate> declared = new HashMap<>(LiveNodes.members(nodes));
        declared.put(NodeId.of("x"), new NodeUpdate(Optional.empty(), true, ""));
        a.updateCluster(declared);
        assertTrue(a.view().quorum().inQuorum(), "2 of 3");
        declared.put(NodeId.of("y"), new NodeUpdate(Optional.empty(), true, ""));
        a.updateCluster(declared);
        assertEquals(3, a.view().quorum().needed());
        assertTrue(a.awaitStatus(NodeStatus.SUSPECT_NOT_IN_QUORUM, LiveNodes.PATIENCE));
        assertTrue(a.awaitStatus(NodeStatus.NOT_IN_QUORUM, LiveNodes.PATIENCE));
        a.updateCluster(LiveNodes.members(nodes));
        assertTrue(a.awaitStatus(NodeStatus.UP, LiveNodes.PATIENCE));
    }

    /** Without a quorum a node is UP, whoever is missing. */
    @Test
    void point29ShouldAlwaysBeInQuorumWithNoop() {
        final Gossiper a = live.open("a");
        a.addNode(NodeId.of("x"), NodeStatus.DOWN, true, "");
        a.addNode(NodeId.of("y"), NodeStatus.DOWN, true, "");
        a.start(GossipStartConfiguration.alone().withQuorumProviderType(QuorumProviderType.NOOP));
        assertTrue(a.awaitStatus(NodeStatus.UP, LiveNodes.PATIENCE));
    }
}
