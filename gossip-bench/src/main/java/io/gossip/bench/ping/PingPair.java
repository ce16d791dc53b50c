package io.gossip.bench.ping;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Two processes that play ping-pong once. */
final class PingPair {
    private static final long END_PATIENCE_MS = 5_000;

    /** For two JVMs to start and to find each other on a loaded machine. */
    private static final long START_PATIENCE_MS = 60_000;

    private final PingVariant variant;
    private final PingTimes times;
    private final Path driverDirectory;
    private final List<String> flags;

    /**
     * @param driverDirectory of the driver that both share, if they do
     * @param flags of both JVMs, besides those that the variant needs
     */
    PingPair(final PingVariant variant, final PingTimes times, final Path driverDirectory, final List<String> flags) {
        this.variant = variant;
        this.times = times;
        this.driverDirectory = driverDirectory;
        this.flags = List.copyOf(flags);
    }

    /** @throws IOException when they cannot be started, or end without a result */
    PingResult run() throws IOException {
        final Process echo = start(PingProcess.ECHO);
        final Process pinger = start(PingProcess.PINGER);
        final Thread watch = watch(echo, pinger);
        try (BufferedReader ofEcho = echo.inputReader(StandardCharsets.UTF_8);
                BufferedReader ofPinger = pinger.inputReader(StandardCharsets.UTF_8)) {
            final String echoPort = line(ofEcho);
            say(echo, line(ofPinger));
            say(pinger, echoPort);
            return PingResult.parse(line(ofPinger));
        } finally {
            watch.interrupt();
            end(pinger);
            end(echo);
        }
    }

    private Process start(final String role) throws IOException {
        final List<String> all = new ArrayList<>(flags);
        all.addAll(variant.flags());
        final List<String> command = JavaCommand.of(all);
        command.addAll(
                List.of(PingProcess.class.getName(), role, variant.name(), times.format(), driverDirectory.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Ends both when they take too long: whoever reads from them sees the end then. */
    private Thread watch(final Process... processes) {
        final long patienceMs = START_PATIENCE_MS + times.warmUpMs() + times.pingMs() + times.floodMs();
        final Thread watch = new Thread(() -> {
            try {
                Thread.sleep(patienceMs);
            } catch (final InterruptedException e) {
                return;
            }
            for (final Process process : processes) {
                process.destroyForcibly();
            }
        });
        watch.setDaemon(true);
        watch.start();
        return watch;
    }

    private String line(final BufferedReader from) throws IOException {
        final String line = from.readLine();
        if (line == null) {
            throw new IOException("a process ended early, variant=" + variant);
        }
        return line;
    }

    private static void say(final Process process, final String line) {
        final PrintStream out = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        out.println(line);
    }

    /** By the end of its input, and if that does not help by force. */
    private static void end(final Process process) throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(END_PATIENCE_MS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (final InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
