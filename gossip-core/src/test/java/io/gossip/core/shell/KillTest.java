package io.gossip.core.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Gossiper;
import io.gossip.StoreKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 at 200 random points: 10 processes, each with 20 nodes that write on their own, each node at another point of its
 * writing when the process dies. Afterwards each directory is started again, and must have a higher generation and all that
 * was acknowledged: exactly the state after the last write acknowledged, or after the one under way.
 */
final class KillTest {
    private static final int PROCESSES = 10;
    private static final int NODES = 20;
    private static final int MAX_DELAY_MS = 200;

    @TempDir
    private Path root;

    private final long[] generation = new long[NODES];
    private final long[] acknowledged = new long[NODES];
    private int unacknowledged;
    private int unfinished;

    @Test
    void shouldKeepGenerationAndAcknowledgedWritesWhenKilled() throws Exception {
        final long seed = System.nanoTime();
        final SplittableRandom random = new SplittableRandom(seed);
        for (int process = 0; process < PROCESSES; process++) {
            killAfter(random.nextInt(MAX_DELAY_MS));
            for (int node = 0; node < NODES; node++) {
                check(node, "seed=" + seed + " process=" + process + " node=" + node);
            }
        }
        System.out.println(
                "killed at " + PROCESSES * NODES + " points: between disk and acknowledgement " + unacknowledged
                        + ", with an unfinished file " + unfinished + ", writes acknowledged "
                        + Arrays.stream(acknowledged).sum());
    }

    private void killAfter(final int delayMs) throws IOException, InterruptedException {
        final Process process = ChildProcess.command(
                        ChildProcess.onClassPath(), KilledChild.class, root.toString(), String.valueOf(NODES))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            awaitAllAtWork(lines);
            final Thread killer = new Thread(() -> kill(process, delayMs));
            killer.start();
            // What is in the pipe was said before the end; a write of so few bytes to a pipe is whole or not at all.
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                hear(line);
            }
            killer.join();
        } finally {
            process.destroyForcibly();
        }
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        assertEquals(128 + 9, process.exitValue());
    }

    private static void kill(final Process process, final int delayMs) {
        try {
            TimeUnit.MILLISECONDS.sleep(delayMs);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.toHandle().destroyForcibly(); // unlike the process's own, leaves the pipe open to be read
    }

    private void awaitAllAtWork(final BufferedReader lines) throws IOException {
        final boolean[] hasWritten = new boolean[NODES];
        int waiting = NODES;
        while (waiting > 0) {
            final String line = lines.readLine();
            assertTrue(line != null, "the child ended by itself");
            final int node = hear(line);
            if (line.startsWith("A") && !hasWritten[node]) {
                hasWritten[node] = true;
                waiting--;
            }
        }
    }

    /** @return which node it is about */
    private int hear(final String line) {
        final String[] parts = line.split(" ");
        final int node = Integer.parseInt(parts[1]);
        final long value = Long.parseLong(parts[2]);
        if (parts[0].equals("G")) {
            assertTrue(
                    value > generation[node],
                    "generation of node " + node + " was " + generation[node] + " is " + value);
            generation[node] = value;
        } else {
            assertEquals(++acknowledged[node], value);
        }
        return node;
    }

    private void check(final int node, final String where) throws IOException {
        final Path directory = root.resolve("node-" + node);
        try (Stream<Path> files = Files.list(directory)) {
            unfinished += files.anyMatch(file -> file.toString().endsWith(".new")) ? 1 : 0;
        }
        try (Gossiper gossiper = KilledChild.build(node, root)) {
            assertTrue(KilledChild.generation(gossiper) > generation[node], where);
            generation[node] = KilledChild.generation(gossiper);
            final long last =
                    gossiper.value(gossiper.nodeId(), StoreKey.int64("number")).orElse(0L);
            assertTrue(
                    last == acknowledged[node] || last == acknowledged[node] + 1,
                    () -> where + " acknowledged=" + acknowledged[node] + " found=" + last);
            unacknowledged += last > acknowledged[node] ? 1 : 0;
            acknowledged[node] = last;
            for (long write = Math.max(1, last - KilledChild.KEYS + 1); write <= last; write++) {
                final String value = gossiper.value(gossiper.nodeId(), KilledChild.key(write))
                        .orElse("none");
                assertTrue(value.startsWith(write + "-"), () -> where + " last=" + last + " value=" + value);
            }
        }
    }
}
