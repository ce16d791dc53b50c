package io.gossip.simulation;

import static io.gossip.simulation.Clusters.KEY;
import static io.gossip.simulation.Clusters.awaitEqual;
import static io.gossip.simulation.Clusters.awaitStatus;
import static io.gossip.simulation.Clusters.settled;
import static io.gossip.simulation.Clusters.shown;
import static io.gossip.simulation.Clusters.ticks;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.GossipEvent;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.sim.VirtualCluster;
import io.gossip.sim.VirtualNode;
import io.gossip.sim.network.LinkModel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Crashes, restarts at the same and at another address, and nodes that only seem to be dead. */
class FailureSimulation {
    private static final int SEEDS = 5;
    /** A round of probes (N intervals of 2.5 ticks at the worst) and the longest suspicion (beta * alpha * log10 N). */
    private static final int DOWN_TICKS = 150;

    private static final int UP_TICKS = 60;

    @ParameterizedTest(name = "N = {0}, loss {1}")
    @CsvSource({"3,0", "3,0.2", "16,0", "16,0.2", "100,0.05"})
    void shouldShowACrashedNodeDownEverywhereAndNoOther(final int nodes, final double loss) {
        for (int seed = 0; seed < (nodes == 100 ? 1 : SEEDS); seed++) {
            final VirtualCluster cluster = settled(VirtualCluster.builder()
                    .nodes(nodes)
                    .seed(seed)
                    .link(LinkModel.lan().withLoss(loss)));
            cluster.crash("n1");
            awaitStatus(cluster, "n1", NodeStatus.DOWN, nodes == 100 ? 4 * DOWN_TICKS : DOWN_TICKS);
            assertEquals(Set.of(NodeId.of("n1")), failed(cluster), "seed " + seed);
        }
    }

    private static Set<NodeId> failed(final VirtualCluster cluster) {
        return cluster.nodes().stream()
                .flatMap(node -> node.events().stream())
                .filter(seen -> seen.event() instanceof GossipEvent.MemberFailed)
                .map(seen -> seen.event().node())
                .collect(Collectors.toSet());
    }

    @Test
    void shouldShowARestartedNodeUpWithItsNewLifeOnly() {
        for (int seed = 0; seed < SEEDS; seed++) {
            final VirtualCluster cluster =
                    settled(VirtualCluster.builder().nodes(5).seed(seed));
            cluster.write("n1", KEY, "old");
            cluster.runTicks(10);
            final Generation before = cluster.node("n1").node().generation();
            cluster.crash("n1");
            awaitStatus(cluster, "n1", NodeStatus.DOWN, DOWN_TICKS);
            cluster.restart("n1");
            awaitStatus(cluster, "n1", NodeStatus.UP, UP_TICKS);
            awaitEqual(cluster, UP_TICKS);
            assertTrue(cluster.node("n1").node().generation().compareTo(before) > 0, "seed " + seed);
            // P20: a new life without keys clears the old keys.
            assertTrue(
                    cluster.nodes().stream()
                            .allMatch(node ->
                                    node.store().value(NodeId.of("n1"), KEY).isEmpty()),
                    "seed " + seed);
        }
    }

    @Test
    void shouldBeUpAgainWhenRestartedBeforeAnybodyNoticed() {
        for (int seed = 0; seed < SEEDS; seed++) {
            final VirtualCluster cluster =
                    settled(VirtualCluster.builder().nodes(5).seed(seed));
            cluster.write("n4", KEY, "old");
            cluster.runTicks(10);
            cluster.crash("n4");
            cluster.runTicks(2);
            cluster.restart("n4");
            cluster.write("n4", KEY, "new");
            cluster.await(
                    "the new value is everywhere", () -> cluster.views().allHold("n4", KEY, "new"), ticks(UP_TICKS));
            awaitEqual(cluster, UP_TICKS);
        }
    }

