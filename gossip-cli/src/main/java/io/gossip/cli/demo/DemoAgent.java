package io.gossip.cli.demo;

import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.cli.control.ControlException;
import io.gossip.cli.control.RunDirectory;
import io.gossip.cli.query.AgentProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One agent and the processes it lives in, one after the other. A process ends with this one even when this one is
 * killed: its standard input ends then. One thread, but for {@link #kill}.
 */
final class DemoAgent {
    private static final int SHOWN_LOG_LINES = 5;

    private final NodeId node;
    private final Path folder;
    private final AgentProxy proxy;
    private volatile Process process;
    private NodeAddress bind = new NodeAddress("127.0.0.1", 0);
    private volatile boolean isMeantToRun;

    /**
     * @param node who it is
     * @param folder for its log; the run-time directory of its process
     */
    DemoAgent(final NodeId node, final Path folder) {
        this.node = node;
        this.folder = folder;
        this.proxy = new AgentProxy(RunDirectory.open(folder.resolve("gossip")).socketOf(node));
    }

    NodeId node() {
        return node;
    }

    /** Starts a process; at the address of the one before, if there was one. */
    void start(final List<NodeAddress> join, final DemoSettings settings, final String value) throws IOException {
        final List<String> arguments = new ArrayList<>(List.of(
                "agent",
                "--id",
                node.value(),
                "--bind",
                bind.toString(),
                "--until-eof",
                "--json",
                "--preset",
                settings.preset().toString(),
                "--transport",
                settings.transport().name(),
                "--set",
                DemoSettings.KEY + "=" + value));
        settings.transport().options().forEach((key, setting) -> {
            arguments.add("--transport-option");
            arguments.add(key + "=" + setting);
        });
        if (!join.isEmpty()) {
            arguments.add("--join");
            join.forEach(address -> arguments.add(address.toString()));
        }
        final ProcessBuilder builder = new ProcessBuilder(JvmCommand.of(arguments))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
        process = builder.start();
        isMeantToRun = true;
    }

    private Path log() {
        return folder.resolve(node.value() + ".log");
    }

    /** Asks it where it listens; its next process will listen there, too. @return whether it does already */
    boolean isBound() {
        bind = proxy.stat().address();
        return bind.port() != 0;
    }

    /** @return where it said it listens */
    NodeAddress address() {
        return bind;
    }

    AgentProxy proxy() {
        return proxy;
    }

    /** @return what it sees; {@link Observation#NONE} while it does not answer */
    Observation observe() {
        if (!isRunning()) {
            return Observation.NONE;
        }
        try {
            return Observation.of(node, proxy, DemoSettings.KEY);
        } catch (final ControlException e) {
            // Not there yet, or not any more.
            return Observation.NONE;
        }
    }

    boolean isRunning() {
        final Process current = process;
        return current != null && current.isAlive();
    }

    /** @return whether it was started and nobody has ended it since */
    boolean isMeantToRun() {
        return isMeantToRun;
    }

    /** @return whether its process ended though nobody ended it */
    boolean hasDied() {
        return isMeantToRun && !isRunning();
    }

    /** @return the process in words */
    String life() {
        final Process current = process;
        if (current == null) {
            return "not started";
        }
        if (current.isAlive()) {
            return "pid " + current.pid();
        }
        return isMeantToRun ? "died, exit code " + current.exitValue() : "killed";
    }

    /** Ends its process by SIGKILL, as any thread may, and waits until it is gone. */
    void kill() {
        isMeantToRun = false;
        final Process current = process;
        if (current != null) {
            current.destroyForcibly();
            current.onExit().join();
        }
    }

    /** Asks its process by SIGTERM to end. */
    void terminate() {
        isMeantToRun = false;
        if (process != null) {
            process.destroy();
        }
    }

    /** @return its exit code, or empty when it does not end in time; then it is killed */
    OptionalInt awaitExit(final long timeoutNs) throws InterruptedException {
        if (process.waitFor(Math.max(0, timeoutNs), TimeUnit.NANOSECONDS)) {
            return OptionalInt.of(process.exitValue());
        }
        kill();
        return OptionalInt.empty();
    }

    /** @return the last lines it printed */
    List<String> lastWords() {
        try (Stream<String> lines = Files.lines(log())) {
            final List<String> all = lines.toList();
            return all.subList(Math.max(0, all.size() - SHOWN_LOG_LINES), all.size());
        } catch (final IOException e) {
            return List.of("no log, cause=" + e);
        }
    }
}
