package io.gossip.bench;

import io.gossip.bench.ping.PingLoop;
import io.gossip.bench.report.Baseline;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One packet of 64 bytes sent and received within one thread that never waits: over the loopback interface, and over the memory
 * of a media driver. That nothing is allocated is for the contract's tests to say: a packet takes so long that what the JVM
 * itself allocates beside it shows.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED")
public class TransportBenchmark {
    /** Closes what was opened. */
    public abstract static class Loop {
        final PingLoop loop;

        Loop(final PingLoop.Over over) {
            loop = new PingLoop(over);
        }

        /** With the last iteration. */
        @TearDown
        public void close() {
            loop.close();
        }
    }

    /** Datagram channels. */
    @State(Scope.Thread)
    public static class Channels extends Loop {
        /** Opens them. */
        public Channels() {
            super(PingLoop.Over.CHANNEL);
        }
    }

    /** UDP transports. */
    @State(Scope.Thread)
    public static class Udps extends Loop {
        /** Opens them. */
        public Udps() {
            super(PingLoop.Over.UDP);
        }
    }

    /** Publications and subscriptions. */
    @State(Scope.Thread)
    public static class Memories extends Loop {
        /** Opens them. */
        public Memories() {
            super(PingLoop.Over.MEMORY);
        }
    }

    /** Aeron transports. */
    @State(Scope.Thread)
    public static class Aerons extends Loop {
        /** Opens them. */
        public Aerons() {
            super(PingLoop.Over.AERON);
        }
    }

    @Benchmark
    @Baseline(value = "`DatagramChannel`", of = "udp")
    public long channel(final Channels state) {
        return state.loop.exchange();
    }

    @Benchmark
    public long udp(final Udps state) {
        return state.loop.exchange();
    }

    @Benchmark
    @Baseline(value = "Aeron IPC", of = "aeron")
    public long ipc(final Memories state) {
        return state.loop.exchange();
    }

    @Benchmark
    public long aeron(final Aerons state) {
        return state.loop.exchange();
    }
}
