package io.gossip.simulation;

import static io.gossip.simulation.Clusters.KEY;
import static io.gossip.simulation.Clusters.settled;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gossip.sim.VirtualCluster;
import io.gossip.sim.network.LinkModel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** N11: wall clocks may step by a year on any node; no merge, no packet and no decision changes. */
class ClockSimulation {
    private static final Duration YEAR = Duration.ofDays(365);

    @Test
    void shouldSendTheSamePacketsWhenClocksStepByAYear() {
        for (int seed = 0; seed < 5; seed++) {
            assertEquals(run(seed, false), run(seed, true), "seed " + seed);
        }
    }

    /** Everything that leaves or stays: traffic and root hash of each node. Steps themselves are part of the trace hash. */
    private static List<String> run(final long seed, final boolean isStepped) {
        final VirtualCluster cluster = settled(VirtualCluster.builder()
                .nodes(8)
                .seed(seed)
                .link(LinkModel.lan().withLoss(0.1)));
        for (int i = 0; i < 8; i++) {
            cluster.write("n" + i, KEY, "v" + i);
            if (isStepped) {
                cluster.stepClock("n" + i, i % 2 == 0 ? YEAR : YEAR.negated());
            }
            cluster.runTicks(3);
            cluster.write("n" + i, KEY, "w" + i);
        }
        cluster.runTicks(100);
        return cluster.nodes().stream()
                .map(node -> node.id() + " " + node.node().rootHash() + " "
                        + node.node().counters().bytesSent() + " "
                        + node.node().counters().packetsSent())
                .toList();
    }
}
