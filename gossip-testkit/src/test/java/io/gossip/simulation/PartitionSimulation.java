package io.gossip.simulation;

import static io.gossip.simulation.Clusters.KEY;
import static io.gossip.simulation.Clusters.awaitEqual;
import static io.gossip.simulation.Clusters.settled;
import static io.gossip.simulation.Clusters.shown;
import static io.gossip.simulation.Clusters.ticks;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.GossipEvent;
import io.gossip.MembershipMode;
import io.gossip.NodeStatus;
import io.gossip.Retention;
import io.gossip.sim.VirtualCluster;
import io.gossip.sim.VirtualClusterBuilder;
import io.gossip.sim.network.LinkModel;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Partitions: both sides notice, the majority keeps its quorum, and after any time everything is whole again. */
class PartitionSimulation {
    private static final int MINORITY = 3;
    /** Detection of a whole side, one member after the other, at the LAN preset. */
    private static final int DETECTION_TICKS = 300;
    /** The quorum timeout of the LAN preset is one minute. */
    private static final int QUORUM_TIMEOUT_TICKS = 300;
    /** Back-off ends at 150 ticks + 25 %; then a join, an outbid or refutation, and another join. */
    private static final int HEALING_TICKS = 600;

    private static final Retention SHORT =
            new Retention(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofSeconds(20));

    private static String[] minority() {
        return IntStream.range(0, MINORITY).mapToObj(i -> "n" + i).toArray(String[]::new);
    }

    private static VirtualClusterBuilder cluster(final int nodes, final MembershipMode mode, final long seed) {
        return VirtualCluster.builder().nodes(nodes).membershipMode(mode).seed(seed);
    }

    @ParameterizedTest
    @EnumSource(MembershipMode.class)
    void shouldKeepQuorumOnlyInTheMajorityAndAgreeAgainAfterHealing(final MembershipMode mode) {
        for (int seed = 0; seed < 5; seed++) {
            final VirtualCluster cluster = settled(cluster(8, mode, seed));
            cluster.partition(minority());
            cluster.await("both sides notice", () -> isSplit(cluster, 8), ticks(DETECTION_TICKS));
            cluster.runTicks(QUORUM_TIMEOUT_TICKS + 5);
            assertEquals(NodeStatus.NOT_IN_QUORUM, cluster.node("n0").store().selfStatus(), "seed " + seed);
            assertEquals(NodeStatus.UP, cluster.node("n7").store().selfStatus(), "seed " + seed);

            cluster.write("n0", KEY, "minority");
            cluster.write("n7", KEY, "majority");
            final Duration healed = cluster.elapsed();
            cluster.heal();
            awaitEqual(cluster, HEALING_TICKS);
            assertEquals(0, failedSince(cluster, healed), "what others thought is no death here, seed " + seed);
            assertTrue(cluster.views().allHold("n0", KEY, "minority"), "seed " + seed);
            assertTrue(cluster.views().allHold("n7", KEY, "majority"), "seed " + seed);
            assertEquals(NodeStatus.UP, cluster.node("n0").store().selfStatus(), "seed " + seed);
        }
    }

    private static long failedSince(final VirtualCluster cluster, final Duration begin) {
        return cluster.nodes().stream()
                .flatMap(node -> node.events().stream())
                .filter(seen -> seen.at().compareTo(begin) > 0 && seen.event() instanceof GossipEvent.MemberFailed)
                .count();
    }

    private static boolean isSplit(final VirtualCluster cluster, final int nodes) {
        return IntStream.range(0, nodes).allMatch(i -> IntStream.range(0, nodes)
                .allMatch(j -> i == j
                        || (i < MINORITY) == (j < MINORITY)
                        || shown(cluster, "n" + i, "n" + j) != NodeStatus.UP));
    }

    /** Longer than the reap time: both have buried each other. Longer than forgetAfter: both have forgotten even that. */
    @ParameterizedTest(name = "{0} s of partition, {1} loss")
    @CsvSource({"10,0", "10,0.2", "60,0", "60,0.2", "300,0", "300,0.2", "3600,0"})
    void shouldHealAfterAnyTime(final int seconds, final double loss) {
        for (int seed = 0; seed < 3; seed++) {
            final VirtualCluster cluster = settled(cluster(8, MembershipMode.OPEN, seed)
                    .link(LinkModel.lan().withLoss(loss))
                    .configure(config -> config.retention(SHORT)));
            cluster.write("n1", KEY, "before");
            cluster.write("n6", KEY, "before");
            cluster.runTicks(20);
            cluster.partition(minority());
            cluster.run(Duration.ofSeconds(seconds));
            cluster.write("n1", KEY, "during");
            cluster.heal();
            awaitEqual(cluster, HEALING_TICKS);
            assertTrue(cluster.views().allHold("n1", KEY, "during"), "seed " + seed);
            assertTrue(cluster.views().allHold("n6", KEY, "before"), "seed " + seed);
        }
    }

    /** Death makes an open cluster no smaller, until even the tombstones of the dead are forgotten. */
    @Test
    void shouldCountTheDeadUntilTheyAreForgotten() {
        for (int seed = 0; seed < 3; seed++) {
            final VirtualCluster cluster = settled(cluster(5, MembershipMode.OPEN, seed)
                    .expectedMembers(1)
                    .configure(config -> config.retention(SHORT)));
            cluster.crash("n2");
            cluster.crash("n3");
            cluster.crash("n4");
            cluster.run(Duration.ofSeconds(130));
            assertEquals(NodeStatus.NOT_IN_QUORUM, cluster.node("n0").store().selfStatus(), "seed " + seed);
            cluster.run(Duration.ofSeconds(60));
            assertEquals(NodeStatus.UP, cluster.node("n0").store().selfStatus(), "seed " + seed);
            assertEquals(NodeStatus.UP, cluster.node("n1").store().selfStatus(), "seed " + seed);
        }
    }

    @Test
    void shouldCountTheDeadThatAreStillKnown() {
        final VirtualCluster cluster =
                settled(cluster(5, MembershipMode.OPEN, 2).expectedMembers(1));
        cluster.crash("n2");
        cluster.crash("n3");
        cluster.crash("n4");
        cluster.runTicks(DETECTION_TICKS + QUORUM_TIMEOUT_TICKS);
        assertEquals(NodeStatus.NOT_IN_QUORUM, cluster.node("n0").store().selfStatus());
    }
}
