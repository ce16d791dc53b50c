package io.gossip.bench;

import io.gossip.NodeId;
import io.gossip.bench.baseline.PlainCopy;
import io.gossip.bench.report.Baseline;
import io.gossip.bench.report.GarbageFree;
import io.gossip.bench.workload.DeltaPackets;
import io.gossip.bench.workload.ReplicaPeer;
import io.gossip.bench.workload.Workload;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * Two nodes' stores by the protocol's own anti-entropy until they are equal, per entry that was missing: digests are made,
 * compared, answered with deltas in packets and in messages of the reliable lane, and those are decoded and merged. Before each
 * invocation, and outside of its time, all owners' keys are written anew at one of the two; it takes tens of milliseconds then.
 */
@GarbageFree
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(ReplicationBenchmark.ENTRIES)
public class ReplicationBenchmark {
    static final int ENTRIES = 1 << 16;
    private static final int OWNERS = ENTRIES / Workload.KEYS;
    private static final int MAX_ROUNDS = 1 << 14;

    /** Bytes that went over the wire, both ways, in a second of work. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Wire {
        public long bytes;
    }

    /** Pairs of nodes: as many as give {@link #ENTRIES}. */
    @State(Scope.Thread)
    public static class Pair {
        @Param({"128", "1024", "8192"})
        public int owners;

        private DeltaPackets delta;
        private ReplicaPeer[] sources;
        private ReplicaPeer[] targets;

        @Setup(Level.Trial)
        public void setUp() {
            final NodeId[] ids = Workload.owners(owners);
            delta = new DeltaPackets(ids, ids.length, new SplittableRandom(42));
            sources = new ReplicaPeer[OWNERS / owners];
            targets = new ReplicaPeer[OWNERS / owners];
            for (int i = 0; i < sources.length; i++) {
                sources[i] = new ReplicaPeer("source", 1, ids);
                targets[i] = new ReplicaPeer("target", 2, ids);
                sources[i].meet(targets[i]);
                targets[i].meet(sources[i]);
            }
        }

        @Setup(Level.Invocation)
        public void next() {
            delta.clear();
            delta.addNewer();
            for (final ReplicaPeer source : sources) {
                source.receive(delta.queue());
            }
        }

        /** @return bytes on the wire */
        long replicate() {
            long bytes = 0;
            for (int i = 0; i < sources.length; i++) {
                bytes += replicate(sources[i], targets[i]);
            }
            return bytes;
        }

        private static long replicate(final ReplicaPeer source, final ReplicaPeer target) {
            long bytes = 0;
            int rounds = 0;
            while (source.store().replica().rootHash()
                    != target.store().replica().rootHash()) {
                bytes += Pairs.exchange(target, source);
                Checks.equal(0, ++rounds / MAX_ROUNDS, "rounds in thousands");
            }
            return bytes;
        }
    }

    /** All packets of the same entries. */
    @State(Scope.Thread)
    public static class Bytes {
        @Param({"128", "1024", "8192"})
        public int owners;

        PlainCopy bytes;

        @Setup(Level.Trial)
        public void setUp() {
            final DeltaPackets packets = new DeltaPackets(Workload.owners(owners), OWNERS, new SplittableRandom(42));
            for (int round = 0; round < OWNERS / owners; round++) {
                packets.addNewer();
            }
            bytes = new PlainCopy(packets.queue());
        }
    }

    @Benchmark
    public void replicate(final Pair pair, final Wire wire) {
        wire.bytes += pair.replicate();
    }

    @Benchmark
    @Baseline("copy of the packets")
    public byte copy(final Bytes state) {
        return state.bytes.copy();
    }
}
