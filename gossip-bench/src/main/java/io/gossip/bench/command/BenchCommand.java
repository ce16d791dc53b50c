package io.gossip.bench.command;

import io.gossip.bench.ping.PingCommand;
import io.gossip.bench.report.Footprint;
import io.gossip.bench.report.Machine;
import io.gossip.bench.report.Report;
import io.gossip.bench.report.Row;
import io.gossip.bench.report.Rows;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs benchmarks, prints JMH's progress and the report, and writes the report as Markdown and JSON. */
@Command(
        name = "gossip bench",
        description = "Runs the benchmarks, each beside its baselines, and writes a report.",
        sortOptions = false,
        subcommands = PingCommand.class,
        footer = {"", "Exit codes: 0 done, 1 a benchmark failed, or allocates and must not, 2 wrong usage."})
public final class BenchCommand implements Callable<Integer> {
    private static final int FOOTPRINT_OWNERS = 8_192;

    /** From this one on the JVM warns of what JMH uses. */
    private static final int FIRST_TO_WARN = 24;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help.")
    private boolean isHelp;

    @Option(names = "--quick", description = "All of it in under three minutes, instead of half an hour.")
    private boolean isQuick;

    @Option(
            names = "--out",
            paramLabel = "DIRECTORY",
            defaultValue = "${sys:gossip.bench.out:-target/bench}",
            description = "Where benchmarks.md and benchmarks.json go (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Parameters(
            arity = "0..1",
            paramLabel = "REGEX",
            description = "Which benchmarks, by any part of class and method (default: all).")
    private Pattern regex;

    /** To be filled by the parser. */
    BenchCommand() {}

    /**
     * Runs the command and ends the process with its exit code.
     *
     * @param arguments options and a regular expression
     */
    public static void main(final String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new BenchCommand());
    }

    @Override
    public Integer call() throws RunnerException {
        final List<String> flags = flags(Runtime.version().feature());
        final Profile profile = isQuick ? Profile.QUICK : Profile.FULL;
        final Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        final Machine machine = Machine.now(flags);
        final Footprint footprint = regex == null ? Footprint.measure(FOOTPRINT_OWNERS) : null;
        final List<Row> rows;
        try {
            rows = Rows.of(run(profile.passes(regex == null ? null : regex.pattern(), flags)));
        } catch (final NoBenchmarksException e) {
            System.err.println("bench: no benchmark matches, regex='" + regex + "'");
            return CommandLine.ExitCode.USAGE;
        }
        final Report report = new Report(begin.toString(), profile.words(), machine, footprint, rows);
        report.write(out);
        System.out.println();
        System.out.println(report.toMarkdown());
        System.out.println("Written to " + out);
        report.broken()
                .forEach(row -> System.err.println("bench: allocates and must not, benchmark=" + row.subject() + "."
                        + row.operation() + " bytesPerOperation=" + row.bytesPerOperation()));
        return report.broken().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static List<RunResult> run(final List<Options> passes) throws RunnerException {
        // JMH has one lock for the whole machine; who else measures at the same time knows it from the load.
        System.setProperty("jmh.ignoreLock", "true");
        final List<RunResult> results = new ArrayList<>();
        for (final Options pass : passes) {
            results.addAll(new Runner(pass).run());
        }
        return results;
    }

    /**
     * The library runs without any flag, and is measured like that: only the heap is fixed, so that its growth takes no
     * part. JMH's own use of the JDK's internals would make newer JVMs print a warning.
     */
    static List<String> flags(final int feature) {
        final List<String> flags = new ArrayList<>(List.of("-Xms1g", "-Xmx1g"));
        if (feature >= FIRST_TO_WARN) {
            flags.add("--sun-misc-unsafe-memory-access=allow");
        }
        return List.copyOf(flags);
    }
}
