package io.gossip.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Nodes started at the same moment in one process: how long until each sees all others and the value of each. Arguments:
 * nodes (32), runs (10), longest time in seconds (15). Ends with 1 when a run took longer.
 */
public final class JoinStorm {
    private JoinStorm() {}

    /** Runs it, prints a line per run and one for all. */
    public static void main(final String[] args) throws InterruptedException {
        final int size = Arguments.at(args, 0, 32);
        final int runs = Arguments.at(args, 1, 10);
        final Duration longest = Duration.ofSeconds(Arguments.at(args, 2, 15));
        System.out.println(Machine.describe());
        final List<Long> times = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            try (LoopbackCluster cluster = new LoopbackCluster(size)) {
                cluster.startAllAtOnce();
                final Optional<Duration> time = cluster.awaitAgreement(longest);
                System.out.println("run " + run + ": "
                        + time.map(t -> t.toMillis() + " ms").orElse("not in time"));
                time.ifPresent(t -> times.add(t.toMillis()));
            }
        }
        Collections.sort(times);
        System.out.println(size + " nodes at once: " + times.size() + " of " + runs + " within " + longest.toSeconds()
                + " s"
                + (times.isEmpty()
                        ? ""
                        : ", median " + times.get(times.size() / 2) + " ms, longest " + times.get(times.size() - 1)
                                + " ms"));
        System.exit(times.size() == runs ? 0 : 1);
    }
}
