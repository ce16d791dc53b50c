package io.gossip.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.ClusterView;
import io.gossip.GossipEvent;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.QuorumProvider;
import io.gossip.StoreKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** F6, F7, F8, F10 and F12: what is declared is this node's word alone, kept, and looked at whenever it changes. */
class FlawDeclarationTest {
    private static final StoreKey<String> KEY = StoreKey.utf8("key");

    private final ContractNetwork net = new ContractNetwork(6);

    /** F6: nodes that nothing or nonsense was declared to gossip that as theirs, and others adopt it. */
    @Test
    void f6ShouldNotLearnDeclarationsFromPeers() {
        final NodeUpdate nonsense = new NodeUpdate(Optional.of(NodeAddress.parse("10.250.0.1:1")), false, "elsewhere");
        net.node("a");
        final ContractNode undeclared = net.node("b");
        final ContractNode misled = net.node("c");
        final ContractNode a = net.get("a");
        a.declarations().updateCluster(net.members());
        misled.declarations().updateCluster(Map.of(a.id(), nonsense, undeclared.id(), nonsense, misled.id(), nonsense));
        a.start();
        undeclared.start(a.address());
        misled.start(a.address());
        net.awaitShown("b", NodeStatus.UP, "a");
        net.awaitShown("c", NodeStatus.UP, "a");
        for (int tick = 0; tick < 100; tick++) {
            undeclared.write(KEY, "b" + tick);
            misled.write(KEY, "c" + tick);
            net.runTicks(1);
            for (final ClusterView.Member member : a.view().members().values()) {
                assertTrue(member.quorumMember(), member::toString);
                assertEquals("", member.clusterDomain());
                assertEquals(Optional.of(net.get(member.id().value()).address()), member.address());
            }
            assertEquals(3, a.view().quorum().up());
        }
        assertEquals(0, undeclared.view().quorum().members(), "nor does one without a declaration adopt any");
        assertEquals(NodeStatus.NOT_IN_QUORUM, undeclared.self());
    }

    /** F7: what is declared before the start is forgotten by it, but for the flags: one of three is UP alone. */
    @Test
    void f7ShouldKeepWhatWasDeclaredBeforeTheStart() {
        List.of("a", "b", "c").forEach(net::node);
        net.declareAll();
        final ContractNode a = net.get("a");
        a.start();
        net.run(Duration.ofSeconds(30));
        assertEquals(NodeStatus.NOT_IN_QUORUM, a.self());
        assertEquals(3, a.view().quorum().members());
        assertTrue(a.events().stream().noneMatch(event -> event instanceof GossipEvent.SelfStatusChanged));
        net.get("b").start();
        net.await("two of three are", () -> a.self() == NodeStatus.UP);
        a.stop();
        net.get("b").stop();
        a.start();
        net.run(Duration.ofSeconds(30));
        assertEquals(NodeStatus.NOT_IN_QUORUM, a.self(), "after a stop as well");
    }

    /** F8: a node that is not in its own declaration deletes itself, cannot write, and is suspect when it is put back. */
    @Test
    void f8ShouldStayWhenItIsNotInItsOwnDeclaration() {
        net.cluster("a", "b");
        final ContractNode a = net.get("a");
        a.write(KEY, "before");
        net.runTicks(5);
        a.events().clear();
        a.declarations().updateCluster(net.members("b"));
        assertFalse(a.view().members().get(a.id()).quorumMember());
        a.write(KEY, "meanwhile");
        assertEquals(Optional.of("meanwhile"), a.value("a", KEY));
        net.await("b hears it", () -> net.get("b").value("a", KEY).equals(Optional.of("meanwhile")));
        net.runTicks(20);
        assertEquals(NodeStatus.UP, a.self(), "the one member is up");
        assertEquals(net.members().keySet(), net.get("b").store().localState().keySet(), "no ghost");
        a.declarations().updateCluster(Map.of());
        assertEquals(Set.of(a.id()), a.view().members().keySet());
        assertEquals(a.id(), a.store().localNodeInfo(a.id()).id());
        a.declarations().updateCluster(net.members());
        for (int i = 0; i < 100; i++) {
            net.run(Duration.ofMillis(i));
            assertEquals(NodeStatus.UP, a.self());
        }
        assertTrue(
                a.events().stream().noneMatch(event -> event instanceof GossipEvent.SelfStatusChanged),
                () -> a.events().toString());
    }

    private ContractNode inDomain(final String id, final String domain) {
        return net.node(id, config -> config.clusterDomain(domain).quorumProvider(QuorumProvider.failureDomains()));
    }

    /** F10: the own domain changes in the record only: no join, no socket, no evaluation in UP and in doubt. */
    @Test
    void f10ShouldDoAsItsDomainSaysWhenThatChanges() {
        inDomain("a", "x");
        inDomain("b", "y");
        net.activateAll("y");
        net.declareAll();
        net.get("b").start();
        final ContractNode a = net.get("a");
        a.start();
        net.runTicks(10);
        assertFalse(a.isOpen());
        assertTrue(a.declarations().updateSelfClusterDomain("y"));
        net.await("it joins", () -> a.self() == NodeStatus.UP && a.shows("b") == NodeStatus.UP);
        assertEquals("y", a.view().members().get(a.id()).clusterDomain());
        assertTrue(a.declarations().updateSelfClusterDomain("x"));
        assertFalse(a.view().quorum().inQuorum(), "at return");
        net.settle();
        assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, a.self());
        assertTrue(a.declarations().updateSelfClusterDomain("y"));
        net.settle();
        assertEquals(NodeStatus.UP, a.self());
        a.declarations().updateSelfClusterDomain("x");
        net.run(ContractNetwork.QUORUM_TIMEOUT.plusSeconds(5));
        assertEquals(NodeStatus.NOT_IN_QUORUM, a.self());
        assertFalse(a.isOpen(), "it has left");
        assertEquals(NodeStatus.DOWN, net.get("b").shows("a"));
    }

    /** F12: a quorum that is there again is not noticed before some event: by a return of a peer it is, in every state. */
    @Test
    void f12ShouldNoticeAQuorumThatIsThereAgain() {
        net.cluster("a", "b");
        final ContractNode a = net.get("a");
        net.get("b").pause();
        net.await("lost", () -> a.self() == NodeStatus.SUSPECT_NOT_IN_QUORUM);
        net.get("b").resume();
        net.await("back", () -> a.shows("b") == NodeStatus.UP);
        assertEquals(NodeStatus.UP, a.self());
        net.get("b").pause();
        net.await("out", () -> a.self() == NodeStatus.NOT_IN_QUORUM);
        net.get("b").resume();
        net.await("back", () -> a.shows("b") == NodeStatus.UP);
        assertEquals(NodeStatus.UP, a.self());
        a.declarations()
                .updateCluster(
                        Map.of(a.id(), NodeUpdate.member(a.address()), NodeId.of("x"), NodeUpdate.member(a.address())));
        net.settle();
        assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, a.self());
    }
}
