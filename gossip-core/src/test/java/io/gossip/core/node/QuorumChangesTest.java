package io.gossip.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.ClusterView;
import io.gossip.GossipEvent;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.QuorumProvider;
import io.gossip.QuorumStatus;
import io.gossip.core.fixture.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Whatever the quorum may depend on, its change is looked at, in every state and without an event of the reference's. */
class QuorumChangesTest {
    private static final Duration LONG = Duration.ofMinutes(3);

    private final Net net = new Net();

    private static Map<NodeId, NodeUpdate> declaration(final int... nodes) {
        final Map<NodeId, NodeUpdate> all = new HashMap<>();
        for (final int n : nodes) {
            all.put(Cluster.id(n), NodeUpdate.member(Cluster.address(n)));
        }
        return all;
    }

    private Net.Peer start(final int n, final QuorumProvider provider, final int... declared) {
        final Net.Peer peer =
                net.create(n, Net.config(n).quorumProvider(provider).build());
        peer.node.updateCluster(declaration(declared));
        net.start(peer);
        return peer;
    }

    private void await(final String what, final BooleanSupplier condition) {
        assertTrue(net.runUntil(LONG, condition), what);
    }

    private void awaitStatus(final Net.Peer peer, final NodeStatus status) {
        await("is " + status, () -> peer.node.store().selfStatus() == status);
    }

    /** Everybody is up, and nobody in doubt. */
    private static final QuorumProvider UNDOUBTED = membership -> {
        final boolean isSure =
                membership.members().stream().allMatch(member -> member.status().countsAsUp() && !member.suspected());
        return new QuorumStatus(isSure, membership.memberCount(), membership.memberCount(), 0, Map.of());
    };

    @Test
    void shouldLookAgainWhenAMemberIsSuspectedAndWhenItRefutes() {
        final Net.Peer a = start(0, UNDOUBTED, 0, 1);
        final Net.Peer b = start(1, QuorumProvider.majority(), 0, 1);
        awaitStatus(a, NodeStatus.UP);
        b.isFrozen = true;
        awaitStatus(a, NodeStatus.SUSPECT_NOT_IN_QUORUM);
        assertEquals(NodeStatus.UP, a.node.store().view().members().get(b.id()).status(), "suspected only");
        b.isFrozen = false;
        awaitStatus(a, NodeStatus.UP);
    }

    /** Says yes only to a node that is not sure of itself yet: its own status is part of what is looked at. */
    @Test
    void shouldLookAgainWhenItsOwnStatusChanges() {
        final QuorumProvider modest = membership -> {
            final boolean isShy = membership.members().stream()
                    .map(ClusterView.Member::status)
                    .noneMatch(status -> status == NodeStatus.UP);
            return new QuorumStatus(isShy, 1, 1, 1, Map.of());
        };
        final Net.Peer a = start(0, modest, 0);
        awaitStatus(a, NodeStatus.SUSPECT_NOT_IN_QUORUM);
    }

    @Test
    void shouldSaySinceWhenAMemberIsMissingAlsoWhenItIsLongForgotten() {
        final Net.Peer a = start(0, QuorumProvider.majority(), 0, 1, 2);
        final Net.Peer b = start(1, QuorumProvider.majority(), 0, 1, 2);
        start(2, QuorumProvider.majority(), 0, 1, 2);
        awaitStatus(a, NodeStatus.UP);
        await("all there", () -> missing(a).isEmpty());
        net.kill(b);
        await("lost", () -> missing(a).containsKey(b.id()));
        final Instant since = Instant.ofEpochMilli(net.nowNs / Net.MS + 1_000_000);
        final Instant noted = missing(a).get(b.id());
        assertTrue(Duration.between(noted, since).toMillis() <= 10, () -> noted + " is not about " + since);
        net.run(Duration.ofHours(3));
        assertEquals(0, events(a, GossipEvent.MemberJoined.class) - 2, "it did not come back");
        assertEquals(1, events(a, GossipEvent.MemberRemoved.class), "it was reaped");
        assertEquals(Map.of(b.id(), noted), missing(a));
    }

    private static Map<NodeId, Instant> missing(final Net.Peer peer) {
        return peer.node.store().view().quorum().missing();
    }

    private static long events(final Net.Peer peer, final Class<? extends GossipEvent> kind) {
        return peer.events.stream().filter(kind::isInstance).count();
    }

    /** Declarations of other threads fall into any moment of an evaluation, and it sees all of one or nothing. */
    @Test
    void shouldNeverShowAProviderHalfOfADeclaration() throws InterruptedException {
        final AtomicInteger mixed = new AtomicInteger();
        final QuorumProvider strict = membership -> {
            final boolean isWhole =
                    membership.memberCount() == membership.members().size()
                            && membership.members().stream()
                                    .allMatch(member -> member.clusterDomain().equals(membership.selfDomain()));
            mixed.addAndGet(isWhole ? 0 : 1);
            return QuorumProvider.majority().evaluate(membership);
        };
        final Net.Peer a = start(0, strict, 0);
        final Thread[] others = new Thread[2];
        for (int i = 0; i < others.length; i++) {
            final String domain = "d" + i;
            final int members = 3 + 2 * i;
            others[i] = new Thread(() -> {
                for (int round = 0; round < 2_000; round++) {
                    a.node.updateCluster(inDomain(domain, members));
                    a.node.store().view();
                }
            });
            others[i].start();
        }
        while (others[0].isAlive() || others[1].isAlive()) {
            net.nowNs += Net.MS;
            a.node.doWork(net.nowNs);
        }
        others[0].join();
        others[1].join();
        assertEquals(0, mixed.get());
    }

    private static Map<NodeId, NodeUpdate> inDomain(final String domain, final int count) {
        final Map<NodeId, NodeUpdate> all = new HashMap<>();
        for (int n = 0; n < count; n++) {
            all.put(Cluster.id(n), new NodeUpdate(Optional.of(Cluster.address(n)), true, domain));
        }
        return all;
    }

    @Test
    void shouldLookAgainInEveryStateWhenTheDeclaredSetChanges() {
        final Net.Peer a = start(0, QuorumProvider.majority(), 0, 8, 9);
        net.run(Duration.ofSeconds(1));
        assertEquals(NodeStatus.NOT_IN_QUORUM, a.node.store().selfStatus());
        a.node.updateCluster(declaration(0));
        net.run(Duration.ofMillis(10));
        assertEquals(NodeStatus.UP, a.node.store().selfStatus());
        a.node.updateCluster(declaration(0, 8));
        net.run(Duration.ofMillis(10));
        assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, a.node.store().selfStatus());
        a.node.updateCluster(declaration(0));
        net.run(Duration.ofMillis(10));
        assertEquals(NodeStatus.UP, a.node.store().selfStatus());
        a.node.updateCluster(declaration(0, 8));
        net.run(Duration.ofSeconds(59));
        assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, a.node.store().selfStatus(), "an episode of its own");
        net.run(Duration.ofSeconds(2));
        assertEquals(NodeStatus.NOT_IN_QUORUM, a.node.store().selfStatus());
    }
}
