package io.gossip.bench;

import io.gossip.NodeId;
import io.gossip.bench.baseline.FlatRows;
import io.gossip.bench.report.Baseline;
import io.gossip.bench.report.GarbageFree;
import io.gossip.bench.workload.DeltaPackets;
import io.gossip.bench.workload.ReplicaPeer;
import io.gossip.bench.workload.Workload;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Digests of the protocol's own anti-entropy, per row: making them, packet sealed and handed over, and comparing received
 * ones of a peer that holds the same, from the first byte of the packet.
 */
@GarbageFree
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(DigestBenchmark.ROWS)
public class DigestBenchmark {
    static final int ROWS = 1 << 13;

    /** Two nodes that hold the same, and the digests of one of them. */
    @State(Scope.Thread)
    public static class Pair {
        @Param({"128", "1024", "8192"})
        public int owners;

        ReplicaPeer left;
        ReplicaPeer right;
        FlatRows rows;
        private int packets;

        @Setup(Level.Trial)
        public void setUp() {
            // Each counts itself and the other among the owners.
            final NodeId[] ids = Workload.owners(owners - 2);
            final DeltaPackets delta = new DeltaPackets(ids, ids.length, new SplittableRandom(42));
            delta.addNewer();
            left = new ReplicaPeer("left", 1, ids);
            right = new ReplicaPeer("right", 2, ids);
            left.receive(delta.queue());
            right.receive(delta.queue());
            left.meet(right);
            right.meet(left);
            settle();
            packets = Pairs.digestPackets(left, right);
            rows = new FlatRows(owners);
        }

        /** The lives of both themselves are news to each other. */
        private void settle() {
            for (int round = 0;
                    left.store().replica().rootHash() != right.store().replica().rootHash();
                    round++) {
                Checks.equal(1, round < ROWS ? 1 : 0, "rounds until equal");
                Pairs.exchange(left, right);
                Pairs.exchange(right, left);
            }
            left.sent().clear();
            right.sent().clear();
        }

        /** Digests of all owners once, in so many packets. */
        void offerAll() {
            left.sent().clear();
            for (int i = 0; i < packets; i++) {
                left.offer();
            }
        }
    }

    @Benchmark
    public int make(final Pair pair) {
        for (int times = ROWS / pair.owners; times > 0; times--) {
            pair.offerAll();
        }
        return pair.left.sent().count();
    }

    @Benchmark
    public int compare(final Pair pair) {
        for (int times = ROWS / pair.owners; times > 0; times--) {
            pair.right.receive(pair.left.sent());
        }
        Checks.equal(0, pair.right.sent().count(), "answers");
        return pair.right.sent().count();
    }

    @Benchmark
    @Baseline(value = "rows copied from arrays", of = "make")
    public long rowsMake(final Pair pair) {
        long sum = 0;
        for (int times = ROWS / pair.owners; times > 0; times--) {
            sum += pair.rows.make();
        }
        return sum;
    }

    @Benchmark
    @Baseline(value = "rows compared with arrays", of = "compare")
    public long rowsCompare(final Pair pair) {
        long sum = 0;
        for (int times = ROWS / pair.owners; times > 0; times--) {
            sum += pair.rows.compare();
        }
        return sum;
    }
}
