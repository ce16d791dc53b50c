package io.gossip.simulation;

import static io.gossip.simulation.Clusters.TICK;
import static io.gossip.simulation.Clusters.settled;
import static io.gossip.simulation.Clusters.shown;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.gossip.NodeStatus;
import io.gossip.sim.VirtualCluster;
import io.gossip.sim.VirtualNode;
import io.gossip.sim.network.LinkModel;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A departed node is never shown UP again in the life that left (the Go library's flaw F1). */
class DepartureSimulation {
    private static final int SEEDS = 40;
    private static final int NODES = 10;
    private static final int LEAVERS = 5;

    @Test
    void shouldNeverShowADepartedNodeUpAgain() {
        for (int seed = 0; seed < SEEDS; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final VirtualCluster cluster = settled(VirtualCluster.builder()
                    .nodes(NODES)
                    .seed(seed)
                    .link(LinkModel.wan()
                            .withLoss(0.1)
                            .withDuplication(0.1)
                            .withReordering(0.2, Duration.ofSeconds(3))));
            final Set<String> departed = new HashSet<>();
            final Set<String> seenDown = new HashSet<>();
            for (int tick = 0; tick < 250; tick++) {
                if (departed.size() < LEAVERS && random.nextInt(6) == 0) {
                    final String leaver = "n" + random.nextInt(NODES);
                    if (departed.add(leaver)) {
                        cluster.leave(leaver);
                    }
                }
                cluster.run(TICK);
                check(cluster, departed, seenDown, seed);
            }
            for (final String gone : departed) {
                Clusters.awaitStatus(cluster, gone, NodeStatus.DOWN, 200);
            }
        }
    }

    private static void check(
            final VirtualCluster cluster, final Set<String> departed, final Set<String> seenDown, final int seed) {
        for (final VirtualNode observer : cluster.nodes()) {
            if (observer.isLive()) {
                for (final String gone : departed) {
                    final String pair = observer.id() + " of " + gone;
                    final NodeStatus status = shown(cluster, observer.id().value(), gone);
                    if (status == NodeStatus.DOWN) {
                        seenDown.add(pair);
                    } else if (seenDown.contains(pair)) {
                        assertNotEquals(NodeStatus.UP, status, pair + " seed " + seed);
                    }
                }
            }
        }
    }
}
