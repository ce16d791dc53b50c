package io.gossip.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.ClusterView;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.StoreKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Points 12 to 17: the declared membership is complete, visible at return, and no opinion of its own. */
class UpdateClusterContractTest {
    private static final StoreKey<String> KEY = StoreKey.utf8("key");
    private static final NodeAddress ELSEWHERE = NodeAddress.parse("10.5.5.5:7946");

    private final ContractNetwork net = new ContractNetwork(12);

    private static NodeUpdate unknown(final boolean quorumMember, final String domain) {
        return new NodeUpdate(Optional.of(ELSEWHERE), quorumMember, domain);
    }

    private static ClusterView.Member member(final ContractNode observer, final String id) {
        return observer.view().members().get(NodeId.of(id));
    }

    /** A node that is declared and that nobody has heard of is DOWN, at return, before and after start. */
    @Test
    void point12ShouldShowANewNodeDown() {
        final ContractNode a = net.node("a");
        a.declarations().updateCluster(Map.of(a.id(), unknown(true, ""), NodeId.of("x"), unknown(true, "")));
        assertEquals(NodeStatus.DOWN, a.shows("x"));
        a.start();
        net.runTicks(5);
        a.declarations()
                .updateCluster(Map.of(
                        a.id(),
                        unknown(true, ""),
                        NodeId.of("x"),
                        unknown(true, ""),
                        NodeId.of("y"),
                        unknown(true, "")));
        assertEquals(NodeStatus.DOWN, a.shows("x"));
        assertEquals(NodeStatus.DOWN, a.shows("y"));
        assertTrue(a.store().storeKeyValue(KEY).get(NodeId.of("y")).value().isEmpty(), "shown as one without a value");
        net.runTicks(50);
        assertEquals(NodeStatus.DOWN, a.shows("y"));
    }

    /** A node that is not declared any more is gone from every way of reading, at return. */
    @Test
    void point13ShouldRemoveWhoIsAbsent() {
        net.cluster("a", "b", "c");
        final ContractNode a = net.get("a");
        net.get("b").write(KEY, "b");
        net.await("a has the value", () -> a.value("b", KEY).isPresent());
        a.declarations().updateCluster(net.members("a", "c"));
        assertEquals(Set.of(NodeId.of("a"), NodeId.of("c")), a.view().members().keySet());
        assertEquals(
                Set.of(NodeId.of("a"), NodeId.of("c")), a.store().localState().keySet());
        assertFalse(a.store().storeKeyValue(KEY).containsKey(NodeId.of("b")));
        assertEquals(Optional.empty(), a.value("b", KEY));
        assertEquals(Set.of(), a.store().storeKeys());
        net.runTicks(50);
        assertEquals(NodeStatus.INVALID, a.shows("b"), "it gossips on, and stays hidden");
    }

    /** Quorum membership, failure domain and address are those of the last declaration, of peers and of oneself. */
    @Test
    void point14ShouldOverwriteDeclaredFieldsItsOwnToo() {
        final ContractNode a = net.node("a");
        final NodeId x = NodeId.of("x");
        a.declarations().updateCluster(Map.of(a.id(), unknown(true, "east"), x, unknown(true, "east")));
        assertTrue(member(a, "a").quorumMember());
        assertEquals("east", member(a, "a").clusterDomain());
        a.declarations()
                .updateCluster(Map.of(
                        a.id(), unknown(false, "west"), x, new NodeUpdate(Optional.of(a.address()), false, "north")));
        assertFalse(member(a, "a").quorumMember());
        assertEquals("west", member(a, "a").clusterDomain());
        assertFalse(member(a, "x").quorumMember());
        assertEquals("north", member(a, "x").clusterDomain());
        assertEquals(Optional.of(a.address()), member(a, "x").address());
        assertEquals("west", a.store().localNodeInfo(a.id()).clusterDomain());
    }

    /** What is declared is no word on whether a node is up, nor on what it published. */
    @Test
    void point15ShouldKeepStatusAndValue() {
        net.cluster("a", "b", "c");
        final ContractNode a = net.get("a");
        net.get("b").write(KEY, "b");
        net.await("a has the value", () -> a.value("b", KEY).isPresent());
        net.get("c").crash();
        net.awaitShown("c", NodeStatus.DOWN, "a");
        a.declarations()
                .updateCluster(Map.of(
                        a.id(),
                        unknown(true, ""),
                        NodeId.of("b"),
                        unknown(false, "west"),
                        NodeId.of("c"),
                        unknown(false, "west")));
        assertEquals(NodeStatus.UP, a.shows("b"));
        assertEquals(NodeStatus.DOWN, a.shows("c"));
        assertEquals(Optional.of("b"), a.value("b", KEY));
    }

    /** Who is alive and unknown to the declaration is UP as soon as it is declared: membership is asked, no news awaited. */
    @Test
    void point16ShouldShowANodeUpWhenItWasAliveBefore() {
        net.cluster("a", "b");
        final ContractNode a = net.get("a");
        final ContractNode late = net.node("late");
        late.start(a.address());
        late.write(KEY, "late");
        net.run(Duration.ofSeconds(10));
        assertEquals(NodeStatus.INVALID, a.shows("late"));
        a.declarations().updateCluster(net.members());
        assertEquals(NodeStatus.UP, a.shows("late"));
        assertEquals(Optional.of("late"), a.value("late", KEY));
    }

    /** Every declaration is looked at for the quorum, in each state that is not DOWN, and explained at return. */
    @Test
    void point17ShouldEvaluateTheQuorumAnew() {
        net.cluster("a");
        final ContractNode a = net.get("a");
        final Map<NodeId, NodeUpdate> few = net.members();
        final Map<NodeId, NodeUpdate> many =
                Map.of(a.id(), unknown(true, ""), NodeId.of("x"), unknown(true, ""), NodeId.of("y"), unknown(true, ""));
        a.declarations().updateCluster(many);
        assertEquals(1, a.view().quorum().up());
        assertEquals(2, a.view().quorum().needed());
        net.settle();
        assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, a.self());
        a.declarations().updateCluster(few);
        net.settle();
        assertEquals(NodeStatus.UP, a.self());
        a.declarations().updateCluster(many);
        net.run(ContractNetwork.QUORUM_TIMEOUT.plusSeconds(1));
        assertEquals(NodeStatus.NOT_IN_QUORUM, a.self());
        a.declarations().updateCluster(few);
        net.settle();
        assertEquals(NodeStatus.UP, a.self());
    }
}
