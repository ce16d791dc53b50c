package io.gossip.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.ClusterView;
import io.gossip.GossipException;
import io.gossip.GossipStore;
import io.gossip.InvalidValueException;
import io.gossip.MembershipMode;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.StoreKey;
import io.gossip.UnknownNodeException;
import io.gossip.core.fixture.Cluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Single nodes declared and undeclared, and statuses set by the application. What must hold: all of it is in the view at
 * return, before start, while running and after stop; it is one declaration with {@code updateCluster}; an opinion of a peer
 * stands until that member turns and no longer; one of this node stands until its next event and moves nothing; nothing of it
 * reaches another node.
 */
class DeclaredNodesTest {
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final NodeId A = Cluster.id(0);
    private static final NodeId B = Cluster.id(1);
    private static final NodeId C = Cluster.id(2);
    private static final StoreKey<String> KEY = StoreKey.utf8("key");

    private final Net net = new Net();

    private static Map<NodeId, NodeUpdate> declaration(final int... nodes) {
        final Map<NodeId, NodeUpdate> all = new HashMap<>();
        for (final int n : nodes) {
            all.put(Cluster.id(n), NodeUpdate.member(Cluster.address(n)));
        }
        return all;
    }

    private Net.Peer start(final int n, final int... declared) {
        return start(n, Net.config(n).build(), declared);
    }

    private Net.Peer start(final int n, final NodeConfig config, final int... declared) {
        final Net.Peer peer = net.create(n, config);
        peer.node.updateCluster(declaration(declared));
        net.start(peer);
        return peer;
    }

    private void await(final String what, final BooleanSupplier condition) {
        assertTrue(net.runUntil(LONG, condition), what);
    }

    private static NodeStatus status(final Net.Peer at, final NodeId of) {
        final ClusterView.Member member = at.node.store().view().members().get(of);
        return member == null ? null : member.status();
    }

    private void awaitStatus(final Net.Peer at, final NodeId of, final NodeStatus status) {
        await(of + " is " + status, () -> status(at, of) == status);
    }

    private static void refuses(
            final Class<? extends GossipException> type, final String named, final Executable call) {
        final GossipException e = assertThrows(type, call);
        assertTrue(e.getMessage().contains(named), e.getMessage());
    }

    @Test
    void shouldShowAnAddedNodeAsItWasAddedInEveryPhase() {
        final Net.Peer a = net.create(0, Net.config(0).build());
        final GossipStore store = a.node.store();
        store.addNode(B, NodeStatus.NEVER_GOSSIPED, true, "east");
        assertEquals(NodeStatus.NEVER_GOSSIPED, status(a, B));
        final ClusterView.Member added = store.view().members().get(B);
        assertTrue(added.quorumMember());
        assertEquals("east", added.clusterDomain());
        assertEquals(Optional.empty(), added.address());
        assertEquals(1, store.view().quorum().members());
        net.start(a);
        net.run(Duration.ofSeconds(5));
        assertEquals(NodeStatus.NEVER_GOSSIPED, status(a, B), "nobody was met");
        store.addNode(C, NodeStatus.UP, false, "");
        assertEquals(NodeStatus.UP, status(a, C));
        assertEquals(1, store.view().quorum().members(), "no quorum member");
        a.node.stop();
        store.addNode(Cluster.id(3), NodeStatus.SUSPECT_DOWN, true, "");
        assertEquals(NodeStatus.SUSPECT_DOWN, status(a, Cluster.id(3)));
        assertEquals(2, store.view().quorum().members());
    }

    @Test
    void shouldHideNodesOfInvalidStatusFromQueriesForValues() {
        final GossipStore store = net.create(0, Net.config(0).build()).node.store();
        for (final NodeStatus status : NodeStatus.values()) {
            store.addNode(B, status, true, "");
            assertEquals(status.isValid(), store.storeKeyValue("any").containsKey(B), status::toString);
            assertEquals(status, store.localNodeInfo(B).status());
        }
    }

