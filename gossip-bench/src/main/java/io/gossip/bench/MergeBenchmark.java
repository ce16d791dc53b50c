package io.gossip.bench;

import io.gossip.NodeId;
import io.gossip.bench.baseline.FlatSlots;
import io.gossip.bench.baseline.PlainCopy;
import io.gossip.bench.baseline.RecordMap;
import io.gossip.bench.report.Baseline;
import io.gossip.bench.report.GarbageFree;
import io.gossip.bench.workload.DeltaPackets;
import io.gossip.bench.workload.MergingReceiver;
import io.gossip.bench.workload.PacketQueue;
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
import org.openjdk.jmh.annotations.TearDown;

/**
 * Merging received packets, from the first byte of the packet to the publish, per entry in them. Each chunk has the eight
 * keys of one owner; owners come in an order drawn anew for each round over all of them, as a network brings them.
 *
 * <p>The packets of an invocation are made before it, outside of the time that is taken, since newer writes need packets
 * that nobody has seen yet. This is honest here: an invocation merges {@value #ENTRIES} entries, which takes some hundred
 * microseconds, so that the two looks at the clock around it (some 50 ns) are below a thousandth of it, and JMH takes the
 * time of each invocation by itself. Their 180 KB are in the cache then, as those of a datagram are that a kernel has just
 * copied to where it was asked for. Making them allocates nothing, and what it allocated would count.
 */
@GarbageFree
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(MergeBenchmark.ENTRIES)
public class MergeBenchmark {
    static final int ENTRIES = 1 << 11;
    private static final int CHUNKS = ENTRIES / Workload.KEYS;
    /** One key of eight of every twelfth owner is one entry in a hundred. */
    private static final int WRITERS_IN_HUNDRED = Workload.KEYS;

    /** Owners, of whom all have been heard once. */
    @State(Scope.Thread)
    public abstract static class Received {
        @Param({"128", "1024", "8192"})
        public int owners;

        NodeId[] ids;
        DeltaPackets packets;

        /** @return packets with a chunk of each owner */
        final PacketQueue begin() {
            ids = Workload.owners(owners);
            packets = new DeltaPackets(ids, Math.max(owners, CHUNKS), new SplittableRandom(42));
            packets.addNewer();
            return packets.queue();
        }

        final void nextNewer() {
            packets.clear();
            packets.addNewer(CHUNKS);
        }

        /** @return chunks with something newer in them */
        final int nextKnown(final int writersInHundred) {
            packets.clear();
            return packets.addKnown(CHUNKS, writersInHundred);
        }
    }

    /** The store, and how many chunks it must have published. */
    public abstract static class Merging extends Received {
        MergingReceiver receiver;
        private long expected;

        @Setup(Level.Trial)
        public void setUp() {
            final PacketQueue first = begin();
            receiver = new MergingReceiver(ids);
            receiver.receive(first);
            expected = owners;
        }

        /** @return chunks with something newer in them */
        abstract int prepare();

        @Setup(Level.Invocation)
        public void next() {
            expected += prepare();
        }

        @TearDown(Level.Invocation)
        public void check() {
            Checks.equal(expected, receiver.published(), "published");
        }
    }

    /** Every entry is newer. */
    public static class Newer extends Merging {
        @Override
        int prepare() {
            nextNewer();
            return CHUNKS;
        }
    }

    /** One entry in a hundred is newer: eight owners in a hundred have written one of their eight keys. */
    public static class OnePercentNewer extends Merging {
        @Override
        int prepare() {
            return nextKnown(WRITERS_IN_HUNDRED);
        }
    }

    /** No entry is newer. */
    public static class NothingNew extends Merging {
        @Override
        int prepare() {
            return nextKnown(0);
        }
    }

    /** The map. */
    public abstract static class Mapping extends Received {
        RecordMap map;
        private long expected;

        @Setup(Level.Trial)
        public void setUp() {
            final PacketQueue first = begin();
            map = new RecordMap();
            map.receive(first);
            expected = (long) owners * Workload.KEYS;
        }

        /** @return newer entries */
        abstract int prepare();

        @Setup(Level.Invocation)
        public void next() {
            expected += prepare();
        }

        @TearDown(Level.Invocation)
        public void check() {
            Checks.equal(expected, map.newer(), "newer");
        }
    }

    /** Newer entries for the map. */
    public static class NewerForMap extends Mapping {
        @Override
        int prepare() {
            nextNewer();
            return ENTRIES;
        }
    }

    /** Known entries for the map. */
    public static class NothingNewForMap extends Mapping {
        @Override
        int prepare() {
            return nextKnown(0);
        }
    }

    /** Newer entries for the slots. */
    public static class NewerForSlots extends Received {
        FlatSlots slots;

        @Setup(Level.Trial)
        public void setUp() {
            begin();
            slots = new FlatSlots(ids, ENTRIES);
        }

        @Setup(Level.Invocation)
        public void next() {
            nextNewer();
            slots.prepare(packets.queue());
        }
    }

    /** Bytes to be copied. */
    public static class Bytes extends Received {
        PlainCopy bytes;

        @Setup(Level.Trial)
        public void setUp() {
            begin();
            nextNewer();
            bytes = new PlainCopy(packets.queue());
        }
    }

    @Benchmark
    public void allNewer(final Newer state) {
        state.receiver.receive(state.packets.queue());
    }

    @Benchmark
    public void onePercentNewer(final OnePercentNewer state) {
        state.receiver.receive(state.packets.queue());
    }

    @Benchmark
    public void nothingNew(final NothingNew state) {
        state.receiver.receive(state.packets.queue());
    }

    @Benchmark
    @Baseline(value = "map of records", of = "allNewer")
    public void mapAllNewer(final NewerForMap state) {
        state.map.receive(state.packets.queue());
    }

    @Benchmark
    @Baseline(
            value = "map of records",
            of = {"onePercentNewer", "nothingNew"})
    public void mapNothingNew(final NothingNewForMap state) {
        state.map.receive(state.packets.queue());
    }

    @Benchmark
    @Baseline("flat slots")
    public int slotsAllNewer(final NewerForSlots state) {
        return state.slots.apply();
    }

    @Benchmark
    @Baseline("copy of the packets")
    public byte copy(final Bytes state) {
        return state.bytes.copy();
    }

    @Benchmark
    @Baseline("checksum of the packets")
    public long checksum(final Bytes state) {
        return state.bytes.checksum();
    }
}
