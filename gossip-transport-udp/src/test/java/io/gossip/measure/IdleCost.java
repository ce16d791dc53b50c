package io.gossip.measure;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What nodes cost that have nothing to say: CPU of the whole process, and datagrams. Arguments: seconds (60), then sizes
 * of clusters (5 32). Ends with 1 when a node costs 0.2 % of a core or 400 B/s or more.
 */
public final class IdleCost {
    private static final double MAX_CPU_PERCENT = 0.2;
    private static final double MAX_BYTES_PER_SECOND = 400;
    private static final Duration JOIN = Duration.ofSeconds(30);
    /** What runs a dozen times per second becomes hot, one method after the other, for minutes. */
    private static final Duration SETTLE = Duration.ofMinutes(5);

    private static final Duration LOOK = Duration.ofSeconds(15);
    private static final long QUIET_COMPILER_MS = 10;

    private IdleCost() {}

    /** Runs it, prints a line per size. */
    public static void main(final String[] args) throws InterruptedException {
        final Duration time = Duration.ofSeconds(Arguments.at(args, 0, 60));
        System.out.println(Machine.describe());
        boolean isWithin = true;
        for (int i = 1; i < Math.max(3, args.length); i++) {
            isWithin &= measure(Arguments.at(args, i, i == 1 ? 5 : 32), time);
        }
        System.exit(isWithin ? 0 : 1);
    }

    private static boolean measure(final int size, final Duration time) throws InterruptedException {
        try (LoopbackCluster cluster = new LoopbackCluster(size)) {
            cluster.startAllAtOnce();
            if (cluster.awaitAgreement(JOIN).isEmpty()) {
                System.out.println(size + " nodes did not agree within " + JOIN.toSeconds() + " s");
                return false;
            }
            settle();
            final Sample begin = Sample.of(cluster);
            pause(time);
            return report(size, begin, Sample.of(cluster));
        }
    }

    /** Until the JIT has nothing left to compile: that is the start's price, not that of being idle. */
    private static void settle() {
        final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        final long untilNs = System.nanoTime() + SETTLE.toNanos();
        long compiledMs;
        do {
            compiledMs = compiler.getTotalCompilationTime();
            pause(LOOK);
        } while (compiler.getTotalCompilationTime() - compiledMs > QUIET_COMPILER_MS && System.nanoTime() < untilNs);
    }

    /** @return CPU time of the threads of nodes alone */
    private static long cpuNsOfNodes() {
        final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("gossip-"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getId()))
                .sum();
    }

    private record Sample(
            long timeNs,
            long cpuNs,
            long nodesCpuNs,
            long compiledMs,
            long datagrams,
            long datagramBytes,
            long messageBytes) {
        static Sample of(final LoopbackCluster cluster) {
            return new Sample(
                    System.nanoTime(),
                    Machine.system().getProcessCpuTime(),
                    cpuNsOfNodes(),
                    ManagementFactory.getCompilationMXBean().getTotalCompilationTime(),
                    cluster.datagramsSent(),
                    cluster.datagramBytesSent(),
                    cluster.messageBytesSent());
        }
    }

    private static boolean report(final int size, final Sample begin, final Sample end) {
        final double nodeSeconds = size * (end.timeNs - begin.timeNs) / 1e9;
        final double cpuPercent = 100 * (end.cpuNs - begin.cpuNs) / 1e9 / nodeSeconds;
        final double bytes = (end.datagramBytes - begin.datagramBytes) / nodeSeconds;
        System.out.printf(
                "%d nodes idle for %.0f s: per node %.3f %% of a core with all of its JVM (%.3f %% its own thread; the JIT compiled for %d ms), %.0f B/s of datagrams sent (%.1f/s), %.0f B/s of"
                        + " messages sent%n",
                size,
                nodeSeconds / size,
                cpuPercent,
                100 * (end.nodesCpuNs - begin.nodesCpuNs) / 1e9 / nodeSeconds,
                end.compiledMs - begin.compiledMs,
                bytes,
                (end.datagrams - begin.datagrams) / nodeSeconds,
                (end.messageBytes - begin.messageBytes) / nodeSeconds);
        return cpuPercent < MAX_CPU_PERCENT && bytes < MAX_BYTES_PER_SECOND;
    }

    private static void pause(final Duration time) {
        final long untilNs = System.nanoTime() + time.toNanos();
        for (long leftNs = time.toNanos(); leftNs > 0; leftNs = untilNs - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(leftNs, TimeUnit.SECONDS.toNanos(10)));
        }
    }
}
