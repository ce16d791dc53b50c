package io.gossip.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.MembershipMode;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.core.fixture.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A node that hears nobody has no quorum, however long it takes to find out about each of the others. */
class SilenceTest {
    private static final int NODES = 12;
    /** At 12 members: alpha 4 * log10 12 * 1 s, times beta 6, and two intervals. */
    private static final Duration BOUND = Duration.ofMillis(27_900);

    private final Net net = new Net();
    private final List<Net.Peer> peers = new ArrayList<>();

    private void start(final MembershipMode mode, final int quorumMembers) {
        final Map<NodeId, NodeUpdate> declared = new HashMap<>();
        for (int n = 0; n < NODES; n++) {
            declared.put(Cluster.id(n), new NodeUpdate(Optional.of(Cluster.address(n)), n < quorumMembers, ""));
        }
        for (int n = 0; n < NODES; n++) {
            final Net.Peer peer = net.create(
                    n,
                    Net.config(n)
                            .membershipMode(mode)
                            .expectedMembers(mode == MembershipMode.OPEN ? NODES : 0)
                            .build());
            if (mode == MembershipMode.MANAGED) {
                peer.node.updateCluster(declared);
            }
            net.start(peer, 0);
            peers.add(peer);
        }
        assertTrue(net.runUntil(Duration.ofMinutes(1), () -> peers.stream().allMatch(SilenceTest::seesAll)));
    }

    private static boolean seesAll(final Net.Peer peer) {
        return present(peer) == NODES && peer.node.store().view().quorum().inQuorum();
    }

    private static long present(final Net.Peer peer) {
        return peer.node.store().view().members().values().stream()
                .filter(member -> member.status().countsAsUp())
                .count();
    }

    private void isolate(final int from) {
        for (int n = from; n < NODES; n++) {
            net.cut(peers.get(0), peers.get(n));
        }
    }

    @Test
    void shouldLoseTheQuorumBeforeItHasFoundOutAboutTheOthers() {
        for (final MembershipMode mode : MembershipMode.values()) {
            peers.clear();
            start(mode, NODES);
            isolate(1);
            net.run(BOUND.minusSeconds(2));
            assertTrue(peers.get(0).node.store().view().quorum().inQuorum(), "heard a second ago, " + mode);
            net.run(Duration.ofSeconds(3));
            assertFalse(peers.get(0).node.store().view().quorum().inQuorum(), mode.name());
            assertEquals(
                    NodeStatus.SUSPECT_NOT_IN_QUORUM, peers.get(0).node.store().selfStatus());
            assertTrue(present(peers.get(0)) > NODES / 2, "others are shown as before");
            net.cut.clear();
            assertTrue(net.runUntil(Duration.ofMinutes(1), () -> seesAll(peers.get(0))), mode.name());
            assertEquals(NodeStatus.UP, peers.get(0).node.store().selfStatus());
        }
    }

    @Test
    void shouldNotTakeWordsOfOthersThanQuorumMembers() {
        start(MembershipMode.MANAGED, NODES - 1);
        // It still hears node 11, which does not count.
        for (int n = 1; n < NODES - 1; n++) {
            net.cut(peers.get(0), peers.get(n));
        }
        net.run(BOUND.plusSeconds(1));
        assertFalse(peers.get(0).node.store().view().quorum().inQuorum());
        assertTrue(peers.get(1).node.store().view().quorum().inQuorum());
    }

    @Test
    void shouldKeepTheQuorumOfOneThatIsAlone() {
        final Net.Peer alone =
                net.start(0, Net.config(0).membershipMode(MembershipMode.OPEN).build());
        net.run(BOUND.multipliedBy(2));
        assertTrue(alone.node.store().view().quorum().inQuorum());
    }
}
