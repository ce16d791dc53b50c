package io.gossip.core.node;

import static io.gossip.ClusterDomainState.ACTIVE;
import static io.gossip.ClusterDomainState.INACTIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.ClusterDomainState;
import io.gossip.ClusterView;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.QuorumProvider;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.RecordingTransport;
import io.gossip.spi.Transport;
import io.gossip.spi.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Nodes 0 to 4 in zone a, 10 and on in zone b, 20 and on in zone c. */
class ClusterDomainsTest {
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final Duration PROBATION = Duration.ofSeconds(50);
    private static final Map<String, ClusterDomainState> ALL = Map.of("a", ACTIVE, "b", ACTIVE, "c", ACTIVE);

    private final Net net = new Net();
    private final Map<Integer, Net.Peer> peers = new HashMap<>();

    private static String zone(final int n) {
        return n < 10 ? "a" : n < 20 ? "b" : "c";
    }

    private static Map<NodeId, NodeUpdate> declaration(final int... nodes) {
        final Map<NodeId, NodeUpdate> all = new HashMap<>();
        for (final int n : nodes) {
            all.put(Cluster.id(n), new NodeUpdate(Optional.of(Cluster.address(n)), true, zone(n)));
        }
        return all;
    }

    private void start(final Map<String, ClusterDomainState> activeMap, final int... nodes) {
        for (final int n : nodes) {
            final Net.Peer peer = net.create(
                    n,
                    Net.config(n)
                            .quorumProvider(QuorumProvider.failureDomains())
                            .clusterDomain(zone(n))
                            .probation(PROBATION)
                            .build());
            peers.put(n, peer);
            peer.node.updateClusterDomainsActiveMap(activeMap);
            peer.node.updateCluster(declaration(nodes));
            net.start(peer);
        }
        if (activeMap == ALL) {
            await("all up", () -> all(NodeStatus.UP));
        }
    }

    private boolean all(final NodeStatus status) {
        return peers.values().stream()
                .allMatch(peer -> peer.node.store().selfStatus() == status
                        && peer.node.store().view().members().values().stream()
                                .allMatch(member -> member.status() == status));
    }

    private void await(final String what, final BooleanSupplier condition) {
        assertTrue(net.runUntil(LONG, condition), what);
    }

    private ClusterView view(final int n) {
        return peers.get(n).node.store().view();
    }

    private NodeStatus shown(final int observer, final int subject) {
        return view(observer).members().get(Cluster.id(subject)).status();
    }

    private void kill(final int... nodes) {
        for (final int n : nodes) {
            net.kill(peers.remove(n));
        }
    }

