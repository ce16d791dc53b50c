package io.gossip.bench;

import io.gossip.Batch;
import io.gossip.NodeId;
import io.gossip.StoreKey;
import io.gossip.bench.baseline.RecordMap;
import io.gossip.bench.report.Baseline;
import io.gossip.bench.workload.Workload;
import io.gossip.store.SelfWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Writing this node's own keys, which every reader sees at return, per write: one by one, and eight in one publish. Values
 * come as arrays and are encoded on the way, so unlike merging this makes garbage.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Workload.KEYS)
public class SelfWriteBenchmark {
    /** This node's own record, and a map for the same. */
    @State(Scope.Thread)
    public static class Own {
        final SelfWriter writer = Workload.store("self").self();
        final List<StoreKey<byte[]>> keys = Workload.keys();
        final byte[] value = new byte[Workload.VALUE_LENGTH];
        final RecordMap map = new RecordMap();
        final String[] names = new String[Workload.KEYS];
        final Consumer<Batch> allKeys = this::putAll;

        /** Names for the map. */
        public Own() {
            for (int key = 0; key < Workload.KEYS; key++) {
                names[key] = RecordMap.name(NodeId.of("self"), Workload.keyName(key));
            }
        }

        private void putAll(final Batch batch) {
            for (final StoreKey<byte[]> key : keys) {
                batch.put(key, value);
            }
        }
    }

    @Benchmark
    public long put(final Own own) {
        for (final StoreKey<byte[]> key : own.keys) {
            own.value[0]++;
            own.writer.put(key, own.value);
        }
        return own.writer.version();
    }

    @Benchmark
    public long batch(final Own own) {
        own.value[0]++;
        own.writer.batch(own.allKeys);
        return own.writer.version();
    }

    @Benchmark
    @Baseline("map of records")
    public Object map(final Own own) {
        for (final String name : own.names) {
            own.value[0]++;
            own.map.put(name, own.value[0], own.value);
        }
        return own.map;
    }
}