    @Test
    void shouldFollowANodeToANewAddress() {
        for (int seed = 0; seed < SEEDS; seed++) {
            final VirtualCluster cluster =
                    settled(VirtualCluster.builder().nodes(5).seed(seed));
            final NodeAddress moved = NodeAddress.parse("10.9.9.9:7946");
            cluster.crash("n2");
            if (seed % 2 == 0) {
                awaitStatus(cluster, "n2", NodeStatus.DOWN, DOWN_TICKS);
            }
            cluster.restartAt("n2", moved);
            cluster.write("n2", KEY, "moved");
            cluster.await(
                    "the value is everywhere", () -> cluster.views().allHold("n2", KEY, "moved"), ticks(UP_TICKS));
            awaitEqual(cluster, UP_TICKS);
            for (final VirtualNode node : cluster.nodes()) {
                assertEquals(
                        moved,
                        node.store()
                                .view()
                                .members()
                                .get(NodeId.of("n2"))
                                .address()
                                .orElseThrow(),
                        "seed " + seed + " at " + node.id());
            }
        }
    }

    /** P19: the clock went back, the new life starts below the old one, and outbids it. */
    @Test
    void shouldOutbidItsOldLifeWhenTheClockWentBack() {
        for (int seed = 0; seed < SEEDS; seed++) {
            final VirtualCluster cluster =
                    settled(VirtualCluster.builder().nodes(5).seed(seed));
            cluster.write("n3", KEY, "old");
            cluster.runTicks(10);
            cluster.crash("n3");
            if (seed % 2 == 0) {
                awaitStatus(cluster, "n3", NodeStatus.DOWN, DOWN_TICKS);
            }
            cluster.stepClock("n3", Duration.ofDays(-365));
            cluster.restart("n3");
            cluster.write("n3", KEY, "new");
            cluster.await(
                    "the new value is everywhere", () -> cluster.views().allHold("n3", KEY, "new"), ticks(UP_TICKS));
            awaitEqual(cluster, UP_TICKS);
        }
    }

    @Test
    void shouldComeBackWithItsValuesWhenItWasOnlyFrozen() {
        for (int seed = 0; seed < SEEDS; seed++) {
            final VirtualCluster cluster =
                    settled(VirtualCluster.builder().nodes(5).seed(seed));
            cluster.write("n2", KEY, "kept");
            cluster.runTicks(10);
            final Generation life = cluster.node("n2").node().generation();
            cluster.pause("n2");
            awaitStatus(cluster, "n2", NodeStatus.DOWN, DOWN_TICKS);
            cluster.resume("n2");
            awaitEqual(cluster, UP_TICKS);
            assertTrue(cluster.views().allHold("n2", KEY, "kept"), "seed " + seed);
            assertEquals(life, cluster.node("n2").node().generation(), "a refutation is enough, seed " + seed);
        }
    }

    @Test
    void shouldNotTakeOneWayLossForDeath() {
        final VirtualCluster cluster = settled(VirtualCluster.builder().nodes(8).seed(3));
        cluster.cut("n1", "n2");
        cluster.runTicks(600);
        assertEquals(Set.of(), failed(cluster));
        assertNotEquals(NodeStatus.DOWN, Clusters.shown(cluster, "n2", "n1"));
    }

    /**
     * A node that knows all others as present has no reason to join. When those who hold it as dead have missed its
     * announcement, nobody else is left to tell them: its pings must.
     */
    @Test
    void shouldBeSeenAgainWhenItsAnnouncementWasLost() {
        for (int seed = 0; seed < SEEDS; seed++) {
            final VirtualCluster cluster =
                    settled(VirtualCluster.builder().nodes(4).seed(seed));
            cluster.crash("n3");
            awaitStatus(cluster, "n3", NodeStatus.DOWN, DOWN_TICKS);
            cluster.restartAt("n3", NodeAddress.parse("10.9.9.9:7946"));
            for (final String cutOff : List.of("n0", "n2")) {
                cluster.cut("n3", cutOff);
                cluster.cut("n1", cutOff);
                cluster.cut(cutOff, "n3");
            }
            cluster.await("it knows all", () -> shown(cluster, "n3", "n0") == NodeStatus.UP, ticks(20));
            cluster.crash("n1");
            cluster.runTicks(5);
            cluster.heal();
            awaitStatus(cluster, "n1", NodeStatus.DOWN, DOWN_TICKS);
            awaitEqual(cluster, UP_TICKS);
        }
    }
}