    /** @return every status that was shown of a node until a condition held */
    private Set<NodeStatus> seenUntil(final int observer, final int subject, final BooleanSupplier condition) {
        final Set<NodeStatus> seen = new HashSet<>();
        final long endNs = net.nowNs + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(net.nowNs < endNs, "did not come, seen=" + seen);
            net.run(Duration.ofMillis(10));
            seen.add(shown(observer, subject));
        }
        return seen;
    }

    @Test
    void shouldSuspectWhenNobodyOfTheDomainAnswersAndCondemnAfterProbation() {
        start(ALL, 0, 1, 2, 10, 11);
        kill(10, 11);
        await("lost", () -> shown(0, 10) != NodeStatus.UP && shown(0, 11) != NodeStatus.UP);
        assertEquals(3, view(0).quorum().up(), "the quorum does not count whom it suspects");
        net.run(Duration.ofSeconds(5));
        assertEquals(NodeStatus.SUSPECT_DOWN, shown(0, 10));
        assertEquals(NodeStatus.SUSPECT_DOWN, shown(0, 11));
        assertEquals(NodeStatus.UP, view(0).selfStatus());
        net.run(PROBATION);
        assertEquals(NodeStatus.DOWN, shown(0, 10));
        assertEquals(NodeStatus.DOWN, shown(0, 11));
    }

    @Test
    void shouldCondemnAtOnceWhenSomebodyOfTheDomainAnswers() {
        start(ALL, 0, 1, 2, 10, 11);
        kill(10);
        await("down", () -> shown(0, 10) == NodeStatus.DOWN);
        assertEquals(NodeStatus.UP, shown(0, 11));
    }

    /** To a node in the same domain the domain is there: itself. */
    @Test
    void shouldNeverSuspectItsOwnDomain() {
        start(ALL, 0, 1, 2);
        kill(1);
        assertEquals(Set.of(NodeStatus.UP, NodeStatus.DOWN), seenUntil(0, 1, () -> shown(0, 1) == NodeStatus.DOWN));
    }

    @Test
    void shouldCondemnAtOnceWhenTheDomainIsNotActive() {
        start(ALL, 0, 1, 2, 10);
        peers.values().forEach(peer -> peer.node.updateClusterDomainsActiveMap(Map.of("a", ACTIVE)));
        net.run(Duration.ofSeconds(1));
        kill(10);
        assertEquals(Set.of(NodeStatus.UP, NodeStatus.DOWN), seenUntil(0, 10, () -> shown(0, 10) == NodeStatus.DOWN));
    }

    @Test
    void shouldCondemnAtOnceWhoSaidGoodbye() {
        start(ALL, 0, 1, 2, 10);
        peers.get(10).node.leave(net.nowNs);
        assertFalse(seenUntil(0, 10, () -> shown(0, 10) == NodeStatus.DOWN).contains(NodeStatus.SUSPECT_DOWN));
    }

    @Test
    void shouldNotJudgeOthersWhileItIsNotInQuorumItself() {
        start(ALL, 0, 10, 11, 20, 21);
        kill(10, 11, 20, 21);
        await("lost", () -> view(0).quorum().up() == 1);
        net.run(Duration.ofMinutes(5));
        assertEquals(NodeStatus.NOT_IN_QUORUM, view(0).selfStatus());
        assertEquals(NodeStatus.SUSPECT_DOWN, shown(0, 10));
        peers.get(0).node.updateCluster(declaration(0, 10));
        net.run(Duration.ofMillis(10));
        assertFalse(view(0).quorum().inQuorum());
        final Map<NodeId, NodeUpdate> members = declaration(0, 10);
        members.put(Cluster.id(10), new NodeUpdate(Optional.empty(), false, "b"));
        peers.get(0).node.updateCluster(members);
        net.run(Duration.ofMillis(10));
        assertEquals(NodeStatus.UP, view(0).selfStatus());
        net.run(PROBATION);
        assertEquals(NodeStatus.DOWN, shown(0, 10), "now it is fit to judge");
    }

    @Test
    void shouldAcquitWhoComesBackAndWhoIsUndeclaredOrInactive() {
        start(ALL, 0, 1, 2, 10, 20);
        final Net.Peer other = peers.get(10);
        other.isFrozen = true;
        await("suspected", () -> shown(0, 10) == NodeStatus.SUSPECT_DOWN);
        other.isFrozen = false;
        await("back", () -> shown(0, 10) == NodeStatus.UP);
        net.run(PROBATION.plusSeconds(5));
        assertEquals(NodeStatus.UP, shown(0, 10), "its probation went with it");

        kill(10, 20);
        await("suspected", () -> shown(0, 10) == NodeStatus.SUSPECT_DOWN && shown(0, 20) == NodeStatus.SUSPECT_DOWN);
        peers.get(0).node.updateClusterDomainsActiveMap(Map.of("a", ACTIVE, "c", ACTIVE));
        assertEquals(NodeStatus.DOWN, shown(0, 10), "at once, whether or not the protocol has run");
        peers.get(0).node.updateCluster(declaration(0, 1, 2, 10));
        net.run(Duration.ofMillis(10));
        peers.get(0).node.updateCluster(declaration(0, 1, 2, 10, 20));
        assertEquals(NodeStatus.DOWN, shown(0, 20), "who is declared anew is not suspected");
    }

    @Test
    void shouldTakeOneWordOnTheOwnDomainEverywhere() {
        start(ALL, 0);
        final GossipNode node = peers.get(0).node;
        assertFalse(node.updateSelfClusterDomain("a"));
        assertTrue(node.updateSelfClusterDomain("z"));
        assertEquals("z", view(0).members().get(Cluster.id(0)).clusterDomain());
        assertFalse(view(0).quorum().inQuorum());
        net.run(Duration.ofMillis(10));
        assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, view(0).selfStatus(), "looked at in every state");
        assertTrue(node.updateSelfClusterDomain("b"));
        net.run(Duration.ofMillis(10));
        assertEquals(NodeStatus.UP, view(0).selfStatus());
        node.updateCluster(declaration(0));
        assertEquals("a", view(0).members().get(Cluster.id(0)).clusterDomain(), "the last word counts");
    }

    @Test
    void shouldCompareWholeMaps() {
        start(ALL, 0);
        final GossipNode node = peers.get(0).node;
        assertFalse(node.updateClusterDomainsActiveMap(new HashMap<>(ALL)));
        assertTrue(node.updateClusterDomainsActiveMap(Map.of("b", ACTIVE)), "a domain that is dropped is a change");
        net.run(Duration.ofMillis(10));
        assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, view(0).selfStatus());
        assertTrue(node.updateClusterDomainsActiveMap(Map.of("b", ACTIVE, "a", INACTIVE)));
        assertTrue(node.updateClusterDomainsActiveMap(ALL));
        net.run(Duration.ofMillis(10));
        assertEquals(NodeStatus.UP, view(0).selfStatus());
    }

    @Test
    void shouldLetTheRestRegainItsQuorumWhenAnotherDomainIsDeactivated() {
        start(ALL, 0, 1, 10, 11, 12);
        kill(10, 11, 12);
        await("lost", () -> view(0).selfStatus() == NodeStatus.SUSPECT_NOT_IN_QUORUM);
        peers.values().forEach(peer -> peer.node.updateClusterDomainsActiveMap(Map.of("a", ACTIVE)));
        net.run(Duration.ofMillis(10));
        assertEquals(NodeStatus.UP, view(0).selfStatus());
        assertEquals(2, view(0).quorum().members());
    }

    @Test
    void shouldSendNothingUntilItsDomainIsActive() {
        start(Map.of("b", ACTIVE), 0, 10);
        net.run(Duration.ofMinutes(1));
        assertEquals(NodeStatus.NOT_IN_QUORUM, view(0).selfStatus());
        assertFalse(peers.get(0).node.takesPart());
        assertEquals(
                0,
                peers.get(0).node.counters().packetsSent().values().stream()
                        .mapToLong(n -> n)
                        .sum());
        assertEquals(NodeStatus.DOWN, shown(10, 0));
        assertEquals(NodeStatus.UP, view(10).selfStatus());
        peers.values().forEach(peer -> peer.node.updateClusterDomainsActiveMap(ALL));
        await("both up", () -> all(NodeStatus.UP));
    }

    @Test
    void shouldLeaveOthersAfterTheQuorumTimeoutWhenItsDomainIsDeactivatedAndComeBack() {
        start(ALL, 0, 1, 10);
        final List<NodeStatus> statuses = new ArrayList<>();
        peers.values().forEach(peer -> peer.node.updateClusterDomainsActiveMap(Map.of("a", ACTIVE)));
        net.run(Duration.ofMillis(10));
        statuses.add(view(10).selfStatus());
        net.run(Duration.ofSeconds(58));
        assertEquals(NodeStatus.UP, shown(0, 10), "so far it is only not counted");
        assertTrue(peers.get(10).node.takesPart());
        net.run(Duration.ofSeconds(5));
        statuses.add(view(10).selfStatus());
        assertEquals(List.of(NodeStatus.SUSPECT_NOT_IN_QUORUM, NodeStatus.NOT_IN_QUORUM), statuses);
        assertEquals(NodeStatus.DOWN, shown(0, 10));
        assertEquals(NodeStatus.DOWN, shown(10, 0), "it knows of nobody");
        assertFalse(peers.get(10).node.takesPart());
        peers.values().forEach(peer -> peer.node.updateClusterDomainsActiveMap(ALL));
        await("all up", () -> all(NodeStatus.UP));
    }

    @Test
    void shouldStayWhenItsDomainIsActiveAgainInTime() {
        start(ALL, 0, 1, 10);
        final long life = peers.get(10).node.generation().counter();
        peers.get(10).node.updateClusterDomainsActiveMap(Map.of("a", ACTIVE));
        net.run(Duration.ofSeconds(50));
        peers.get(10).node.updateClusterDomainsActiveMap(ALL);
        net.run(Duration.ofMillis(10));
        assertEquals(NodeStatus.UP, view(10).selfStatus());
        net.run(Duration.ofMinutes(2));
        assertEquals(life, peers.get(10).node.generation().counter());
        assertTrue(all(NodeStatus.UP));
    }

    /** The domain is active, and the way out cannot be opened: a quorum of one is none. */
    @Test
    void shouldNotBeInQuorumWithoutAWayToOthersAndKeepTrying() {
        final RecordingTransport transport = new RecordingTransport(Cluster.address(0));
        final AtomicInteger opens = new AtomicInteger();
        final Gate broken = new Gate() {
            @Override
            public Transport transport() {
                return transport;
            }

            @Override
            public void open() {
                if (opens.incrementAndGet() <= 8) {
                    throw new TransportException("on purpose", null);
                }
            }

            @Override
            public void shut() {}

            @Override
            public boolean isOpen() {
                return false;
            }
        };
        final NodeConfig config = Net.config(0)
                .quorumProvider(QuorumProvider.failureDomains())
                .clusterDomain("a")
                .build();
        final NodeMemory memory =
                NodeMemory.create(config, 1, Cluster.address(0), new Random(1), () -> net.nowNs / Net.MS + 1_000_000);
        final GossipNode node = GossipNode.create(memory, broken, new Random(1), event -> {}, () -> {});
        final Net.Peer peer = new Net.Peer(0, node, transport, List.of());
        net.peers.put(Cluster.address(0), peer);
        net.adopt(Cluster.address(0));
        peers.put(0, peer);
        net.start(peer);
        node.updateCluster(declaration(0));
        node.updateClusterDomainsActiveMap(ALL);
        net.run(Duration.ofSeconds(30));
        assertTrue(opens.get() > 3 && opens.get() <= 8, () -> "opens=" + opens);
        assertEquals(NodeStatus.NOT_IN_QUORUM, view(0).selfStatus());
        await("up", () -> view(0).selfStatus() == NodeStatus.UP);
    }

    @Test
    void shouldStopAtOnceWhenItTakesNoPart() {
        start(Map.of(), 0);
        final GossipNode node = peers.get(0).node;
        node.leave(net.nowNs);
        assertTrue(node.isStopped());
        assertEquals(NodeStatus.DOWN, view(0).selfStatus());
    }

    @Test
    void shouldAbandonPingsUnderWayWhenItLeavesWithItsDomain() {
        start(ALL, 0, 10, 11, 20, 21);
        final Net.Peer peer = peers.get(0);
        peer.node.updateClusterDomainsActiveMap(Map.of("a", INACTIVE, "b", ACTIVE, "c", ACTIVE));
        await("lost", () -> view(0).selfStatus() == NodeStatus.NOT_IN_QUORUM);
        final List<String> ends = new ArrayList<>();
        peer.node.ping(Cluster.id(99), Cluster.address(99), new PingEnds(ends), net.nowNs);
        net.run(Duration.ofSeconds(1));
        assertFalse(peer.node.takesPart());
        assertEquals(List.of("abandoned: own failure domain is not active any more, nodeId=node-0"), ends);
    }

    @Test
    void shouldAbandonPingsUnderWayWhenItStops() {
        start(ALL, 0);
        final List<String> ends = new ArrayList<>();
        peers.get(0).node.ping(Cluster.id(99), Cluster.address(99), new PingEnds(ends), net.nowNs);
        net.run(Duration.ofSeconds(1));
        peers.get(0).node.stop();
        peers.get(0).node.stop();
        assertEquals(List.of("abandoned: stopped meanwhile, nodeId=node-0"), ends);
    }

    /** How pings ended. */
    private record PingEnds(List<String> ends) implements PingListener {
        @Override
        public void onAnswer(final long roundTripNs) {
            ends.add("answered");
        }

        @Override
        public void onFailure(final String fact) {
            ends.add("failed: " + fact);
        }

        @Override
        public void onAbandoned(final String fact) {
            ends.add("abandoned: " + fact);
        }
    }
}
