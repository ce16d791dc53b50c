package io.gossip.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The terminal that standard output goes to.
 *
 * @param rows its height, from 1
 * @param columns its width, from 1
 * @param hasColours whether colours are wanted
 */
record Terminal(int rows, int columns, boolean hasColours) {
    private static final Terminal USUAL = new Terminal(24, 80, true);
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,3}) ([1-9][0-9]{0,3})\\s*");
    private static final long PATIENCE_MS = 1_000;

    /**
     * Asks the POSIX tools: the JDK's console tells nothing before 22 when only standard output is a terminal, and its
     * size never.
     *
     * @param environment the process's
     * @return the terminal; empty when output goes elsewhere, or to one that cannot be drawn over
     */
    static Optional<Terminal> ofOutput(final Map<String, String> environment) {
        final String kind = environment.getOrDefault("TERM", "dumb");
        if (kind.equals("dumb")
                || output(ProcessBuilder.Redirect.INHERIT, "test", "-t", "1").isEmpty()) {
            return Optional.empty();
        }
        final Terminal found = output(ProcessBuilder.Redirect.PIPE, "sh", "-c", "stty size < /dev/tty")
                .map(Terminal::parse)
                .orElse(USUAL);
        return Optional.of(new Terminal(found.rows(), found.columns(), !environment.containsKey("NO_COLOR")));
    }

    /** @return what {@code stty size} printed; the usual size when it is something else */
    static Terminal parse(final String size) {
        final Matcher matcher = SIZE.matcher(size);
        return matcher.matches()
                ? new Terminal(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), true)
                : USUAL;
    }

    /** @return what a command printed, if it ended well and soon */
    private static Optional<String> output(final ProcessBuilder.Redirect to, final String... command) {
        try {
            final Process process = new ProcessBuilder(command)
                    .redirectOutput(to)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            final byte[] printed = process.getInputStream().readAllBytes();
            return process.exitValue() == 0
                    ? Optional.of(new String(printed, StandardCharsets.US_ASCII))
                    : Optional.empty();
        } catch (final IOException e) {
            // No such tool here, so no terminal that this could draw on.
            return Optional.empty();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
