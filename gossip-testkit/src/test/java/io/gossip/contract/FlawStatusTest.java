package io.gossip.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.GossipEvent;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.StoreKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** F12, F17, F18 and F24: a status follows whatever it is made of, at once, and tells of it. */
class FlawStatusTest {
    private static final StoreKey<String> KEY = StoreKey.utf8("key");

    private final ContractNetwork net = new ContractNetwork(17);

    private ContractNode a;

    private void cluster(final String... ids) {
        net.cluster(ids);
        a = net.get("a");
    }

    /** F12: adding, removing and judging nodes changes the quorum, and nobody looks before the next event. */
    @Test
    void f12ShouldLookAtTheQuorumAfterEachCallThatChangesIt() {
        cluster("a", "b");
        a.store().addNode(NodeId.of("x"), NodeStatus.DOWN, true, "");
        a.store().addNode(NodeId.of("y"), NodeStatus.DOWN, true, "");
        assertStatus(NodeStatus.SUSPECT_NOT_IN_QUORUM);
        a.store().removeNode(NodeId.of("y"));
        assertStatus(NodeStatus.UP);
        a.store().updateNodeStatus(NodeId.of("b"), NodeStatus.DOWN);
        assertStatus(NodeStatus.SUSPECT_NOT_IN_QUORUM);
        a.store().updateNodeStatus(NodeId.of("x"), NodeStatus.UP);
        assertStatus(NodeStatus.UP);
        a.store().addNode(a.id(), NodeStatus.UP, false, "");
        assertStatus(NodeStatus.SUSPECT_NOT_IN_QUORUM);
        a.store().addNode(NodeId.of("x"), NodeStatus.UP, false, "");
        a.store().updateNodeStatus(NodeId.of("b"), NodeStatus.UP);
        assertStatus(NodeStatus.UP);
    }

    private void assertStatus(final NodeStatus expected) {
        assertEquals(expected == NodeStatus.UP, a.view().quorum().inQuorum(), "at return");
        net.settle();
        assertEquals(expected, a.self());
    }

    /** F12: values and news that come in change no quorum by themselves, and cannot keep a lost one. */
    @Test
    void f12ShouldNotTakeTrafficForAQuorum() {
        cluster("a", "b", "c");
        net.get("c").crash();
        net.awaitShown("c", NodeStatus.DOWN, "a", "b");
        a.store().updateNodeStatus(NodeId.of("b"), NodeStatus.DOWN);
        assertStatus(NodeStatus.SUSPECT_NOT_IN_QUORUM);
        for (int i = 0; i < 300; i++) {
            net.get("b").write(KEY, "b" + i);
            net.runTicks(1);
            assertFalse(a.view().quorum().inQuorum());
        }
        net.run(Duration.ofSeconds(2));
        assertEquals(NodeStatus.NOT_IN_QUORUM, a.self());
    }

