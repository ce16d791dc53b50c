package io.gossip.simulation;

import static io.gossip.simulation.Clusters.settled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.MembershipMode;
import io.gossip.Retention;
import io.gossip.sim.VirtualCluster;
import io.gossip.spi.Lane;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster in which nothing happens sends probes and nothing else; the budget is that of the LAN preset. */
class QuietSimulation {
    private static final int BYTES_PER_SECOND = 400;
    private static final int SECONDS = 30;

    @ParameterizedTest(name = "N = {0}")
    @ValueSource(ints = {3, 16, 64})
    void shouldStayWithinTheIdleBudgetAtAnySize(final int nodes) {
        final VirtualCluster cluster =
                settled(VirtualCluster.builder().nodes(nodes).seed(nodes));
        final long reliable = cluster.totalTraffic(Lane.RELIABLE).bytesSent();
        final double perNode = bytesPerSecond(cluster, Duration.ofSeconds(SECONDS));
        System.out.println(String.format(Locale.ROOT, "N=%d idle: %.0f B/s per node", nodes, perNode));
        assertTrue(perNode <= BYTES_PER_SECOND, "bytes per node and second: " + perNode);
        assertEquals(reliable, cluster.totalTraffic(Lane.RELIABLE).bytesSent());
    }

    /**
     * Nodes learn of a death at different times, one that starts later much later, and forget the dead at different times.
     * They must not compare all they hold at every tick in between.
     */
    @Test
    void shouldStayQuietWhileTheDeadAreForgotten() {
        final Retention retention = new Retention(Duration.ofMinutes(4), Duration.ofHours(1), Duration.ofHours(1));
        for (int seed = 0; seed < 3; seed++) {
            final VirtualCluster cluster = settled(VirtualCluster.builder()
                    .nodes(12)
                    .seed(seed)
                    .membershipMode(MembershipMode.OPEN)
                    .configure(config -> config.retention(retention)));
            cluster.write("n5", Clusters.KEY, "value");
            cluster.runTicks(20);
            cluster.crash("n5");
            cluster.run(Duration.ofMinutes(2));
            cluster.crash("n7");
            cluster.restart("n7");
            cluster.run(Duration.ofSeconds(140));
            // By now n5 is forgotten by all who saw it die, and n7 has heard of it two minutes later.
            final double perNode = bytesPerSecond(cluster, Duration.ofSeconds(90));
            assertTrue(perNode <= BYTES_PER_SECOND, "bytes per node and second: " + perNode + " seed " + seed);
            assertTrue(cluster.views().allHoldTheSame(), "seed " + seed);
            assertEquals(
                    11, cluster.node("n7").store().view().members().size(), "forgotten with the others, seed " + seed);
        }
    }

    private static double bytesPerSecond(final VirtualCluster cluster, final Duration span) {
        final long before = bytes(cluster);
        cluster.run(span);
        return (double) (bytes(cluster) - before)
                / span.toSeconds()
                / cluster.views().live().size();
    }

    private static long bytes(final VirtualCluster cluster) {
        return cluster.totalTraffic(Lane.BEST_EFFORT).bytesSent()
                + cluster.totalTraffic(Lane.RELIABLE).bytesSent();
    }
}
