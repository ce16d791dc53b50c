package io.gossip.it.contract;

import static io.gossip.it.contract.LiveNodes.KEY;
import static io.gossip.it.contract.LiveNodes.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.ClusterDomainState;
import io.gossip.GossipStartConfiguration;
import io.gossip.GossipTimeoutException;
import io.gossip.Gossiper;
import io.gossip.InvalidValueException;
import io.gossip.JoinResult;
import io.gossip.LifecycleException;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.QuorumProviderType;
import io.gossip.it.TransportUnderTest;
import io.gossip.spi.TransportException;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Points 30, 31, 44 to 48 and 50: sockets that are there when they should be, starts, stops and pings. */
@ParameterizedClass
@EnumSource
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LifecycleContractIT {
    private static final Duration LEAVE = Duration.ofSeconds(10);

    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 10_000;
    private static int nextPort = FIRST_PORT + (int) (ProcessHandle.current().pid() * 37 % PORTS);

    private final LiveNodes live;

    LifecycleContractIT(final TransportUnderTest transport) {
        live = new LiveNodes(transport);
    }

    @AfterEach
    void close() {
        live.close();
    }

    private static DatagramSocket occupy(final NodeAddress address) throws IOException {
        final DatagramSocket socket = new DatagramSocket(null);
        try {
            socket.setReuseAddress(false);
            socket.bind(new InetSocketAddress(address.host(), address.port()));
            return socket;
        } catch (final IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Below the ports that systems hand out by themselves: nobody's connection takes it before it is used. */
    private static NodeAddress freeAddress() throws IOException {
        for (int tries = 0; tries < PORTS; tries++) {
            nextPort = nextPort + 1 == FIRST_PORT + PORTS ? FIRST_PORT : nextPort + 1;
            final NodeAddress address = new NodeAddress("127.0.0.1", nextPort);
            try (DatagramSocket datagrams = occupy(address);
                    ServerSocket connections = new ServerSocket()) {
                connections.bind(datagrams.getLocalSocketAddress());
                return address;
            } catch (final BindException e) {
                // Somebody's: the next.
            }
        }
        throw new IOException("no free port, first=" + FIRST_PORT + " count=" + PORTS);
    }

    /** In an inactive domain a start binds nothing; the domain becomes active, and the node binds and joins. */
    @Test
    void point30And31ShouldOpenWhenItsDomainBecomesActive() throws IOException {
        final GossipStartConfiguration byDomains =
                GossipStartConfiguration.alone().withQuorumProviderType(QuorumProviderType.FAILURE_DOMAINS);
        final Gossiper a = live.open("a", builder -> builder.clusterDomain("x"));
        final NodeAddress free = freeAddress();
        final Gossiper b = live.open("b", builder -> builder.clusterDomain("y").bind(free));
        a.start(byDomains.withActiveMap(Map.of("x", ClusterDomainState.ACTIVE)));
        b.start(byDomains);
        final Map<NodeId, NodeUpdate> members = Map.of(
                a.nodeId(), new NodeUpdate(Optional.of(a.address()), true, "x"),
                b.nodeId(), new NodeUpdate(Optional.of(free), true, "y"));
        a.updateCluster(members);
        b.updateCluster(members);
        assertTrue(a.awaitStatus(NodeStatus.UP, PATIENCE));
        assertEquals(NodeStatus.NOT_IN_QUORUM, b.selfStatus());
        occupy(free).close();
        final Map<String, ClusterDomainState> both =
                Map.of("x", ClusterDomainState.ACTIVE, "y", ClusterDomainState.ACTIVE);
        a.updateClusterDomainsActiveMap(both);
        b.updateClusterDomainsActiveMap(both);
        LiveNodes.awaitUp(List.of(a, b));
        assertThrows(IOException.class, () -> occupy(free));
    }

    /** Without seeds a start succeeds. */
    @Test
    void point44ShouldStartWithoutSeeds() {
        final Gossiper a = live.open("a");
        a.addNode(a.nodeId(), NodeStatus.UP, true, "");
        assertTrue(a.start(GossipStartConfiguration.alone()).isJoined());
        assertTrue(a.awaitStatus(NodeStatus.UP, PATIENCE));
        assertEquals(List.of(a.address()), a.nodes());
    }

    /** Seeds that are not there are named in the result; the node is usable, and meets them when they come. */
    @Test
    void point45ShouldBeUsableAndKeepTryingWhenNoSeedAnswers() throws IOException {
        final NodeAddress later = freeAddress();
        final Gossiper a = live.open("a", builder -> builder.joinTime(Duration.ofMillis(300)));
        final JoinResult result = a.start(GossipStartConfiguration.seeds(later));
        assertEquals(Set.of(later), result.retrying());
        assertFalse(result.isJoined());
        a.updateSelf(KEY, "alone");
        final Gossiper b = live.open("b", builder -> builder.bind(later));
        b.start(GossipStartConfiguration.alone());
        LiveNodes.declare(List.of(a, b));
        LiveNodes.awaitUp(List.of(a, b));
        LiveNodes.awaitValue(b, "a", "alone");
    }

    /** An address in use is an error that names it; when it is free the same gossiper starts. */
    @Test
    void point46ShouldFailToStartWhenItsAddressIsInUse() throws IOException {
        final NodeAddress address = freeAddress();
        final Gossiper a = live.open("a", builder -> builder.bind(address));
        try (DatagramSocket other = occupy(address)) {
            final TransportException error =
                    assertThrows(TransportException.class, () -> a.start(GossipStartConfiguration.alone()));
            assertTrue(error.getMessage().contains(address.toString()), error.getMessage());
            assertEquals(address.port(), other.getLocalPort());
        }
        assertTrue(a.start(GossipStartConfiguration.alone()).isJoined());
    }

    /** A second stop is an error; a start after a stop is none, any number of times, and values are there again. */
    @Test
    void point47And48ShouldStopOnceAndStartAgain() {
        final List<Gossiper> nodes = live.cluster("a", "b");
        final Gossiper a = nodes.get(0);
        for (int i = 0; i < 5; i++) {
            a.updateSelf(KEY, "run " + i);
            assertTrue(a.stop(LEAVE));
            final LifecycleException error = assertThrows(LifecycleException.class, () -> a.stop(LEAVE));
            assertTrue(error.getMessage().contains("phase=STOPPED"), error.getMessage());
            assertEquals(NodeStatus.DOWN, a.selfStatus());
            a.start(GossipStartConfiguration.seeds(nodes.get(1).address()));
            LiveNodes.awaitUp(nodes);
            LiveNodes.awaitValue(nodes.get(1), "a", "run " + i);
        }
    }

    /** Only the node that is meant answers, itself too; silence and wrong names are errors, and so is a stop meanwhile. */
    @Test
    void point50ShouldPingByIdOnly() throws Exception {
        final List<Gossiper> nodes = live.cluster("a", "b");
        final Gossiper a = nodes.get(0);
        final NodeAddress ofB = nodes.get(1).address();
        assertFalse(a.ping(NodeId.of("b"), ofB).isNegative());
        assertFalse(a.ping(a.nodeId(), a.address()).isNegative());
        assertThrows(GossipTimeoutException.class, () -> a.ping(NodeId.of("zebra"), ofB));
        assertThrows(InvalidValueException.class, () -> a.ping(NodeId.of("b"), new NodeAddress("127.0.0.1", 0)));
        final NodeAddress nobody = freeAddress();
        final CompletableFuture<Duration> pending = a.pingAsync(NodeId.of("b"), nobody);
        a.stop(Duration.ZERO);
        assertInstanceOf(
                LifecycleException.class,
                pending.handle((roundTrip, error) -> error).get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        assertThrows(LifecycleException.class, () -> a.ping(NodeId.of("b"), ofB));
    }

    /** Several gossipers may be made and started at the same moment in one process. */
    @Test
    void crashShouldStartSideBySide() {
        final List<CompletableFuture<Gossiper>> starting = new ArrayList<>();
        final Gossiper first = live.cluster("first").get(0);
        for (int i = 0; i < 8; i++) {
            final String id = "n" + i;
            final Gossiper node = live.open(id);
            starting.add(CompletableFuture.supplyAsync(() -> {
                node.start(GossipStartConfiguration.seeds(first.address()));
                return node;
            }));
        }
        final List<Gossiper> all = new ArrayList<>(List.of(first));
        starting.forEach(node -> all.add(node.join()));
        LiveNodes.declare(all);
        LiveNodes.awaitUp(all);
    }
}
