package io.gossip.bench;

import io.gossip.NodeId;
import io.gossip.bench.baseline.FlatSlots;
import io.gossip.bench.baseline.PlainCopy;
import io.gossip.bench.baseline.RecordMap;
import io.gossip.bench.report.Baseline;
import io.gossip.bench.report.GarbageFree;
import io.gossip.bench.workload.DeltaPackets;
import io.gossip.bench.workload.MergingReceiver;
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
 * keys of one owner; owners come in an order drawn anew for each round, as a network brings them.
 *
 * <p>Newer writes need packets that nobody has seen yet, so they are made before each invocation, outside of the time
 * that is taken. This is honest here: an invocation merges {@value #ENTRIES} entries, which takes milliseconds, so that the two
 * looks at the clock around it (some 50 ns) are below a ten-thousandth of it, and JMH takes the time of each invocation by
 * itself. What making the packets leaves behind is packets in the cache as far as they fit: those of 128 owners and of 1,024,
 * not those of 8,192; a kernel that has just copied a datagram to where it was asked for leaves the same. It allocates
 * nothing, and what it allocated would count.
 */
@GarbageFree
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(MergeBenchmark.ENTRIES)
public class MergeBenchmark {
    static final int ENTRIES = 1 << 16;
    private static final int CHUNKS = ENTRIES / Workload.KEYS;
    private static final int PERCENT = 100;

    /** Owners, of whom all have been heard once, and packets of as many rounds as give {@link #ENTRIES}. */
    @State(Scope.Thread)
    public abstract static class Received {
        @Param({"128", "1024", "8192"})
        public int owners;

        NodeId[] ids;
        DeltaPackets packets;

        void begin() {
            ids = Workload.owners(owners);
            packets = new DeltaPackets(ids, CHUNKS / owners, new SplittableRandom(42));
            nextNewer();
        }

        void nextNewer() {
            packets.clear();
            for (int round = 0; round < CHUNKS / owners; round++) {
                packets.addNewer();
            }
        }
    }

    /** Every entry is newer. */
    public static class Newer extends Received {
        MergingReceiver receiver;
        private long expected;

        @Setup(Level.Trial)
        public void setUp() {
            begin();
            receiver = new MergingReceiver(ids);
            receiver.receive(packets.queue());
            expected = CHUNKS;
        }

        @Setup(Level.Invocation)
        public void next() {
            nextNewer();
            expected += CHUNKS;
        }

        @TearDown(Level.Invocation)
        public void check() {
            Checks.equal(expected, receiver.published(), "published");
        }
    }

    /** One entry in a hundred is newer: eight owners in a hundred have written one of their eight keys. */
    public static class OnePercentNewer extends Received {
        MergingReceiver receiver;
        private int writers;
        private long expected;

        @Setup(Level.Trial)
        public void setUp() {
            begin();
            writers = owners * Workload.KEYS / PERCENT;
            receiver = new MergingReceiver(ids);
            receiver.receive(packets.queue());
            expected = receiver.published();
        }

        @Setup(Level.Invocation)
        public void next() {
            packets.clear();
            for (int round = 0; round < CHUNKS / owners; round++) {
                packets.addMostlyKnown(writers);
                expected += writers;
            }
        }

        @TearDown(Level.Invocation)
        public void check() {
            Checks.equal(expected, receiver.published(), "published");
        }
    }

    /** The same packets for ever. */
    public static class NothingNew extends Received {
        MergingReceiver receiver;
        private long expected;

        @Setup(Level.Trial)
        public void setUp() {
            begin();
            receiver = new MergingReceiver(ids);
            receiver.receive(packets.queue());
            expected = receiver.published();
        }

        @TearDown(Level.Iteration)
        public void check() {
            Checks.equal(expected, receiver.published(), "published");
        }
    }

    /** Newer entries for the map. */
    public static class NewerForMap extends Received {
        RecordMap map;
        private long expected;

        @Setup(Level.Trial)
        public void setUp() {
            begin();
            map = new RecordMap();
            map.receive(packets.queue());
            expected = ENTRIES;
        }

        @Setup(Level.Invocation)
        public void next() {
            nextNewer();
            expected += ENTRIES;
        }

        @TearDown(Level.Invocation)
        public void check() {
            Checks.equal(expected, map.newer(), "newer");
        }
    }

    /** The same packets for the map. */
    public static class NothingNewForMap extends Received {
        RecordMap map;

        @Setup(Level.Trial)
        public void setUp() {
            begin();
            map = new RecordMap();
            map.receive(packets.queue());
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
