package io.gossip.simulation;

import static io.gossip.simulation.Clusters.settled;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeConfig;
import io.gossip.StoreKey;
import io.gossip.sim.VirtualCluster;
import io.gossip.sim.network.LinkModel;
import io.gossip.spi.Lane;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No node ever sends more than its byte budget, whatever there is to say, and yet all of it is said in time. */
class BudgetSimulation {
    /** The default. */
    private static final long BYTES_PER_SECOND = 64_000;

    private static final int PACKET = 1_400;
    /** A round that overdraws the bucket: a packet to each of three peers; beside it what asks nobody, probes and acks. */
    private static final long OVERDRAFT = 3 * PACKET + 4 * PACKET;

    private static final int KEYS = 8;
    private static final Duration HEALED_WITHIN = Duration.ofSeconds(30);

    @Test
    void shouldHealALongPartitionInTimeAndWithinTheBudget() {
        final int nodes = Integer.getInteger("budget.nodes", 100);
        final VirtualCluster cluster =
                settled(VirtualCluster.builder().nodes(nodes).seed(3).checkInterval(Duration.ofMillis(100)));
        final String[] half =
                IntStream.range(0, nodes / 2).mapToObj(i -> "n" + i).toArray(String[]::new);
        cluster.partition(half);
        cluster.run(Duration.ofMinutes(9));
        writeAll(cluster, nodes, "apart");
        cluster.run(Duration.ofMinutes(1));
        cluster.heal();
        final Duration took = watched(
                cluster,
                nodes,
                () -> cluster.views().allSeeTheLive() && cluster.views().allHoldTheSame(),
                HEALED_WITHIN);
        System.out.println(String.format(
                Locale.ROOT,
                "N=%d, %d keys of 64 bytes each written apart: equal %.1f s after the partition healed",
                nodes,
                KEYS,
                took.toMillis() / 1e3));
    }

    /** Everybody writes at once, and again while the first is spreading. */
    @ParameterizedTest(name = "loss {0}, byte budget {1}")
    @CsvSource({"0, 64000", "0.2, 64000", "0, 8192"})
    void shouldSpreadABurstWithinTheBudget(final double loss, final long budget) {
        final int nodes = 64;
        final VirtualCluster cluster = settled(VirtualCluster.builder()
                .nodes(nodes)
                .seed(5)
                .configure(config -> config.byteBudget(budget))
                .link(LinkModel.lan().withLoss(loss)));
        writeAll(cluster, nodes, "first");
        watch(cluster, nodes, budget, 5);
        writeAll(cluster, nodes, "again");
        watched(cluster, nodes, () -> cluster.views().allHoldTheSame(), budget, Duration.ofMinutes(2));
    }

    private static void writeAll(final VirtualCluster cluster, final int nodes, final String prefix) {
        final String value = prefix + "x".repeat(64 - prefix.length());
        for (int n = 0; n < nodes; n++) {
            for (int key = 0; key < KEYS; key++) {
                cluster.write("n" + n, StoreKey.utf8("key" + key), value);
            }
        }
    }

    private static Duration watched(
            final VirtualCluster cluster, final int nodes, final BooleanSupplier done, final Duration limit) {
        return watched(cluster, nodes, done, BYTES_PER_SECOND, limit);
    }

    /** Looks at each tick what each node has sent since the beginning. */
    private static Duration watched(
            final VirtualCluster cluster,
            final int nodes,
            final BooleanSupplier done,
            final long budget,
            final Duration limit) {
        final Duration begin = cluster.elapsed();
        while (!done.getAsBoolean()) {
            assertTrue(cluster.elapsed().minus(begin).compareTo(limit) <= 0, "not done after " + limit);
            watch(cluster, nodes, budget, 1);
        }
        return cluster.elapsed().minus(begin);
    }

    private static void watch(final VirtualCluster cluster, final int nodes, final long budget, final int ticks) {
        final Map<String, Long> before = new HashMap<>();
        for (int tick = 0; tick < ticks; tick++) {
            for (int n = 0; n < nodes; n++) {
                for (final Lane lane : Lane.values()) {
                    before.put(lane + "n" + n, cluster.traffic("n" + n, lane).bytesSent());
                }
            }
            cluster.runTicks(1);
            for (int n = 0; n < nodes; n++) {
                final String id = "n" + n;
                final long packets = cluster.traffic(id, Lane.BEST_EFFORT).bytesSent();
                final long perTick = Math.max(budget / 5, 3 * PACKET);
                assertWithin(id, packets - before.get(Lane.BEST_EFFORT + id), budget / 5 + perTick + OVERDRAFT);
                final long bulk = cluster.traffic(id, Lane.RELIABLE).bytesSent();
                final long bulkRate = budget * NodeConfig.RELIABLE_SHARE;
                // A second's worth saved up, and a message that overdraws it by as much as the largest value.
                assertWithin(id, bulk - before.get(Lane.RELIABLE + id), bulkRate / 5 + bulkRate + (72 << 10));
            }
        }
    }

    private static void assertWithin(final String id, final long sent, final long most) {
        assertTrue(sent <= most, id + " sent " + sent + " bytes within a tick, most=" + most);
    }
}
