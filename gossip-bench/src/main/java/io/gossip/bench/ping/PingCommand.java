package io.gossip.bench.ping;

import io.gossip.bench.report.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays ping-pong over every transport and over what it is built on, in turn, round after round, and reports. */
@Command(
        name = "transport",
        description = "Round trips and packets per second between two processes, over the transports and, beside each,"
                + " over what it is built on with the same idle strategy.",
        sortOptions = false,
        footer = {"", "Exit codes: 0 done, 1 a process failed, 2 wrong usage."})
public final class PingCommand implements Callable<Integer> {
    private static final List<String> FLAGS = List.of("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC");
    private static final PingTimes FULL = new PingTimes(2_000, 2_000, 1_000);
    private static final PingTimes QUICK = new PingTimes(700, 700, 300);
    private static final int FULL_ROUNDS = 7;
    private static final int QUICK_ROUNDS = 1;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help.")
    private boolean isHelp;

    @Option(names = "--quick", description = "One short round, under half a minute, instead of seven in six minutes.")
    private boolean isQuick;

    @Option(names = "--rounds", paramLabel = "N", description = "How many rounds instead.")
    private Integer roundsOrNull;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "VARIANT",
            description = "Which ones; what one is compared with comes along. All: ${COMPLETION-CANDIDATES}.")
    private Set<PingVariant> only = EnumSet.allOf(PingVariant.class);

    @Option(
            names = "--out",
            paramLabel = "DIRECTORY",
            defaultValue = "${sys:gossip.bench.out:-target/bench}",
            description = "Where transport.md and transport.json go (default: ${DEFAULT-VALUE}).")
    private Path out;

    /** To be filled by the parser. */
    public PingCommand() {}

    @Override
    public Integer call() throws IOException {
        if (roundsOrNull != null && roundsOrNull < 1) {
            System.err.println("bench: at least one round, rounds=" + roundsOrNull);
            return CommandLine.ExitCode.USAGE;
        }
        final PingTimes times = isQuick ? QUICK : FULL;
        final int rounds = roundsOrNull != null ? roundsOrNull : isQuick ? QUICK_ROUNDS : FULL_ROUNDS;
        final Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        final Machine machine = Machine.now(FLAGS);
        final Map<PingVariant, List<PingResult>> results = run(withBaselines(only), times, rounds);
        final PingReport report = new PingReport(begin.toString(), words(times, rounds), machine, rows(results));
        report.write(out);
        System.out.println();
        System.out.println(report.toMarkdown());
        System.out.println("Written to " + out);
        return CommandLine.ExitCode.OK;
    }

    private static Set<PingVariant> withBaselines(final Set<PingVariant> wanted) {
        final Set<PingVariant> all = EnumSet.copyOf(wanted);
        for (final PingVariant variant : wanted) {
            if (variant.baselineOrNull() != null) {
                all.add(variant.baselineOrNull());
            }
        }
        return all;
    }

    private static Map<PingVariant, List<PingResult>> run(
            final Set<PingVariant> variants, final PingTimes times, final int rounds) throws IOException {
        final Map<PingVariant, List<PingResult>> results = new EnumMap<>(PingVariant.class);
        for (int round = 1; round <= rounds; round++) {
            for (final PingVariant variant : variants) {
                final PingResult result = once(variant, times);
                System.out.println(
                        "round " + round + " of " + rounds + ", " + variant.label() + ": " + result.format());
                results.computeIfAbsent(variant, key -> new ArrayList<>()).add(result);
            }
        }
        return results;
    }

    static PingResult once(final PingVariant variant, final PingTimes times) throws IOException {
        if (variant.driver() != PingVariant.Driver.SHARED) {
            return new PingPair(variant, times, Path.of(""), FLAGS).run();
        }
        try (SharedDriver driver = SharedDriver.start()) {
            return new PingPair(variant, times, driver.directory(), FLAGS).run();
        }
    }

    private static List<PingRow> rows(final Map<PingVariant, List<PingResult>> results) {
        final List<PingRow> rows = new ArrayList<>();
        results.forEach((variant, rounds) -> rows.add(PingRow.of(
                variant, rounds, variant.baselineOrNull() == null ? null : results.get(variant.baselineOrNull()))));
        return rows;
    }

    private static String words(final PingTimes times, final int rounds) {
        return "medians of " + rounds + " rounds, each of " + times.warmUpMs() + " ms to warm up, " + times.pingMs()
                + " ms of pings of 64 bytes and " + times.floodMs() + " ms of packets as fast as they go";
    }
}
