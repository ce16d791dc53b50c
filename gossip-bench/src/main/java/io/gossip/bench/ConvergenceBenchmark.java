package io.gossip.bench;

import io.gossip.StoreKey;
import io.gossip.bench.report.Baseline;
import io.gossip.bench.workload.Workload;
import io.gossip.sim.VirtualCluster;
import io.gossip.spi.Lane;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A simulated cluster of real nodes: each writes its eight keys in one publish, all in the same moment; measured is the
 * time of one thread until all stores are equal, that of all nodes and of the simulator together. The baseline is the same
 * cluster over as much virtual time without a write. Beside it: the virtual time that took, and the bytes that were sent.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ConvergenceBenchmark {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int KIB = 1 << 10;

    /** Of the last convergence. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Virtual {
        public double virtualMs;
        public double kibPerNode;

        @Setup(Level.Iteration)
        public void clear() {
            virtualMs = 0;
            kibPerNode = 0;
        }
    }

    /** A cluster in which all know all, and nothing is under way. */
    @State(Scope.Thread)
    public static class Cluster {
        @Param({"16", "128"})
        public int nodes;

        private final List<StoreKey<byte[]>> keys = Workload.keys();
        private final byte[] value = new byte[Workload.VALUE_LENGTH];
        private VirtualCluster cluster;
        private Duration lastConvergence;

        @Setup(Level.Trial)
        public void setUp() {
            cluster = VirtualCluster.builder()
                    .nodes(nodes)
                    .seed(42)
                    .keepsEvents(false)
                    .start();
            cluster.await("all join", cluster.views()::allSeeTheLive, LIMIT);
            settle();
            write();
            lastConvergence = converge();
        }

        /** Between two measurements: rumors that are still sent on have been spent. */
        @Setup(Level.Iteration)
        public void settle() {
            cluster.await("all hold the same", cluster.views()::allHoldTheSame, LIMIT);
            cluster.runTicks(20);
        }

        void write() {
            value[0]++;
            cluster.nodes().forEach(node -> node.store().updateSelf(batch -> {
                for (final StoreKey<byte[]> key : keys) {
                    batch.put(key, value);
                }
            }));
        }

        Duration converge() {
            return cluster.await("all hold the same", cluster.views()::allHoldTheSame, LIMIT);
        }

        private long bytesSent() {
            return cluster.totalTraffic(Lane.BEST_EFFORT).bytesSent()
                    + cluster.totalTraffic(Lane.RELIABLE).bytesSent();
        }
    }

    @Benchmark
    public void converge(final Cluster cluster, final Virtual virtual) {
        final long bytes = cluster.bytesSent();
        cluster.write();
        virtual.virtualMs += cluster.converge().toNanos() / 1e6;
        virtual.kibPerNode += (cluster.bytesSent() - bytes) / (double) KIB / cluster.nodes;
    }

    @Benchmark
    @Baseline("the same virtual time without a write")
    public void quiet(final Cluster cluster) {
        cluster.cluster.run(cluster.lastConvergence);
    }
}