    /** F17: the timeout of an earlier loss ends a later one too soon, and that of an earlier run a later run. */
    @Test
    void f17ShouldNotTakeOneLossForAnother() {
        cluster("a", "b");
        final NodeId b = NodeId.of("b");
        for (int stepMs = 1; stepMs < 60_000; stepMs += 4_999) {
            a.store().updateNodeStatus(b, NodeStatus.DOWN);
            assertStatus(NodeStatus.SUSPECT_NOT_IN_QUORUM);
            net.run(Duration.ofMillis(stepMs));
            a.store().updateNodeStatus(b, NodeStatus.UP);
            assertStatus(NodeStatus.UP);
            a.store().updateNodeStatus(b, NodeStatus.DOWN);
            assertStatus(NodeStatus.SUSPECT_NOT_IN_QUORUM);
            net.run(Duration.ofMillis(59_990));
            assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, a.self(), "step " + stepMs);
            net.run(Duration.ofMillis(20));
            assertEquals(NodeStatus.NOT_IN_QUORUM, a.self(), "step " + stepMs);
            a.store().updateNodeStatus(b, NodeStatus.UP);
            assertStatus(NodeStatus.UP);
        }
        a.store().updateNodeStatus(b, NodeStatus.DOWN);
        net.run(Duration.ofSeconds(50));
        a.stop();
        a.start();
        net.awaitAllUp();
        a.store().updateNodeStatus(b, NodeStatus.DOWN);
        net.run(Duration.ofSeconds(50));
        assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, a.self());
    }

    /** F18: nobody is told when a status changes: here each change is an event, of peers, of oneself, of the quorum. */
    @Test
    void f18ShouldTellOfEachChange() {
        cluster("a", "b");
        a.events().clear();
        a.store().addNode(NodeId.of("x"), NodeStatus.DOWN, true, "");
        a.store().addNode(NodeId.of("y"), NodeStatus.SUSPECT_DOWN, true, "");
        net.settle();
        a.store().removeNode(NodeId.of("x"));
        net.settle();
        assertEquals(
                List.of("x INVALID DOWN", "y INVALID SUSPECT_DOWN", "x DOWN INVALID"),
                events(GossipEvent.PeerStatusChanged.class)
                        .map(event -> event.node() + " " + event.before() + " " + event.after())
                        .toList());
        assertEquals(
                List.of(NodeStatus.SUSPECT_NOT_IN_QUORUM, NodeStatus.UP),
                events(GossipEvent.SelfStatusChanged.class)
                        .map(GossipEvent.SelfStatusChanged::after)
                        .toList());
        assertEquals(
                List.of("2 of 4", "2 of 3"),
                events(GossipEvent.QuorumChanged.class)
                        .map(event ->
                                event.quorum().up() + " of " + event.quorum().members())
                        .toList());
        assertTrue(a.view().changeNumber() > 0);
    }

    /**
     * F24: a node that counts members which the others do not is UP for them, and they cannot see that it is out of quorum.
     * Here it says so itself, and for their quorum it stays what they see.
     */
    @Test
    void f24ShouldShowWhatAPeerThinksOfItself() {
        cluster("a", "b", "c");
        awaitReported("a", NodeStatus.UP, "b", "c");
        final List<String> missing = List.of("x", "y", "z");
        missing.forEach(id -> a.store().addNode(NodeId.of(id), NodeStatus.DOWN, true, ""));
        awaitReported("a", NodeStatus.SUSPECT_NOT_IN_QUORUM, "b", "c");
        net.run(ContractNetwork.QUORUM_TIMEOUT);
        awaitReported("a", NodeStatus.NOT_IN_QUORUM, "b", "c");
        assertEquals(NodeStatus.NOT_IN_QUORUM, a.reported("a"));
        assertEquals(NodeStatus.INVALID, a.reported("x"), "never heard of");
        for (final ContractNode other : List.of(net.get("b"), net.get("c"))) {
            assertEquals(NodeStatus.UP, other.shows("a"));
            assertEquals(NodeStatus.UP, other.self());
            assertEquals(3, other.view().quorum().up());
            assertEquals(NodeStatus.UP, a.reported(other.id().toString()));
        }
        missing.forEach(id -> a.store().removeNode(NodeId.of(id)));
        awaitReported("a", NodeStatus.UP, "b", "c");
    }

    /** F24: those on the smaller side see each other UP; that this helps nobody is to be seen only from what they say. */
    @Test
    void f24ShouldShowThatPeersOnThisSideOfACutAreOutOfQuorum() {
        cluster("a", "b", "c", "d", "e");
        final ContractNode b = net.get("b");
        awaitReported("c", NodeStatus.UP, "a", "b");
        net.faults().partition(Set.of(a.address(), b.address()));
        awaitReported("a", NodeStatus.NOT_IN_QUORUM, "b");
        awaitReported("b", NodeStatus.NOT_IN_QUORUM, "a");
        assertEquals(NodeStatus.UP, a.shows("b"));
        assertEquals(NodeStatus.UP, b.shows("a"));
        assertEquals(NodeStatus.DOWN, a.shows("c"));
        assertEquals(NodeStatus.UP, a.reported("c"), "its last word");
        net.faults().heal();
        net.awaitAllUp();
        awaitReported("a", NodeStatus.UP, "b", "c", "d", "e");
        awaitReported("c", NodeStatus.UP, "a", "b");
    }

    private void awaitReported(final String subject, final NodeStatus status, final String... observers) {
        net.await(subject + " reports " + status, () -> Stream.of(observers)
                .allMatch(id -> net.get(id).reported(subject) == status));
    }

    private <T extends GossipEvent> Stream<T> events(final Class<T> kind) {
        return a.events().stream().filter(kind::isInstance).map(kind::cast);
    }
}
