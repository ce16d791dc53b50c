package io.gossip.transport.udp;

import static io.gossip.ClusterDomainState.ACTIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.AgentMode;
import io.gossip.GossipIntervals;
import io.gossip.GossipStartConfiguration;
import io.gossip.Gossiper;
import io.gossip.JoinResult;
import io.gossip.LifecycleException;
import io.gossip.MembershipMode;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.QuorumProviderType;
import io.gossip.spi.TransportException;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A node whose failure domain is not active has no socket; it opens one, and shuts it again, as the map of domains says. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GossiperDomainsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final GossipStartConfiguration BY_DOMAINS =
            GossipStartConfiguration.alone().withQuorumProviderType(QuorumProviderType.FAILURE_DOMAINS);

    private static Gossiper gossiper(final String id, final int port, final AgentMode mode) {
        return Gossiper.builder()
                .nodeId(id)
                .bind(new NodeAddress("127.0.0.1", port))
                .clusterDomain("a")
                .clusterId("domains")
                .membershipMode(MembershipMode.OPEN)
                .agentMode(mode)
                .intervals(GossipIntervals.local().withQuorumTimeout(Duration.ofMillis(100)))
                .build();
    }

    private static DatagramSocket occupy(final int port) throws IOException {
        final DatagramSocket socket = new DatagramSocket(null);
        socket.setReuseAddress(false);
        socket.bind(new InetSocketAddress("127.0.0.1", port));
        return socket;
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = occupy(0)) {
            return socket.getLocalPort();
        }
    }

    /** In open membership undeclared nodes are in the domain without a name. */
    private static void activate(final Gossiper gossiper) {
        assertTrue(gossiper.updateClusterDomainsActiveMap(Map.of("a", ACTIVE)));
        gossiper.updateCluster(Map.of(gossiper.nodeId(), new NodeUpdate(Optional.empty(), true, "a")));
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaveASocketOnlyWhileItsDomainIsActive(final AgentMode mode) throws Exception {
        final int port = freePort();
        try (Gossiper gossiper = gossiper("n", port, mode)) {
            gossiper.start(BY_DOMAINS);
            occupy(port).close();
            assertEquals(NodeStatus.NOT_IN_QUORUM, gossiper.selfStatus());
            activate(gossiper);
            assertTrue(gossiper.awaitStatus(NodeStatus.UP, PATIENCE));
            assertThrows(IOException.class, () -> occupy(port));
            gossiper.updateClusterDomainsActiveMap(Map.of());
            assertTrue(gossiper.awaitStatus(NodeStatus.NOT_IN_QUORUM, PATIENCE));
            assertTrue(gossiper.await(store -> isFree(port), PATIENCE));
            gossiper.updateClusterDomainsActiveMap(Map.of("a", ACTIVE));
            assertTrue(gossiper.awaitStatus(NodeStatus.UP, PATIENCE));
            assertTrue(gossiper.stop(Duration.ofSeconds(1)));
            assertEquals(NodeStatus.DOWN, gossiper.selfStatus());
        }
    }

    private static boolean isFree(final int port) {
        try (DatagramSocket socket = occupy(port)) {
            return socket.isBound();
        } catch (final IOException e) {
            return false;
        }
    }

    @Test
    void shouldKeepTryingToOpenWhenItsPortIsInUse() throws Exception {
        final int port = freePort();
        try (Gossiper gossiper = gossiper("n", port, AgentMode.OWN_THREAD)) {
            gossiper.start(BY_DOMAINS);
            try (DatagramSocket other = occupy(port)) {
                activate(gossiper);
                assertTrue(gossiper.await(store -> gossiper.counters().get("transport opens failed") > 1, PATIENCE));
                assertEquals(NodeStatus.NOT_IN_QUORUM, gossiper.selfStatus());
                assertEquals(port, other.getLocalPort());
            }
            assertTrue(gossiper.awaitStatus(NodeStatus.UP, PATIENCE));
        }
    }

    /** In an active domain a start that cannot bind fails, and nothing was declared. */
    @Test
    void shouldFailToStartWhenItsDomainIsActiveAndItsPortInUse() throws Exception {
        final int port = freePort();
        try (Gossiper gossiper = gossiper("n", port, AgentMode.OWN_THREAD);
                DatagramSocket other = occupy(port)) {
            final GossipStartConfiguration active = BY_DOMAINS.withActiveMap(Map.of("a", ACTIVE));
            assertThrows(TransportException.class, () -> gossiper.start(active));
            assertEquals(port, other.getLocalPort());
            assertTrue(gossiper.updateClusterDomainsActiveMap(Map.of("a", ACTIVE)), "it was not declared");
        }
    }

    @Test
    void shouldAnswerEveryCallWhileItTakesNoPart() throws Exception {
        final NodeAddress seed = new NodeAddress("127.0.0.1", freePort());
        try (Gossiper gossiper = gossiper("n", 0, AgentMode.OWN_THREAD)) {
            final JoinResult started = gossiper.start(new GossipStartConfiguration(Map.of(), List.of(seed))
                    .withQuorumProviderType(QuorumProviderType.FAILURE_DOMAINS));
            assertEquals(Set.of(seed), started.retrying());
            assertEquals(Set.of(seed), gossiper.joinAsync(List.of(seed)).get().retrying());
            final LifecycleException refusal =
                    assertThrows(LifecycleException.class, () -> gossiper.ping(NodeId.of("m"), seed));
            assertTrue(refusal.getMessage().contains("clusterDomain='a'"), refusal.getMessage());
            assertFalse(gossiper.awaitStatus(NodeStatus.UP, Duration.ofMillis(50)));
            assertEquals(new NodeAddress("127.0.0.1", 0), gossiper.address());
            assertTrue(gossiper.stop(Duration.ofSeconds(5)));
            assertEquals(NodeStatus.DOWN, gossiper.selfStatus());
        }
    }

    @Test
    void shouldJoinItsSeedsWhenItsDomainBecomesActive() throws Exception {
        try (Gossiper a = gossiper("a", 0, AgentMode.OWN_THREAD);
                Gossiper b = gossiper("b", 0, AgentMode.OWN_THREAD)) {
            a.start(BY_DOMAINS.withActiveMap(Map.of("a", ACTIVE)));
            b.start(new GossipStartConfiguration(Map.of(), List.of(a.address()))
                    .withQuorumProviderType(QuorumProviderType.FAILURE_DOMAINS));
            assertEquals(1, b.nodes().size());
            b.updateClusterDomainsActiveMap(Map.of("a", ACTIVE));
            assertTrue(b.await(store -> store.view().members().size() == 2, PATIENCE));
        }
    }
}
