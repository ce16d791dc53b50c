package io.gossip.measure;

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
    /** For joins to be over, and for the JIT to have compiled what runs all the time. */
    private static final Duration SETTLE = Duration.ofSeconds(30);

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
            if (cluster.awaitAgreement(SETTLE).isEmpty()) {
                System.out.println(size + " nodes did not agree within " + SETTLE.toSeconds() + " s");
                return false;
            }
            pause(SETTLE);
            final Sample begin = Sample.of(cluster);
            pause(time);
            return report(size, begin, Sample.of(cluster));
        }
    }

    private record Sample(long timeNs, long cpuNs, long datagrams, long datagramBytes, long messageBytes) {
        static Sample of(final LoopbackCluster cluster) {
            return new Sample(
                    System.nanoTime(),
                    Machine.system().getProcessCpuTime(),
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
                "%d nodes idle for %.0f s: per node %.3f %% of a core, %.0f B/s of datagrams sent (%.1f/s), %.0f B/s of"
                        + " messages sent%n",
                size,
                nodeSeconds / size,
                cpuPercent,
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
