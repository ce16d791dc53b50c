package io.gossip.bench;

import io.gossip.NodeId;
import io.gossip.bench.baseline.FlatSlots;
import io.gossip.bench.baseline.PlainCopy;
import io.gossip.bench.report.Baseline;
import io.gossip.bench.report.GarbageFree;
import io.gossip.bench.workload.DeltaCutter;
import io.gossip.bench.workload.DeltaPackets;
import io.gossip.bench.workload.FilledStore;
import io.gossip.bench.workload.ReadOrder;
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
 * Cutting deltas into packets, sealed with their checksum, per entry: askers that lack all eight keys of an owner, and
 * askers that lack the last one only. Owners are asked for in any order.
 */
@GarbageFree
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DeltaBenchmark {
    private static final int CHUNKS = 1 << 13;
    private static final int ENTRIES = CHUNKS * Workload.KEYS;

    /** A store to cut from. */
    @State(Scope.Thread)
    public static class Filled {
        @Param({"128", "1024", "8192"})
        public int owners;

        DeltaCutter cutter;
        private long[] hashes;

        @Setup(Level.Trial)
        public void setUp() {
            final NodeId[] ids = Workload.owners(owners);
            final FilledStore filled = new FilledStore(ids);
            cutter = new DeltaCutter(filled.store().replica());
            final int[] order = Workload.ascending(owners);
            Workload.shuffle(order, new SplittableRandom(42));
            hashes = new long[owners];
            for (int i = 0; i < owners; i++) {
                hashes[i] = Workload.HASH.of(ids[order[i]]);
            }
        }

        /** Cuts chunks of all owners in turn. */
        long cut(final long frontier) {
            cutter.begin();
            for (int i = 0; i < CHUNKS; i++) {
                cutter.cut(hashes[i & hashes.length - 1], frontier);
            }
            return cutter.end();
        }
    }

    /** Bytes of such packets. */
    @State(Scope.Thread)
    public static class Bytes {
        @Param({"128", "1024", "8192"})
        public int owners;

        PlainCopy bytes;

        @Setup(Level.Trial)
        public void setUp() {
            final DeltaPackets packets = new DeltaPackets(Workload.owners(owners), CHUNKS, new SplittableRandom(42));
            for (int round = 0; round < CHUNKS / owners; round++) {
                packets.addNewer();
            }
            bytes = new PlainCopy(packets.queue());
        }
    }

    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public long cutEightKeys(final Filled filled) {
        return filled.cut(0);
    }

    /** Values to be copied one by one. */
    @State(Scope.Thread)
    public static class Slotted {
        @Param({"128", "1024", "8192"})
        public int owners;

        private final byte[] value = new byte[Workload.VALUE_LENGTH];
        private FlatSlots slots;
        private ReadOrder order;

        @Setup(Level.Trial)
        public void setUp() {
            slots = new FlatSlots(Workload.owners(owners), 0);
            order = new ReadOrder(Workload.owners(owners), 42);
        }
    }

    @Benchmark
    @OperationsPerInvocation(CHUNKS)
    public long cutOneKey(final Filled filled) {
        return filled.cut(Workload.KEYS - 1);
    }

    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    @Baseline(value = "copy of the packets", of = "cutEightKeys")
    public byte copy(final Bytes state) {
        return state.bytes.copy();
    }

    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    @Baseline(value = "checksum of the packets", of = "cutEightKeys")
    public long checksum(final Bytes state) {
        return state.bytes.checksum();
    }

    @Benchmark
    @OperationsPerInvocation(ReadOrder.LENGTH)
    @Baseline(value = "flat slots", of = "cutOneKey")
    public long slotsOneKey(final Slotted slotted) {
        long sum = 0;
        for (int i = 0; i < ReadOrder.LENGTH; i++) {
            slotted.slots.read(slotted.order.owner(i), slotted.order.keyNumber(i), slotted.value);
            sum += slotted.value[0];
        }
        return sum;
    }
}
