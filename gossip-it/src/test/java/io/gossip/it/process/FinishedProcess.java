package io.gossip.it.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What became of a process.
 *
 * @param command what was run
 * @param exitCode what it ended with
 * @param output all that it printed
 * @param errors all that it printed on the error stream
 */
public record FinishedProcess(List<String> command, int exitCode, String output, String errors) {
    /** Add to what a JVM is told, and make it say so on the error stream. */
    private static final List<String> JVM_OPTIONS = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /**
     * Runs a command to its end, without input.
     *
     * @param builder the command; the streams are set here
     * @param patience longest time it may take
     * @throws IllegalStateException when it does not end in time, and has been killed
     * @throws UncheckedIOException when it cannot be started
     */
    public static FinishedProcess run(final ProcessBuilder builder, final Duration patience) {
        try {
            final File output = File.createTempFile("gossip-it-", ".out");
            final File errors = File.createTempFile("gossip-it-", ".err");
            try {
                withoutJvmOptions(builder).redirectOutput(output).redirectError(errors);
                final int exitCode = exitCode(builder.start(), builder.command(), patience);
                return new FinishedProcess(
                        builder.command(),
                        exitCode,
                        Files.readString(output.toPath()),
                        Files.readString(errors.toPath()));
            } finally {
                Files.delete(output.toPath());
                Files.delete(errors.toPath());
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the same builder, whose JVM will be as it is when nobody asks for anything else */
    public static ProcessBuilder withoutJvmOptions(final ProcessBuilder builder) {
        builder.environment().keySet().removeAll(JVM_OPTIONS);
        return builder;
    }

    private static int exitCode(final Process process, final List<String> command, final Duration patience)
            throws IOException {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("does not end, command=" + command + " patience=" + patience);
            }
            return process.exitValue();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted, command=" + command, e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
