package io.gossip.simulation;

import static io.gossip.simulation.Clusters.KEY;
import static io.gossip.simulation.Clusters.awaitStatus;
import static io.gossip.simulation.Clusters.settled;
import static io.gossip.simulation.Clusters.ticks;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.GossipEvent;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.core.node.GossipNode;
import io.gossip.sim.VirtualCluster;
import io.gossip.sim.network.LinkModel;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a cluster goes through, one after the other in each of many clusters: a crash, a restart at the same and at another
 * address, a partition, a clone. For each size and loss with twenty seeds, within bounds in ticks. The largest clusters
 * come first, so that the small ones fill what is left of the cores.
 */
@Execution(ExecutionMode.CONCURRENT)
class GridSimulation {
    private static final int SEEDS = 20;
    private static final NodeAddress MOVED = NodeAddress.parse("10.8.8.8:7946");
    private static final int UP_TICKS = 100;
    private static final int PARTITION_TICKS = 60;
    private static final int HEALING_TICKS = 600;
    private static final int CONFLICT_TICKS = 150;

    @ParameterizedTest(name = "N = {0}, loss {1}")
    @CsvSource({"100,0", "100,0.05", "100,0.2", "16,0", "16,0.05", "16,0.2", "3,0", "3,0.05", "3,0.2"})
    void shouldComeThroughCrashRestartsPartitionAndClone(final int nodes, final double loss) {
        for (int seed = 0; seed < SEEDS; seed++) {
            final VirtualCluster cluster = settled(VirtualCluster.builder()
                    .nodes(nodes)
                    .seed(seed)
                    .link(LinkModel.lan().withLoss(loss)));
            crashAndRestart(cluster, nodes);
            move(cluster);
            partitionAndHeal(cluster, nodes);
            cloneOf(cluster, seed);
        }
    }

    /** A round of probes and the longest suspicion of a cluster of that size. */
    private static int downTicks(final int nodes) {
        return nodes == 100 ? 400 : 150;
    }

    private static void crashAndRestart(final VirtualCluster cluster, final int nodes) {
        cluster.crash("n1");
        awaitStatus(cluster, "n1", NodeStatus.DOWN, downTicks(nodes));
        cluster.restart("n1");
        cluster.write("n1", KEY, "again");
        awaitStatus(cluster, "n1", NodeStatus.UP, UP_TICKS);
        awaitValue(cluster, "n1", "again");
    }

    private static void move(final VirtualCluster cluster) {
        cluster.crash("n2");
        cluster.restartAt("n2", MOVED);
        cluster.write("n2", KEY, "moved");
        awaitValue(cluster, "n2", "moved");
        awaitStatus(cluster, "n2", NodeStatus.UP, UP_TICKS);
        cluster.await("all know where n2 is", () -> cluster.views().all(GridSimulation::knowsTheMove), ticks(UP_TICKS));
    }

    private static boolean knowsTheMove(final GossipNode node) {
        return node.store().view().members().get(NodeId.of("n2")).address().equals(Optional.of(MOVED));
    }

    private static void partitionAndHeal(final VirtualCluster cluster, final int nodes) {
        final String[] third =
                IntStream.range(0, (nodes + 2) / 3).mapToObj(i -> "n" + i).toArray(String[]::new);
        final String other = "n" + (nodes - 1);
        cluster.partition(third);
        cluster.runTicks(PARTITION_TICKS);
        cluster.write("n0", KEY, "here");
        cluster.write(other, KEY, "there");
        cluster.heal();
        Clusters.awaitEqual(cluster, HEALING_TICKS);
        assertTrue(cluster.views().allHold("n0", KEY, "here"));
        assertTrue(cluster.views().allHold(other, KEY, "there"));
    }

    private static void cloneOf(final VirtualCluster cluster, final int seed) {
        final Stranger clone = Stranger.in(cluster, "n1", "10.9.9.9:7946").start();
        cluster.await(
                "both report a conflict, seed " + seed,
                () -> hasConflict(clone.events())
                        && hasConflict(cluster.events("n1").stream()
                                .map(seen -> seen.event())
                                .toList()),
                ticks(CONFLICT_TICKS));
    }

    private static boolean hasConflict(final Collection<GossipEvent> events) {
        return events.stream().anyMatch(event -> event instanceof GossipEvent.IdentityConflict);
    }

    private static void awaitValue(final VirtualCluster cluster, final String id, final String value) {
        cluster.await("the value of " + id, () -> cluster.views().allHold(id, KEY, value), ticks(UP_TICKS));
    }
}