    @Test
    void shouldKeepAddressAndValuesOfANodeThatIsAddedAgain() {
        final Net.Peer a = start(0, 0, 1);
        final Net.Peer b = start(1, 0, 1);
        awaitStatus(a, B, NodeStatus.UP);
        b.node.store().updateSelf(KEY, "value");
        await("value", () -> a.node.store().value(B, KEY).isPresent());
        a.node.store().addNode(B, NodeStatus.DOWN, false, "west");
        final ClusterView.Member again = a.node.store().view().members().get(B);
        assertEquals(NodeStatus.DOWN, again.status());
        assertFalse(again.quorumMember());
        assertEquals("west", again.clusterDomain());
        assertEquals(Optional.of("value"), a.node.store().value(B, KEY));
        assertEquals(1, a.node.store().view().quorum().members());
        net.kill(b);
        net.run(LONG);
        assertEquals(
                Optional.of(Cluster.address(1)),
                a.node.store().view().members().get(B).address());
    }

    /** Contract (c): a node that is alive in membership is UP once it has a record, whatever it was added as. */
    @Test
    void shouldShowANewNodeThatIsThereAsUp() {
        final Net.Peer a = start(0, 0);
        start(1, 0, 1);
        net.run(Duration.ofSeconds(10));
        assertEquals(null, status(a, B));
        a.node.store().addNode(B, NodeStatus.DOWN, true, "");
        assertEquals(NodeStatus.UP, status(a, B));
        a.node.store().removeNode(B);
        assertEquals(null, status(a, B));
        a.node.store().addNode(B, NodeStatus.NEVER_GOSSIPED, true, "");
        assertEquals(NodeStatus.UP, status(a, B));
    }

    @Test
    void shouldLetMembershipHaveTheNextWordOnAnAddedNode() {
        final Net.Peer a = start(0, 0);
        a.node.store().addNode(B, NodeStatus.NEVER_GOSSIPED, true, "");
        final Net.Peer b = start(1, 0, 1);
        awaitStatus(a, B, NodeStatus.UP);
        net.kill(b);
        awaitStatus(a, B, NodeStatus.DOWN);
        net.run(Duration.ofHours(3));
        assertEquals(NodeStatus.DOWN, status(a, B), "forgotten, and the old opinion with it");
    }

    @Test
    void shouldKeepAnOpinionUntilTheMemberTurns() {
        final Net.Peer a = start(0, 0, 1, 2);
        final Net.Peer b = start(1, 0, 1, 2);
        final Net.Peer c = start(2, 0, 1, 2);
        awaitStatus(a, B, NodeStatus.UP);
        awaitStatus(a, C, NodeStatus.UP);
        a.node.store().updateNodeStatus(B, NodeStatus.DOWN);
        net.run(LONG);
        assertEquals(NodeStatus.DOWN, status(a, B), "rumors and probes of it are no turn");
        assertEquals(NodeStatus.UP, status(c, B), "a local opinion");
        net.kill(b);
        awaitStatus(c, B, NodeStatus.DOWN);
        a.node.store().updateNodeStatus(B, NodeStatus.UP);
        assertEquals(NodeStatus.UP, status(a, B));
        start(1, 0, 1, 2);
        awaitStatus(c, B, NodeStatus.UP);
        net.kill(net.peers.get(Cluster.address(1)));
        awaitStatus(a, B, NodeStatus.DOWN);
    }

    @Test
    void shouldEndAnOpinionWhenTheMemberComesInANewLife() {
        final Net.Peer a = start(0, 0, 1);
        start(1, 0, 1);
        awaitStatus(a, B, NodeStatus.UP);
        a.node.store().updateNodeStatus(B, NodeStatus.SUSPECT_DOWN);
        start(1, 0, 1);
        awaitStatus(a, B, NodeStatus.UP);
    }

