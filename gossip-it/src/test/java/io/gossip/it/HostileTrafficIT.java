package io.gossip.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.GossipEvent;
import io.gossip.it.node.NodeState;
import io.gossip.it.node.RemoteCluster;
import io.gossip.it.node.RemoteNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** About UDP and the TCP beside it: strangers that send garbage to both ports, or nothing, harm nobody. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileTrafficIT {
    private static final int WRITES = 10;
    private static final String LARGE = "0123456789".repeat(5_000);

    /** More than a node accepts by default, so that strangers fill all places. */
    private static final int CONNECTIONS = 270;

    private final long seed = System.nanoTime();

    @Test
    void shouldWorkWhileGarbageComesToBothPorts() throws Exception {
        try (RemoteCluster cluster = new RemoteCluster(TransportUnderTest.UDP)) {
            final RemoteNode a = cluster.launch("a");
            final RemoteNode b = cluster.launch("b");
            final RemoteNode c = cluster.launch("c");
            a.start();
            b.start(a.address());
            try (Stranger stranger = Stranger.sendingGarbage(seed, a.address(), b.address())) {
                assertWorking(a, b, c);
                assertTrue(stranger.rounds() > 0);
            }
            for (final RemoteNode node : List.of(a, b)) {
                for (final String refused : List.of(
                        "packets shorter than a header",
                        "packets of another protocol",
                        "packets damaged on their way",
                        "packets of another cluster")) {
                    assertTrue(node.counter(refused) > 0, refused);
                }
            }
        }
    }

    @Test
    void shouldWorkWhileStrangersHoldConnectionsOpen() throws Exception {
        try (RemoteCluster cluster = new RemoteCluster(TransportUnderTest.UDP)) {
            final RemoteNode a = cluster.launch("a");
            final RemoteNode b = cluster.launch("b");
            final RemoteNode c = cluster.launch("c");
            a.start();
            b.start(a.address());
            try (Stranger stranger = Stranger.holdingConnections(seed, CONNECTIONS, a.address(), b.address())) {
                assertWorking(a, b, c);
                assertTrue(stranger.rounds() > 0);
            }
        }
    }

    /** Values travel on both lanes, in both directions; a third node gets in; nobody is taken for failed. */
    private void assertWorking(final RemoteNode a, final RemoteNode b, final RemoteNode c) {
        for (int write = 1; write <= WRITES; write++) {
            for (final RemoteNode node : List.of(a, b)) {
                node.set("small", node.id() + write);
                node.set("large", LARGE + node.id() + write);
            }
            RemoteCluster.awaitAgreement(values(write), a, b);
        }
        c.start(b.address());
        RemoteCluster.awaitAgreement(values(WRITES), a, b, c);
        for (final RemoteNode node : List.of(a, b, c)) {
            assertEquals(0, node.eventsSeen(GossipEvent.MemberFailed.class), "seed=" + seed);
        }
    }

    private static Map<String, String> values(final int write) {
        return Map.of(
                "a/small",
                "a" + write,
                "b/small",
                "b" + write,
                "a/large",
                NodeState.shown(LARGE + "a" + write),
                "b/large",
                NodeState.shown(LARGE + "b" + write));
    }
}
