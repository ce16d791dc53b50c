package io.gossip.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.gossip.GossipEvent;
import io.gossip.GossipEvent.MemberFailed;
import io.gossip.GossipEvent.MemberJoined;
import io.gossip.GossipEvent.PeerStatusChanged;
import io.gossip.GossipEvent.QuorumChanged;
import io.gossip.GossipEvent.SelfStatusChanged;
import io.gossip.MembershipMode;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.StoreKey;
import io.gossip.core.fixture.Cluster;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * What listeners are told of statuses, the quorum and keys. What must hold: put one after the other, the changes lead from
 * nothing to what the view shows, each beginning where the last ended; what follows from a membership event comes after it;
 * and values are told of those only that are shown.
 */
class NodeReportsTest {
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final NodeId A = Cluster.id(0);
    private static final NodeId B = Cluster.id(1);
    private static final StoreKey<String> KEY = StoreKey.utf8("key");

    private final Net net = new Net();

    private static Map<NodeId, NodeUpdate> declaration(final int... nodes) {
        final Map<NodeId, NodeUpdate> all = new HashMap<>();
        for (final int n : nodes) {
            all.put(Cluster.id(n), NodeUpdate.member(Cluster.address(n)));
        }
        return all;
    }

    private Net.Peer start(final int n, final NodeConfig config, final int... declared) {
        final Net.Peer peer = net.create(n, config);
        peer.node.updateCluster(declaration(declared));
        net.start(peer);
        return peer;
    }

    private Net.Peer start(final int n, final int... declared) {
        return start(n, Net.config(n).build(), declared);
    }

    private void await(final String what, final BooleanSupplier condition) {
        assertTrue(net.runUntil(LONG, condition), what);
    }

    private void awaitStatus(final Net.Peer at, final NodeId of, final NodeStatus status) {
        await(
                of + " is " + status,
                () -> at.node.store().view().members().get(of).status() == status);
    }

