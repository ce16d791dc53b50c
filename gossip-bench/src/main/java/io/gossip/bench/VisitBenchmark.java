package io.gossip.bench;

import io.gossip.NodeId;
import io.gossip.StoreKey;
import io.gossip.bench.baseline.FlatSlots;
import io.gossip.bench.baseline.RecordMap;
import io.gossip.bench.report.Baseline;
import io.gossip.bench.report.GarbageFree;
import io.gossip.bench.workload.FilledStore;
import io.gossip.bench.workload.SummingVisitor;
import io.gossip.bench.workload.Workload;
import io.gossip.store.OwnerReader;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
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

/** Visiting all owners: one key of each, per value; and all keys of each, which copies whole views, per entry. */
@GarbageFree
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VisitBenchmark {
    private static final int VALUES = 1 << 13;
    private static final int ENTRIES = VALUES * Workload.KEYS;
    private static final int KEY = 3;

    /** A store and what else holds one key of each owner. */
    @State(Scope.Thread)
    public static class Filled {
        @Param({"128", "1024", "8192"})
        public int owners;

        final SummingVisitor visitor = new SummingVisitor();
        final Predicate<NodeId> everybody = id -> true;
        final byte[] value = new byte[Workload.VALUE_LENGTH];
        NodeId[] ids;
        StoreKey<byte[]> key;
        OwnerReader reader;
        RecordMap map;
        FlatSlots slots;

        @Setup(Level.Trial)
        public void setUp() {
            ids = Workload.owners(owners);
            key = Workload.keys().get(KEY);
            reader = new FilledStore(ids).store().reader();
            slots = new FlatSlots(ids, 0);
            map = new RecordMap();
            for (final NodeId id : ids) {
                map.put(id.toString(), 1, value);
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public long oneKey(final Filled filled) {
        int found = 0;
        for (int times = VALUES / filled.owners; times > 0; times--) {
            found += filled.reader.forEachValue(filled.key, filled.everybody, filled.visitor);
        }
        Checks.equal(VALUES, found, "values");
        return filled.visitor.sum();
    }

    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public long allKeys(final Filled filled) {
        final long before = filled.visitor.count();
        for (int times = VALUES / filled.owners; times > 0; times--) {
            for (final NodeId id : filled.ids) {
                filled.reader.forEachEntry(id, filled.visitor);
            }
        }
        Checks.equal(ENTRIES, filled.visitor.count() - before, "entries");
        return filled.visitor.sum();
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    @Baseline(value = "map of records", of = "oneKey")
    public long map(final Filled filled) {
        long sum = 0;
        for (int times = VALUES / filled.owners; times > 0; times--) {
            sum += filled.map.visit();
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    @Baseline("flat slots")
    public long slots(final Filled filled) {
        long sum = 0;
        for (int times = VALUES / filled.owners; times > 0; times--) {
            sum += filled.slots.visit(KEY, filled.value);
        }
        return sum;
    }
}