    @Test
    void shouldLookAtTheQuorumWhenAnOpinionChanges() {
        final Net.Peer a = start(0, 0, 1);
        start(1, 0, 1);
        awaitStatus(a, A, NodeStatus.UP);
        a.node.store().updateNodeStatus(B, NodeStatus.DOWN);
        net.run(Duration.ofMillis(10));
        assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, status(a, A));
        a.node.store().updateNodeStatus(B, NodeStatus.UP);
        net.run(Duration.ofMillis(10));
        assertEquals(NodeStatus.UP, status(a, A));
    }

    @Test
    void shouldTakeTheQuorumOfWhatIsAddedAndRemoved() {
        final Net.Peer a = start(0, 0);
        net.run(Duration.ofMillis(10));
        assertEquals(NodeStatus.UP, status(a, A));
        a.node.store().addNode(B, NodeStatus.DOWN, true, "");
        net.run(Duration.ofMillis(10));
        assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, status(a, A));
        a.node.store().removeNode(B);
        net.run(Duration.ofMillis(10));
        assertEquals(NodeStatus.UP, status(a, A));
    }

    @Test
    void shouldForgetOpinionsWithTheDeclaration() {
        final Net.Peer a = net.create(0, Net.config(0).build());
        a.node.updateCluster(declaration(0, 1));
        a.node.store().updateNodeStatus(B, NodeStatus.UP);
        a.node.updateCluster(declaration(0, 1, 2));
        assertEquals(NodeStatus.UP, status(a, B), "kept");
        a.node.updateCluster(declaration(0));
        a.node.updateCluster(declaration(0, 1));
        assertEquals(NodeStatus.DOWN, status(a, B), "a new node");
    }

    @Test
    void shouldNameTheUnknownNodeAndChangeNothing() {
        final Net.Peer a = start(0, 0);
        start(1, 0, 1);
        net.run(Duration.ofSeconds(10));
        final GossipStore store = a.node.store();
        final long before = store.view().changeNumber();
        refuses(UnknownNodeException.class, "'" + B + "'", () -> store.updateNodeStatus(B, NodeStatus.DOWN));
        refuses(UnknownNodeException.class, "'" + B + "'", () -> store.removeNode(B));
        refuses(InvalidValueException.class, "status=null", () -> store.addNode(B, null, true, ""));
        refuses(InvalidValueException.class, "clusterDomain", () -> store.addNode(B, NodeStatus.UP, true, null));
        refuses(
                InvalidValueException.class,
                "clusterDomain",
                () -> store.addNode(B, NodeStatus.UP, true, "x".repeat(256)));
        refuses(InvalidValueException.class, "nodeId=null", () -> store.addNode(null, NodeStatus.UP, true, ""));
        refuses(InvalidValueException.class, "nodeId=null", () -> store.removeNode(null));
        refuses(InvalidValueException.class, "status=null", () -> store.updateSelfStatus(null));
        assertEquals(before, store.view().changeNumber());
    }

    /** Flaw F8 of the reference: there a node that is removed is gone for itself, and cannot write any more. */
    @Test
    void shouldStayShownAndUsableWhenItIsRemovedItself() {
        final Net.Peer a = start(0, 0, 1);
        start(1, 0, 1);
        awaitStatus(a, A, NodeStatus.UP);
        for (int i = 0; i < 2; i++) {
            a.node.store().removeNode(A);
            assertFalse(a.node.store().view().members().get(A).quorumMember());
            assertEquals(1, a.node.store().view().quorum().members());
        }
        net.run(Duration.ofSeconds(1));
        assertEquals(NodeStatus.UP, status(a, A), "the one quorum member left is up");
        a.node.store().updateSelf(KEY, "still");
        assertEquals(Optional.of("still"), a.node.store().value(A, KEY));
        a.node.store().addNode(A, NodeStatus.DOWN, true, "north");
        net.run(Duration.ofMillis(10));
        assertEquals(NodeStatus.UP, status(a, A), "adding is an event");
        assertEquals("north", a.node.store().view().members().get(A).clusterDomain());
        assertEquals(2, a.node.store().view().quorum().members());
    }

    @Test
    void shouldShowAStatusOfItsOwnUntilTheNextEventAndMoveNothingByIt() {
        final Net.Peer a = start(0, 0, 1);
        final Net.Peer b = start(1, 0, 1);
        awaitStatus(a, A, NodeStatus.UP);
        net.run(Duration.ofSeconds(5));
        a.node.store().updateSelfStatus(NodeStatus.DOWN);
        assertEquals(NodeStatus.DOWN, a.node.store().selfStatus());
        assertEquals(NodeStatus.DOWN, status(a, A));
        net.run(Duration.ofSeconds(5));
        assertEquals(NodeStatus.DOWN, a.node.store().selfStatus(), "nothing happened");
        assertEquals(NodeStatus.UP, status(b, A), "it is never told");
        a.node.store().addNode(C, NodeStatus.DOWN, false, "");
        net.run(Duration.ofMillis(10));
        assertEquals(NodeStatus.UP, a.node.store().selfStatus(), "DOWN was no state of the machine");
    }

    @Test
    void shouldDropAStatusOfItsOwnAtTheStartAndKeepOneThatIsSetAfterTheEnd() {
        final Net.Peer a = net.create(0, Net.config(0).build());
        a.node.store().updateSelfStatus(NodeStatus.UP);
        assertEquals(NodeStatus.UP, a.node.store().selfStatus());
        a.node.updateCluster(declaration(0, 1));
        assertEquals(NodeStatus.UP, a.node.store().selfStatus(), "no machine runs yet");
        net.start(a);
        assertEquals(NodeStatus.NOT_IN_QUORUM, a.node.store().selfStatus());
        a.node.leave(net.nowNs);
        net.run(Duration.ofSeconds(5));
        assertEquals(NodeStatus.DOWN, a.node.store().selfStatus());
        a.node.store().updateSelfStatus(NodeStatus.NEVER_GOSSIPED);
        assertEquals(NodeStatus.NEVER_GOSSIPED, a.node.store().selfStatus());
        assertFalse(a.node.store().storeKeyValue("any").containsKey(A));
    }

    /** What an opinion says holds for the view of open membership, too, and for the quorum that is only counted there. */
    @Test
    void shouldTakeOpinionsOnMembersWhereMembershipIsOpen() {
        final NodeConfig config =
                Net.config(0).membershipMode(MembershipMode.OPEN).build();
        final Net.Peer a = net.start(0, config, 1);
        net.start(1, Net.config(1).membershipMode(MembershipMode.OPEN).build());
        awaitStatus(a, B, NodeStatus.UP);
        a.node.store().addNode(C, NodeStatus.UP, true, "");
        assertEquals(Set.of(A, B), a.node.store().view().members().keySet(), "no member yet");
        refuses(UnknownNodeException.class, C.value(), () -> a.node.store().updateNodeStatus(C, NodeStatus.UP));
        a.node.store().removeNode(C);
        refuses(UnknownNodeException.class, B.value(), () -> a.node.store().removeNode(B));
        a.node.store().updateNodeStatus(B, NodeStatus.DOWN);
        net.run(Duration.ofMillis(10));
        assertEquals(NodeStatus.DOWN, status(a, B));
        assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, status(a, A));
    }

    @ParameterizedTest
    @EnumSource
    void shouldAdviseToGoItselfUnlessItIsUp(final NodeStatus status) {
        final Net.Peer a = net.create(0, Net.config(0).build());
        final NodeId nobody = NodeId.of("nobody");
        a.node.store().updateSelfStatus(status);
        assertEquals(status == NodeStatus.UP ? nobody : A, a.node.declarations().externalNodeLeave(nobody));
        refuses(InvalidValueException.class, "nodeId=null", () -> a.node.declarations()
                .externalNodeLeave(null));
        assertEquals(List.of(), a.events);
    }

    /** Calls of several threads and the node's own ends of opinions, all on one declaration: none undoes another. */
    @Test
    void shouldLoseNoCallOfAnyThread() throws InterruptedException {
        final Net.Peer a = start(0, 0);
        final int threads = 3;
        final int each = 200;
        final Thread[] others = new Thread[threads];
        for (int t = 0; t < threads; t++) {
            final int first = 10 + t * each;
            others[t] = new Thread(() -> {
                for (int n = first; n < first + each; n++) {
                    final NodeId id = Cluster.id(n);
                    a.node.store().addNode(id, NodeStatus.UP, n % 2 == 0, "");
                    a.node.store().updateNodeStatus(id, NodeStatus.SUSPECT_DOWN);
                    a.node.store().updateSelfStatus(NodeStatus.NOT_IN_QUORUM);
                    if (n % 4 == 0) {
                        a.node.store().removeNode(id);
                    }
                }
            });
            others[t].start();
        }
        while (others[0].isAlive() || others[1].isAlive() || others[2].isAlive()) {
            net.nowNs += Net.MS;
            a.node.doWork(net.nowNs);
        }
        for (final Thread other : others) {
            other.join();
        }
        final Map<NodeId, NodeStatus> expected = new HashMap<>();
        for (int n = 10; n < 10 + threads * each; n++) {
            if (n % 4 != 0) {
                expected.put(Cluster.id(n), NodeStatus.SUSPECT_DOWN);
            }
        }
        final Map<NodeId, NodeStatus> shown = new HashMap<>();
        a.node.store().view().members().forEach((id, member) -> shown.put(id, member.status()));
        shown.remove(A);
        assertEquals(expected, shown);
    }
}
