package io.gossip.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.ClusterView;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.QuorumProvider;
import io.gossip.QuorumStatus;
import io.gossip.core.fixture.Cluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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
