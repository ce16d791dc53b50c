package io.gossip.cli.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeId;
import io.gossip.cli.command.RootCommand;
import io.gossip.cli.control.RunDirectory;
import io.gossip.cli.query.AgentProxy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;

/** Runs the executable jar on plain java, and ends what it started. Runs have a run-time directory of their own. */
final class Cli implements AutoCloseable {
    private static final Path JAR = Path.of("target/gossip.jar").toAbsolutePath();
    private static final long PATIENCE_S = 60;

    private final Path folder;
    private final List<Running> started = new ArrayList<>();

    /** @param folder for output and sockets; a short path */
    Cli(final Path folder) {
        this.folder = folder;
    }

    /** What a process printed, and its exit code. */
    record Result(int exitCode, String out, String err) {}

    /** A process. */
    record Running(Process process, Path out, Path err) {
        /** Waits for its end. */
        Result result() throws IOException, InterruptedException {
            assertTrue(process.waitFor(PATIENCE_S, TimeUnit.SECONDS), "still running, pid=" + process.pid());
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        }

        String printed() {
            try {
                return Files.readString(out);
            } catch (final IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    /** Starts it on plain java. */
    Running start(final String... arguments) throws IOException {
        return java(List.of(), arguments);
    }

    private Running java(final List<String> flags, final String... arguments) throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        // What a demo that is killed cannot remove shall go with the test's own folder.
        command.add("-Djava.io.tmpdir=" + folder);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return launch(command);
    }

    /** Runs it to its end in a process, with the flags of the launcher for what lives for a moment. */
    Result runApart(final String... arguments) throws IOException, InterruptedException {
        return java(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"), arguments)
                .result();
    }

    /** Runs a command that talks to agents in this process, which spares the start of a JVM. */
    Result run(final String... arguments) {
        final StringWriter out = new StringWriter();
        final StringWriter err = new StringWriter();
        final CommandLine command = RootCommand.commandLine(Map.of("XDG_RUNTIME_DIR", folder.toString()));
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        final int exitCode = command.execute(arguments);
        return new Result(exitCode, out.toString(), err.toString());
    }

    Running launch(final List<String> command) throws IOException {
        final int number = started.size();
        final Path out = folder.resolve(number + ".out");
        final Path err = folder.resolve(number + ".err");
        final ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
        final Running running = new Running(builder.start(), out, err);
        started.add(running);
        return running;
    }

    /** What an agent answers; ask in the same way as commands do. */
    AgentProxy agent(final String id) {
        return new AgentProxy(RunDirectory.open(folder.resolve("gossip")).socketOf(NodeId.of(id)));
    }

    /** @return milliseconds from a moment until something holds, looked at every few milliseconds */
    static long millisUntil(final long fromNs, final long boundMs, final BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            final long elapsedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - fromNs);
            assertTrue(elapsedMs <= boundMs, "not in time, bound=" + boundMs + " ms");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - fromNs);
    }

    @Override
    public void close() {
        started.forEach(running -> running.process().destroyForcibly());
        started.forEach(running -> running.process().onExit().join());
    }
}
