package io.gossip.cli.demo;

import io.gossip.NodeId;
import io.gossip.cli.control.ControlException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All agents of one demonstration, with a folder of their own for logs and sockets. However this process ends, they end:
 * on {@link #close}, in its shutdown, or for want of standard input. One thread, but for the shutdown.
 */
final class Fleet implements AutoCloseable {
    private final Path folder;
    private final List<DemoAgent> agents;
    private volatile boolean isEnding;
    private final Thread hook = new Thread(this::end, "gossip-demo-end");

    /** @param size how many; none is started yet */
    Fleet(final int size) throws IOException {
        folder = Files.createTempDirectory("gossip-demo");
        agents = IntStream.rangeClosed(1, size)
                .mapToObj(i -> new DemoAgent(NodeId.of("n" + i), folder))
                .toList();
        Runtime.getRuntime().addShutdownHook(hook);
    }

    List<DemoAgent> agents() {
        return agents;
    }

    DemoAgent first() {
        return agents.get(0);
    }

    DemoAgent last() {
        return agents.get(agents.size() - 1);
    }

    Path folder() {
        return folder;
    }

    /** Asks every agent for what it sees. */
    Map<NodeId, Observation> observe() {
        final Map<NodeId, Observation> seen = new TreeMap<>(Comparator.comparingInt(this::place));
        agents.forEach(agent -> seen.put(agent.node(), agent.observe()));
        return seen;
    }

    /** In the order of their numbers, which is not that of their names. */
    private int place(final NodeId node) {
        return Integer.parseInt(node.value().substring(1));
    }

    /** @throws ControlException when one ended though nobody ended it, or all are being ended by a signal */
    void checkAlive() {
        if (isEnding) {
            throw new ControlException("ended before its end");
        }
        for (final DemoAgent agent : agents) {
            if (agent.hasDied()) {
                throw new ControlException("a process ended by itself, node='" + agent.node() + "' " + agent.life()
                        + " output=" + agent.lastWords());
            }
        }
    }

    private void end() {
        isEnding = true;
        agents.forEach(DemoAgent::kill);
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Fleet::delete);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(final Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends all that still run, and removes the folder. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (final IllegalStateException e) {
            // The process is ending, and the hook does the rest.
            return;
        }
        end();
    }
}