    private static <T extends GossipEvent> List<T> of(final Net.Peer peer, final Class<T> kind) {
        return peer.events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static void assertLeadsToTheView(final Net.Peer peer) {
        final Map<NodeId, NodeStatus> told = new HashMap<>();
        for (final PeerStatusChanged change : of(peer, PeerStatusChanged.class)) {
            assertEquals(told.getOrDefault(change.node(), NodeStatus.INVALID), change.before(), change::toString);
            assertTrue(change.before() != change.after(), change::toString);
            told.put(change.node(), change.after());
        }
        told.values().removeIf(NodeStatus.INVALID::equals);
        NodeStatus self = NodeStatus.NOT_IN_QUORUM;
        for (final SelfStatusChanged change : of(peer, SelfStatusChanged.class)) {
            assertEquals(self, change.before(), change::toString);
            self = change.after();
        }
        told.put(peer.id(), self);
        final Map<NodeId, NodeStatus> shown = new HashMap<>();
        peer.node.store().view().members().forEach((id, member) -> shown.put(id, member.status()));
        assertEquals(shown, told);
    }

    @Test
    void shouldTellEachStatusAPeerIsShownWith() {
        final Net.Peer a = start(0, 0, 1);
        net.run(Duration.ofSeconds(1));
        final Net.Peer b = start(1, 0, 1);
        awaitStatus(a, B, NodeStatus.UP);
        net.kill(b);
        awaitStatus(a, B, NodeStatus.DOWN);
        a.node.store().updateNodeStatus(B, NodeStatus.NEVER_GOSSIPED);
        net.run(Duration.ofMillis(10));
        a.node.store().removeNode(B);
        net.run(Duration.ofMillis(10));
        assertEquals(
                List.of(
                        new PeerStatusChanged(B, NodeStatus.INVALID, NodeStatus.DOWN),
                        new PeerStatusChanged(B, NodeStatus.DOWN, NodeStatus.UP),
                        new PeerStatusChanged(B, NodeStatus.UP, NodeStatus.DOWN),
                        new PeerStatusChanged(B, NodeStatus.DOWN, NodeStatus.NEVER_GOSSIPED),
                        new PeerStatusChanged(B, NodeStatus.NEVER_GOSSIPED, NodeStatus.INVALID)),
                of(a, PeerStatusChanged.class));
        assertLeadsToTheView(a);
        assertBefore(a, MemberJoined.class, new PeerStatusChanged(B, NodeStatus.DOWN, NodeStatus.UP));
        assertBefore(a, MemberFailed.class, new PeerStatusChanged(B, NodeStatus.UP, NodeStatus.DOWN));
    }

    private static void assertBefore(
            final Net.Peer peer, final Class<? extends GossipEvent> cause, final GossipEvent effect) {
        final int at = peer.events.indexOf(effect);
        assertTrue(peer.events.subList(0, at).stream().anyMatch(cause::isInstance), peer.events::toString);
    }

    @Test
    void shouldNotTellStatusesOfThoseWhoAreNotShown() {
        final Net.Peer a = start(0, 0);
        start(1, 0, 1);
        await("met", () -> !of(a, MemberJoined.class).isEmpty());
        net.run(Duration.ofSeconds(5));
        assertEquals(List.of(), of(a, PeerStatusChanged.class));
        a.node.updateCluster(declaration(0, 1));
        net.run(Duration.ofMillis(10));
        assertEquals(
                List.of(new PeerStatusChanged(B, NodeStatus.INVALID, NodeStatus.UP)), of(a, PeerStatusChanged.class));
        assertLeadsToTheView(a);
    }

    @Test
    void shouldTellStatusesOfMembersWhereMembershipIsOpen() {
        final Net.Peer a =
                net.start(0, Net.config(0).membershipMode(MembershipMode.OPEN).build());
        final Net.Peer b =
                net.start(1, Net.config(1).membershipMode(MembershipMode.OPEN).build(), 0);
        await("met", () -> a.node.store().view().members().containsKey(B));
        net.kill(b);
        awaitStatus(a, B, NodeStatus.DOWN);
        assertLeadsToTheView(a);
        net.run(Duration.ofHours(3));
        assertFalse(a.node.store().view().members().containsKey(B), "reaped");
        assertLeadsToTheView(a);
        assertEquals(3, of(a, PeerStatusChanged.class).size());
    }

    @Test
    void shouldTellWhenTheQuorumIsFoundAndLost() {
        final Net.Peer a = start(0, 0, 1);
        final Net.Peer b = start(1, 0, 1);
        awaitStatus(a, A, NodeStatus.UP);
        net.kill(b);
        awaitStatus(a, A, NodeStatus.SUSPECT_NOT_IN_QUORUM);
        net.run(LONG);
        final List<QuorumChanged> changes = of(a, QuorumChanged.class);
        assertEquals(
                List.of(true, false),
                changes.stream().map(c -> c.quorum().inQuorum()).toList());
        assertEquals(Set.of(B), changes.get(1).quorum().missing().keySet());
        assertLeadsToTheView(a);
    }

    @Test
    void shouldTellAStatusThatTheApplicationSetAndItsEnd() {
        final Net.Peer a = start(0, 0);
        net.run(Duration.ofSeconds(5));
        assertEquals(NodeStatus.UP, a.node.store().selfStatus());
        a.node.store().updateSelfStatus(NodeStatus.DOWN);
        net.run(Duration.ofSeconds(1));
        assertLeadsToTheView(a);
        a.node.store().addNode(B, NodeStatus.DOWN, false, "");
        net.run(Duration.ofSeconds(1));
        assertLeadsToTheView(a);
        assertEquals(
                List.of(NodeStatus.UP, NodeStatus.DOWN, NodeStatus.UP),
                of(a, SelfStatusChanged.class).stream()
                        .map(SelfStatusChanged::after)
                        .toList());
    }

    /** A listener to keys, and what it was told. */
    private static final class Watcher implements KeyListener {
        private final List<OwnerValues> told = new ArrayList<>();
        private Set<String> keys = Set.of("key", "other");

        @Override
        public Set<String> keys() {
            return keys;
        }

        @Override
        public void onValues(final OwnerValues values) {
            told.add(values);
        }

        private List<String> words() {
            return told.stream()
                    .map(values -> values.isGone()
                            ? "gone"
                            : values.version() + " " + values.values().keySet())
                    .toList();
        }
    }

    @Test
    void shouldTellEachVersionOfTheWatchedKeysOfShownPeers() {
        final Watcher watcher = new Watcher();
        final Net.Peer a = net.create(0, Net.config(0).build());
        a.node.memory().keyListener(watcher);
        a.node.updateCluster(declaration(0));
        net.start(a);
        final Net.Peer b = start(1, 0, 1);
        b.node.store().updateSelf(KEY, "1");
        a.node.store().updateSelf(KEY, "its own is no peer's");
        net.run(Duration.ofSeconds(5));
        assertEquals(List.of(), watcher.words(), "not shown");
        a.node.updateCluster(declaration(0, 1));
        net.run(Duration.ofSeconds(1));
        b.node.store().updateSelf(StoreKey.utf8("unwatched"), "2");
        net.run(Duration.ofSeconds(1));
        b.node.store().updateSelf(StoreKey.utf8("other"), "3");
        net.run(Duration.ofSeconds(1));
        b.node.store().removeSelf(KEY);
        net.run(Duration.ofSeconds(1));
        a.node.store().updateNodeStatus(B, NodeStatus.NEVER_GOSSIPED);
        net.run(Duration.ofSeconds(1));
        assertEquals(List.of("1 [key]", "2 [key]", "3 [key, other]", "4 [other]", "gone"), watcher.words());
        watcher.keys = Set.of();
        a.node.store().updateNodeStatus(B, NodeStatus.UP);
        b.node.store().updateSelf(KEY, "5");
        net.run(Duration.ofSeconds(1));
        assertEquals(5, watcher.told.size(), "nobody watches");
    }

    @Test
    void shouldTellThatTheDataOfAShownPeerIsGone() {
        final Watcher watcher = new Watcher();
        final Net.Peer a = net.create(0, Net.config(0).build());
        a.node.memory().keyListener(watcher);
        a.node.updateCluster(declaration(0, 1));
        net.start(a);
        final Net.Peer b = start(1, 0, 1);
        b.node.store().updateSelf(KEY, "1");
        await("told", () -> watcher.words().contains("1 [key]"));
        net.kill(b);
        net.run(Duration.ofHours(3));
        assertEquals("gone", watcher.words().get(watcher.words().size() - 1));
    }

    @Test
    void shouldAllocateNothingPerPublishWhileNobodyWatches() {
        final Net.Peer a = start(0, 0, 1);
        final NodeReports reports = new NodeReports(a.node.memory(), event -> {});
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        // The compiler itself allocates on this thread when it swaps code in; what the code allocates comes back.
        for (int round = 0; allocated != 0 && round < 12; round++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            publish(reports, 20_000);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, allocated);
    }

    private static void publish(final NodeReports reports, final int count) {
        for (int i = 0; i < count; i++) {
            reports.onValues(B);
        }
    }
}
