package io.gossip.simulation;

import static io.gossip.simulation.Clusters.KEY;
import static io.gossip.simulation.Clusters.LIMIT;
import static io.gossip.simulation.Clusters.inTicks;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.sim.VirtualCluster;
import io.gossip.sim.network.LinkModel;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How long one write takes to reach all, in ticks. The reference for 100 nodes is the published figure of the protocol's
 * design (synchronous ticks, rumors and anti-entropy, independent loss); for 3 and 16 nodes that of the synchronous model
 * in {@link SynchronousRumors}, which has the same fan-out and number of sends. Nodes here tick at different moments, so
 * a write waits half a tick instead of a whole one at each hop and the means lie well below.
 */
@Execution(ExecutionMode.CONCURRENT)
class ConvergenceSimulation {
    private static final int SEEDS = 20;
    private static final double SLACK = 1.15;
    private static final double[] LOSSES = {0, 0.05, 0.2};
    private static final double[] PUBLISHED_FOR_100 = {5.3, 5.7, 6.7};
    /** Between two writes of one cluster: all sends of the first are spent. */
    private static final Duration PAUSE = Duration.ofSeconds(3);

    @ParameterizedTest(name = "N = {0}")
    @ValueSource(ints = {100, 16, 3})
    void shouldReachAllWithinTheReferenceAndFasterWithImmediateSends(final int nodes) {
        final double[] ticked = means(nodes, false);
        final double[] immediate = means(nodes, true);
        for (int i = 0; i < LOSSES.length; i++) {
            final double reference =
                    nodes == 100 ? PUBLISHED_FOR_100[i] : SynchronousRumors.meanTicks(nodes, LOSSES[i]);
            final String row = String.format(
                    Locale.ROOT,
                    "N=%d loss=%.2f: %.2f ticks, immediate sends %.2f, reference %.2f",
                    nodes,
                    LOSSES[i],
                    ticked[i],
                    immediate[i],
                    reference);
            System.out.println(row);
            assertTrue(ticked[i] <= reference * SLACK, row);
            assertTrue(immediate[i] < ticked[i], row);
        }
    }

    /** Mean ticks to 100 % for each loss, over the seeds. */
    private static double[] means(final int nodes, final boolean isImmediate) {
        final double[] sums = new double[LOSSES.length];
        for (int seed = 0; seed < SEEDS; seed++) {
            final VirtualCluster cluster = Clusters.settled(VirtualCluster.builder()
                    .nodes(nodes)
                    .seed(seed)
                    .configure(config -> config.immediateSends(isImmediate)));
            for (int i = 0; i < LOSSES.length; i++) {
                cluster.link(LinkModel.lan().withLoss(LOSSES[i]));
                // A different phase of the ticks for each write.
                cluster.run(PAUSE.plusMillis(37L * seed));
                sums[i] += ticksToAll(cluster, "n" + (seed + i) % nodes, "v" + i);
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= SEEDS;
        }
        return sums;
    }

    private static double ticksToAll(final VirtualCluster cluster, final String writer, final String value) {
        cluster.write(writer, KEY, value);
        return inTicks(
                cluster.await("the write reaches all", () -> cluster.views().allHold(writer, KEY, value), LIMIT));
    }
}
