package io.gossip.bench.command;

import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How long each benchmark runs, and at which of its parameters. */
enum Profile {
    /** All of it in under three minutes on a quiet machine; errors of some percent. */
    QUICK("quick: 1 fork, 2 iterations of 800 ms to warm up, 3 of 250 ms", 1, new Phase(2, 800), new Phase(3, 250)) {
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
    FULL("full: 2 forks, 5 iterations of 1 s to warm up, 5 of 1 s", 2, new Phase(5, 1_000), new Phase(5, 1_000)) {
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
    private final Phase warmUp;
    private final Phase measurement;

    Profile(final String words, final int forks, final Phase warmUp, final Phase measurement) {
        this.words = words;
        this.forks = forks;
        this.warmUp = warmUp;
        this.measurement = measurement;
    }

    /** Iterations of a length. */
    private record Phase(int iterations, long iterationMs) {
        TimeValue time() {
            return TimeValue.milliseconds(iterationMs);
        }
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
        return new OptionsBuilder()
                .include(regex)
                .forks(forks)
                .warmupIterations(warmUp.iterations())
                .warmupTime(warmUp.time())
                .measurementIterations(measurement.iterations())
                .measurementTime(measurement.time())
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .jvmArgs(flags.toArray(String[]::new));
    }
}
