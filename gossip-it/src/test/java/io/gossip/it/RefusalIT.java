package io.gossip.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeStatus;
import io.gossip.it.node.NodeSettings;
import io.gossip.it.node.RemoteCluster;
import io.gossip.it.node.RemoteNode;
import io.gossip.spi.TransportException;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes that must not get together are told why, and the cluster goes on without them. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RefusalIT {
    @ParameterizedTest
    @EnumSource
    void shouldNameTheAddressWhenItIsInUse(final TransportUnderTest transport) {
        try (RemoteCluster cluster = new RemoteCluster(transport)) {
            final RemoteNode a = cluster.launch("a");
            final RemoteNode c = cluster.launch("c");
            a.start();
            final RemoteNode b = cluster.launch(cluster.settings("b").withBind(a.address()));
            final String answer = b.tell("start " + a.address());
            assertTrue(answer.startsWith("error " + TransportException.class.getName()), answer);
            assertTrue(answer.contains("in use") && answer.contains(a.address().toString()), answer);

            c.start(a.address());
            RemoteCluster.awaitAgreement(Map.of(), a, c);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTurnANodeOfAnotherClusterAway(final TransportUnderTest transport) {
        try (RemoteCluster cluster = new RemoteCluster(transport)) {
            assertTurnedAway(cluster, cluster.settings("x").withClusterId("another"), "OTHER_CLUSTER");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTurnANodeOfAnotherVersionAway(final TransportUnderTest transport) {
        try (RemoteCluster cluster = new RemoteCluster(transport)) {
            assertTurnedAway(cluster, cluster.settings("x").withGossipVersion("v2"), "OTHER_VERSION");
        }
    }

    private static void assertTurnedAway(
            final RemoteCluster cluster, final NodeSettings stranger, final String reason) {
        final RemoteNode a = cluster.launch("a");
        final RemoteNode b = cluster.launch("b");
        final RemoteNode x = cluster.launch(stranger);
        a.start();
        a.set("role", "primary");
        x.set("role", "stranger");
        assertEquals(Map.of(a.address().toString(), reason), x.startRefused(a.address()));

        // A newcomer meets all that the cluster knows, while the stranger keeps knocking.
        b.start(a.address());
        b.set("role", "replica");
        RemoteCluster.awaitAgreement(Map.of("a/role", "primary", "b/role", "replica"), a, b);
        assertEquals(Map.of("x", NodeStatus.UP), x.state().statuses());
        assertEquals(Map.of("x/role", "stranger"), x.state().values());
    }
}
