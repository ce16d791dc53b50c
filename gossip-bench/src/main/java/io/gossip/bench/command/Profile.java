package io.gossip.bench.command;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How long each benchmark runs, and at which of its parameters. */
enum Profile {
    /** All of it in under three minutes on a quiet machine; errors of some percent. */
    QUICK("quick: 1 fork of 3 + 4 iterations of 300 ms", 1, 3, 4, 300) {
        @Override
        List<Options> passes(final String regexOrNull, final List<String> flags) {
            if (regexOrNull != null) {
                return List.of(
                        quick(regexOrNull, flags).param(OWNERS, "1024", "8192").build());
            }
            return List.of(
                    quick(EVERYTHING, flags).param(OWNERS, "1024").build(),
                    quick(MERGE_OF_MANY, flags).param(OWNERS, "8192").build());
        }

        private ChainedOptionsBuilder quick(final String regex, final List<String> flags) {
            return options(regex, flags).param("nodes", "16");
        }
    },
    /** For figures to be kept: about half an hour. */
    FULL("full: 2 forks of 5 + 5 iterations of 1 s", 2, 5, 5, 1_000) {
        @Override
        List<Options> passes(final String regexOrNull, final List<String> flags) {
            return List.of(options(regexOrNull == null ? EVERYTHING : regexOrNull, flags)
                    .build());
        }
    };

    private static final String EVERYTHING = ".*";
    private static final String OWNERS = "owners";

    /** What there is a goal for with more owners, and its baselines. */
    private static final String MERGE_OF_MANY =
            "MergeBenchmark\\.(allNewer|nothingNew|mapAllNewer|slotsAllNewer|checksum)$";

    private final String words;
    private final int forks;
    private final int warmUps;
    private final int measurements;
    private final int iterationMs;

    Profile(final String words, final int forks, final int warmUps, final int measurements, final int iterationMs) {
        this.words = words;
        this.forks = forks;
        this.warmUps = warmUps;
        this.measurements = measurements;
        this.iterationMs = iterationMs;
    }

    /** @return how long each benchmark runs, in words */
    String words() {
        return words;
    }

    /**
     * @param regexOrNull what is to run; null: all
     * @param flags of the JVMs to measure on
     * @return what JMH is to do, one after the other
     */
    abstract List<Options> passes(String regexOrNull, List<String> flags);

    final ChainedOptionsBuilder options(final String regex, final List<String> flags) {
        final TimeValue iteration = new TimeValue(iterationMs, TimeUnit.MILLISECONDS);
        return new OptionsBuilder()
                .include(regex)
                .forks(forks)
                .warmupIterations(warmUps)
                .warmupTime(iteration)
                .measurementIterations(measurements)
                .measurementTime(iteration)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .jvmArgs(flags.toArray(String[]::new));
    }
}
