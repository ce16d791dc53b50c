package io.gossip.measure;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * From the start of a {@code java} process to two nodes in it that see each other: the time to the line it prints then.
 * No option of the JVM is set. Argument: runs (10). Ends with 1 when the median is 400 ms or more.
 */
public final class StartUp {
    private static final long MAX_MEDIAN_MS = 400;

    private StartUp() {}

    /** Runs it, prints a line per run and the median. */
    public static void main(final String[] args) throws IOException, InterruptedException {
        final int runs = Arguments.at(args, 0, 10);
        System.out.println(Machine.describe());
        final List<Long> times = new ArrayList<>();
        run();
        for (int i = 1; i <= runs; i++) {
            final long ms = TimeUnit.NANOSECONDS.toMillis(run());
            System.out.println("run " + i + ": " + ms + " ms");
            times.add(ms);
        }
        Collections.sort(times);
        final long median = (times.get((runs - 1) / 2) + times.get(runs / 2)) / 2;
        System.out.println("from java to a cluster of two: median " + median + " ms of " + runs + " runs, shortest "
                + times.get(0) + " ms, longest " + times.get(runs - 1) + " ms");
        System.exit(median < MAX_MEDIAN_MS ? 0 : 1);
    }

    /** @return without what is there for tests: what a user has, and {@link TwoNodes} */
    private static String usersClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("gossip-") || entry.contains("agrona"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static long run() throws IOException, InterruptedException {
        final String java =
                Path.of(System.getProperty("java.home"), "bin", "java").toString();
        final long beginNs = System.nanoTime();
        final Process process = new ProcessBuilder(java, "-cp", usersClassPath(), TwoNodes.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            final String first = out.readLine();
            final long timeNs = System.nanoTime() - beginNs;
            if (!TwoNodes.READY.equals(first)) {
                throw new IllegalStateException("not what was to come first, line=" + first);
            }
            return timeNs;
        } finally {
            process.destroy();
            process.waitFor();
        }
    }
}
