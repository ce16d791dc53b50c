package io.gossip.bench;

import io.gossip.NodeId;
import io.gossip.bench.baseline.FlatSlots;
import io.gossip.bench.baseline.RecordMap;
import io.gossip.bench.report.Baseline;
import io.gossip.bench.report.GarbageFree;
import io.gossip.bench.workload.FilledStore;
import io.gossip.bench.workload.ReadOrder;
import io.gossip.bench.workload.SummingVisitor;
import io.gossip.bench.workload.Workload;
import io.gossip.store.OwnerReader;
import java.util.Arrays;
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
 * Reading one key of one owner, per read; any owner, any key. The id is equal to the one in the store and not the same
 * object, as with ids that users make or parse.
 */
@GarbageFree
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ReadOrder.LENGTH)
public class ReadBenchmark {
    /** A store, and what is read of it. */
    @State(Scope.Thread)
    public static class Filled {
        @Param({"128", "1024", "8192"})
        public int owners;

        final SummingVisitor visitor = new SummingVisitor();
        OwnerReader reader;
        ReadOrder order;

        @Setup(Level.Trial)
        public void setUp() {
            reader = new FilledStore(Workload.owners(owners)).store().reader();
            order = new ReadOrder(Workload.owners(owners), 42);
        }
    }

    /** The same in a map, with the names at hand. */
    @State(Scope.Thread)
    public static class Mapped {
        @Param({"128", "1024", "8192"})
        public int owners;

        final String[] names = new String[ReadOrder.LENGTH];
        RecordMap map;

        @Setup(Level.Trial)
        public void setUp() {
            final NodeId[] ids = Workload.owners(owners);
            map = new RecordMap();
            final byte[] value = new byte[Workload.VALUE_LENGTH];
            Arrays.fill(value, (byte) 1);
            for (int owner = 0; owner < owners; owner++) {
                for (int key = 0; key < Workload.KEYS; key++) {
                    map.put(RecordMap.name(ids[owner], Workload.keyName(key)), 1, value);
                }
            }
            final ReadOrder order = new ReadOrder(ids, 42);
            for (int i = 0; i < ReadOrder.LENGTH; i++) {
                names[i] = RecordMap.name(order.id(i), order.key(i).name());
            }
        }
    }

    /** The same in slots. */
    @State(Scope.Thread)
    public static class Slotted {
        @Param({"128", "1024", "8192"})
        public int owners;

        final byte[] value = new byte[Workload.VALUE_LENGTH];
        FlatSlots slots;
        ReadOrder order;

        @Setup(Level.Trial)
        public void setUp() {
            slots = new FlatSlots(Workload.owners(owners), 0);
            order = new ReadOrder(Workload.owners(owners), 42);
        }
    }

    @Benchmark
    public long read(final Filled filled) {
        for (int i = 0; i < ReadOrder.LENGTH; i++) {
            if (!filled.reader.read(filled.order.id(i), filled.order.key(i), filled.visitor)) {
                throw new IllegalStateException("not found, owner=" + filled.order.id(i));
            }
        }
        return filled.visitor.sum();
    }

    @Benchmark
    @Baseline("map of records")
    public long map(final Mapped mapped) {
        long sum = 0;
        for (int i = 0; i < ReadOrder.LENGTH; i++) {
            sum += mapped.map.find(mapped.names[i]).value()[0];
        }
        return sum;
    }

    @Benchmark
    @Baseline("flat slots")
    public long slots(final Slotted slotted) {
        long sum = 0;
        for (int i = 0; i < ReadOrder.LENGTH; i++) {
            slotted.slots.read(slotted.order.owner(i), slotted.order.keyNumber(i), slotted.value);
            sum += slotted.value[0];
        }
        return sum;
    }
}
