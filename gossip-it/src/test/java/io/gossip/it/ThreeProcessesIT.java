package io.gossip.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.GossipEvent;
import io.gossip.NodeAddress;
import io.gossip.NodeStatus;
import io.gossip.it.node.NodeState;
import io.gossip.it.node.RemoteCluster;
import io.gossip.it.node.RemoteNode;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Three processes find each other and exchange values; one ends, the others notice; it returns, and all agree. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ThreeProcessesIT {
    /** Longer than any packet, so that it needs the reliable lane. */
    private static final String LARGE = "0123456789".repeat(5_000);

    @ParameterizedTest
    @EnumSource
    void shouldAgreeAgainWhenAKilledProcessReturnsToItsAddress(final TransportUnderTest transport) {
        try (RemoteCluster cluster = new RemoteCluster(transport)) {
            final RemoteNode a = cluster.launch("a");
            final RemoteNode b = cluster.launch("b");
            final RemoteNode c = cluster.launch("c");
            joinAndKill(c, a, b);
            final RemoteNode returned = cluster.launch(cluster.settings("c").withBind(c.address()));
            returned.start(b.address());
            assertEquals(c.address(), returned.address());
            assertAgreementInItsNewLife(returned, a, b);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldAgreeAgainWhenAKilledProcessReturnsElsewhere(final TransportUnderTest transport)
            throws SocketException, UnknownHostException {
        try (RemoteCluster cluster = new RemoteCluster(transport)) {
            final RemoteNode a = cluster.launch("a");
            final RemoteNode b = cluster.launch("b");
            final RemoteNode c = cluster.launch("c");
            final RemoteNode returned = cluster.launch("c");
            joinAndKill(c, a, b);
            try (DatagramSocket occupant = occupy(c.address())) {
                returned.start(b.address());
                assertNotEquals(occupant.getLocalPort(), returned.address().port());
            }
            assertAgreementInItsNewLife(returned, a, b);
        }
    }

    private static DatagramSocket occupy(final NodeAddress address) throws SocketException, UnknownHostException {
        return new DatagramSocket(address.port(), InetAddress.getByName(address.host()));
    }

    private static void joinAndKill(final RemoteNode c, final RemoteNode a, final RemoteNode b) {
        a.start();
        b.start(a.address());
        c.start(b.address());
        a.set("role", "primary");
        b.set("large", LARGE);
        c.set("role", "replica");
        c.set("old", "1");
        RemoteCluster.awaitAgreement(
                Map.of("a/role", "primary", "b/large", NodeState.shown(LARGE), "c/role", "replica", "c/old", "1"),
                a,
                b,
                c);
        c.kill();
        RemoteCluster.await("c is DOWN", state -> state.statuses().get("c") == NodeStatus.DOWN, a, b);
        // The last that was heard of it stays readable, and the others go on.
        assertEquals("1", a.state().values().get("c/old"));
        assertEquals(NodeStatus.UP, a.state().self());
    }

    /** What the killed process had published goes with its life; what others wrote meanwhile is there. */
    private static void assertAgreementInItsNewLife(final RemoteNode c, final RemoteNode a, final RemoteNode b) {
        a.set("role", "alone");
        c.set("role", "returned");
        RemoteCluster.awaitAgreement(
                Map.of("a/role", "alone", "b/large", NodeState.shown(LARGE), "c/role", "returned"), a, b, c);
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellOfADepartureAtOnce(final TransportUnderTest transport) {
        try (RemoteCluster cluster = new RemoteCluster(transport)) {
            final RemoteNode a = cluster.launch("a");
            final RemoteNode b = cluster.launch("b");
            a.start();
            b.start(a.address());
            RemoteCluster.awaitAgreement(Map.of(), a, b);
            assertTrue(b.stop());
            RemoteCluster.await("b is DOWN", state -> state.statuses().get("b") == NodeStatus.DOWN, a);
            RemoteCluster.awaitEvent(GossipEvent.MemberLeft.class, a);
            assertEquals(0, a.eventsSeen(GossipEvent.MemberFailed.class));
        }
    }
}
