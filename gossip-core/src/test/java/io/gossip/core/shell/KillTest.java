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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 at 200 random points: 8 processes, each with 25 nodes that write on their own, each node at another point of its
 * writing, or of its start, when the process dies. Afterwards each directory is started again, and must have a higher generation and all that
 * was acknowledged: exactly the state after the last write acknowledged, or after the one under way.
 */
final class KillTest {
    private static final int PROCESSES = 8;
    private static final int NODES = 25;
    private static final int MAX_DELAY_MS = 200;
    /** After the first of the nodes is there: the others are about to be. */
    private static final int MAX_START_DELAY_MS = 20;

    @TempDir
    private Path root;

    private final long[] generation = new long[NODES];
    private final long[] acknowledged = new long[NODES];
    private final AtomicInteger unacknowledged = new AtomicInteger();
    private final AtomicInteger unfinished = new AtomicInteger();

    @Test
    void shouldKeepGenerationAndAcknowledgedWritesWhenKilled() throws Exception {
        final long seed = System.nanoTime();
        final SplittableRandom random = new SplittableRandom(seed);
        for (int process = 0; process < PROCESSES; process++) {
            final boolean isAtWork = process % 2 == 0;
            killAfter(isAtWork, random.nextInt(isAtWork ? MAX_DELAY_MS : MAX_START_DELAY_MS));
            final String where = "seed=" + seed + " process=" + process;
            IntStream.range(0, NODES).parallel().forEach(node -> check(node, where + " node=" + node));
        }
        System.out.println(
                "killed at " + PROCESSES * NODES + " points: between disk and acknowledgement " + unacknowledged
                        + ", with an unfinished file " + unfinished + ", writes acknowledged "
                        + Arrays.stream(acknowledged).sum());
    }

    /** @param isAtWork whether to wait until all nodes have written; otherwise many are killed while they start */
    private void killAfter(final boolean isAtWork, final int delayMs) throws IOException, InterruptedException {
        final Process process = ChildProcess.command(
                        ChildProcess.onClassPath(), KilledChild.class, root.toString(), String.valueOf(NODES))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            awaitWrites(lines, isAtWork ? NODES : 1);
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
            process.waitFor(delayMs, TimeUnit.MILLISECONDS); // it does not end by itself
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.toHandle().destroyForcibly(); // unlike the process's own, leaves the pipe open to be read
    }

    private void awaitWrites(final BufferedReader lines, final int nodes) throws IOException {
        final boolean[] hasWritten = new boolean[NODES];
        int waiting = nodes;
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

    private void check(final int node, final String where) {
        final Path directory = root.resolve("node-" + node);
        final boolean isUnfinished = Stream.of("gossip.counter.new", "gossip.journal.new")
                .anyMatch(name -> Files.exists(directory.resolve(name)));
        unfinished.addAndGet(isUnfinished ? 1 : 0);
        try (Gossiper gossiper = KilledChild.build(node, root)) {
            assertTrue(KilledChild.generation(gossiper) > generation[node], where);
            generation[node] = KilledChild.generation(gossiper);
            final long last =
                    gossiper.value(gossiper.nodeId(), StoreKey.int64("number")).orElse(0L);
            assertTrue(
                    last == acknowledged[node] || last == acknowledged[node] + 1,
                    () -> where + " acknowledged=" + acknowledged[node] + " found=" + last);
            unacknowledged.addAndGet(last > acknowledged[node] ? 1 : 0);
            acknowledged[node] = last;
            for (long write = Math.max(1, last - KilledChild.KEYS + 1); write <= last; write++) {
                final String value = gossiper.value(gossiper.nodeId(), KilledChild.key(write))
                        .orElse("none");
                assertTrue(value.startsWith(write + "-"), () -> where + " last=" + last + " value=" + value);
            }
        }
    }
}
