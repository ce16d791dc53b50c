package io.gossip.bench;

import io.gossip.bench.baseline.RecordMap;
import io.gossip.bench.report.Baseline;
import io.gossip.bench.report.GarbageFree;
import io.gossip.bench.workload.FilledStore;
import io.gossip.bench.workload.ReadOrder;
import io.gossip.bench.workload.SummingVisitor;
import io.gossip.bench.workload.Workload;
import io.gossip.store.OwnerReader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Reading one key of one owner while another thread merges without a pause, chunks of eight keys that are given to it
 * without a packet around: more publishes than a network brings. Reads are of the owners that it publishes, of others in the same
 * store, or of a store that nobody writes to while the other thread writes to a second one: the baseline, with the same load on
 * the machine. With one owner reader and writer meet all the time.
 *
 * <p>A read is one call here, and a write one chunk; each thread's figure is its own.
 */
@GarbageFree
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ContendedReadBenchmark {
    /** Twice the owners: the first half is written to, and another store like it. */
    @State(Scope.Benchmark)
    public static class Stores {
        @Param({"1", "1024"})
        public int owners;

        FilledStore written;
        OwnerReader quiet;

        @Setup(Level.Trial)
        public void setUp() {
            written = new FilledStore(Workload.owners(2 * owners));
            quiet = new FilledStore(Workload.owners(2 * owners)).store().reader();
        }
    }

    /** A reader's place. */
    @State(Scope.Thread)
    public static class Reads {
        private final SummingVisitor visitor = new SummingVisitor();
        private ReadOrder first;
        private ReadOrder second;
        private int next;

        @Setup(Level.Trial)
        public void setUp(final Stores stores) {
            first = new ReadOrder(Workload.owners(stores.owners), 42);
            second = new ReadOrder(Workload.owners(stores.owners, stores.owners), 42);
        }

        long readWritten(final OwnerReader reader) {
            return read(reader, first);
        }

        long readOthers(final OwnerReader reader) {
            return read(reader, second);
        }

        private long read(final OwnerReader reader, final ReadOrder order) {
            next = next + 1 & ReadOrder.LENGTH - 1;
            if (!reader.read(order.id(next), order.key(next), visitor)) {
                throw new IllegalStateException("not found, owner=" + order.id(next));
            }
            return visitor.sum();
        }
    }

    /** A writer's place. */
    @State(Scope.Thread)
    public static class Merges {
        private ReadOrder order;
        private int next;

        @Setup(Level.Trial)
        public void setUp(final Stores stores) {
            order = new ReadOrder(Workload.owners(stores.owners), 7);
        }

        void merge(final FilledStore store) {
            next = next + 1 & ReadOrder.LENGTH - 1;
            store.mergeNext(order.owner(next));
        }
    }

    @Benchmark
    @Group("sameOwners")
    public long readSame(final Stores stores, final Reads reads) {
        return reads.readWritten(stores.written.store().reader());
    }

    @Benchmark
    @Group("sameOwners")
    public void mergeSame(final Stores stores, final Merges merges) {
        merges.merge(stores.written);
    }

    @Benchmark
    @Group("otherOwners")
    public long readOther(final Stores stores, final Reads reads) {
        return reads.readOthers(stores.written.store().reader());
    }

    @Benchmark
    @Group("otherOwners")
    public void mergeOther(final Stores stores, final Merges merges) {
        merges.merge(stores.written);
    }

    @Benchmark
    @Group("quietStore")
    @Baseline(
            value = "of a store nobody writes to",
            of = {"readSame", "readOther"})
    public long readQuiet(final Stores stores, final Reads reads) {
        return reads.readWritten(stores.quiet);
    }

    @Benchmark
    @Group("quietStore")
    @Baseline(
            value = "to a store nobody reads",
            of = {"mergeSame", "mergeOther"})
    public void mergeUnread(final Stores stores, final Merges merges) {
        merges.merge(stores.written);
    }

    @Benchmark
    @Baseline(
            value = "alone",
            of = {"readSame", "readOther"})
    public long readAlone(final Stores stores, final Reads reads) {
        return reads.readWritten(stores.quiet);
    }

    /** A map of the same names. */
    @State(Scope.Benchmark)
    public static class Map {
        final byte[] value = new byte[Workload.VALUE_LENGTH];
        RecordMap map;
        String[] names;

        @Setup(Level.Trial)
        public void setUp(final Stores stores) {
            map = new RecordMap();
            names = new String[ReadOrder.LENGTH];
            final ReadOrder order = new ReadOrder(Workload.owners(stores.owners), 42);
            for (int i = 0; i < ReadOrder.LENGTH; i++) {
                names[i] = RecordMap.name(order.id(i), order.key(i).name());
                map.put(names[i], 1, value);
            }
        }
    }

    /** A place in the names. */
    @State(Scope.Thread)
    public static class Place {
        private int next;

        int next() {
            next = next + 1 & ReadOrder.LENGTH - 1;
            return next;
        }
    }

    @Benchmark
    @Group("mapSame")
    @Baseline(value = "map of records, written to", of = "readSame")
    public byte readMap(final Map map, final Place place) {
        return map.map.find(map.names[place.next()]).value()[0];
    }

    @Benchmark
    @Group("mapSame")
    @Baseline(value = "map of records, one write", of = "mergeSame")
    public void writeMap(final Map map, final Place place) {
        map.map.put(map.names[place.next()], 1, map.value);
    }
}
