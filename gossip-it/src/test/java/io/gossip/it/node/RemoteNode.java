package io.gossip.it.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.gossip.NodeAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The test's end of a {@link NodeProcess}. Every answer is waited for with a deadline; one thread at a time. Killed at the
 * latest when closed.
 */
public final class RemoteNode implements AutoCloseable {
    /** For a JVM that starts on a busy machine. */
    private static final long ANSWER_SECONDS = 60;

    private static final String END = "(end of output)";

    private final String id;
    private final Process process;
    private final Path errors;
    private final Writer commands;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private NodeAddress address;

    /**
     * Starts the process; does not wait for it.
     *
     * @param settings what the node is built with
     * @param jvmFlags flags of its JVM
     * @param prefix words before the command line, to run it elsewhere
     */
    public RemoteNode(final NodeSettings settings, final List<String> jvmFlags, final List<String> prefix) {
        id = settings.id();
        final List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), NodeProcess.class.getName()));
        command.addAll(settings.toArguments());
        try {
            errors = Files.createTempFile("gossip-it-" + id + "-", ".err");
            process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        commands = process.outputWriter(StandardCharsets.UTF_8);
        final Thread reader = new Thread(this::readAnswers, "answers-of-" + id);
        reader.setDaemon(true);
        reader.start();
    }

    private void readAnswers() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answers.add(line);
            }
        } catch (final IOException e) {
            answers.add(e.toString());
        }
        answers.add(END);
    }

    public String id() {
        return id;
    }

    /** @return where it listens; as of its last start */
    public NodeAddress address() {
        return address;
    }

    /** Starts the node with seeds, and expects that none refuses it. */
    public void start(final NodeAddress... seeds) {
        assertEquals(Map.of(), startRefused(seeds), () -> "refused, id=" + id);
    }

    /** Starts the node with seeds. @return the seeds that refused it, each with the contact's state */
    public Map<String, String> startRefused(final NodeAddress... seeds) {
        return started(
                List.of(seeds).stream().map(NodeAddress::toString).collect(Collectors.joining(" ", "start ", "")));
    }

    /** Starts the node with a declared membership, and expects that nobody refuses it. */
    public void startDeclared(final Map<String, NodeAddress> others) {
        final String words = others.entrySet().stream()
                .map(other -> other.getKey() + "=" + other.getValue())
                .collect(Collectors.joining(" ", "startDeclared ", ""));
        assertEquals(Map.of(), started(words), () -> "refused, id=" + id);
    }

    private Map<String, String> started(final String command) {
        final String[] words = ask(command.strip()).split(" ");
        address = NodeAddress.parse(words[0]);
        return List.of(words).stream()
                .skip(1)
                .map(word -> word.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    /** Writes one of its values. */
    public void set(final String key, final String value) {
        ask("set " + key + " " + value);
    }

    /** @return what it shows now */
    public NodeState state() {
        return NodeState.parse(ask("state"));
    }

    /** @return members that it has seen fail since it was launched */
    public int failuresSeen() {
        return Integer.parseInt(ask("failuresSeen"));
    }

    /** @return one of its counters */
    public long counter(final String label) {
        return Long.parseLong(ask("counter " + label));
    }

    /** Leaves the cluster. @return whether all others were told */
    public boolean stop() {
        return Boolean.parseBoolean(ask("stop"));
    }

    /** @return the answer to a command that must succeed */
    private String ask(final String command) {
        final String answer = tell(command);
        assertTrue(answer.startsWith("ok"), () -> id + " to '" + command + "': " + answer + errorText());
        return answer.substring("ok".length()).strip();
    }

    /** @return the answer to a command, {@code ok} or {@code error} included */
    public String tell(final String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
            final String answer = answers.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
            return answer == null ? fail("no answer, id=" + id + " command=" + command + errorText()) : answer;
        } catch (final IOException e) {
            return fail("process has ended, id=" + id + " command=" + command + errorText(), e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("interrupted, id=" + id + " command=" + command, e);
        }
    }

    /** Ends the process without warning ({@code kill -9}) and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        try {
            assertTrue(process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS), () -> "does not die, id=" + id);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("interrupted, id=" + id, e);
        }
    }

    private String errorText() {
        try {
            final String text = Files.readString(errors);
            return text.isEmpty() ? "" : "\nerror stream of " + id + ":\n" + text;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the process, and fails when it has ever printed on its error stream. */
    @Override
    public void close() {
        kill();
        final String text = errorText();
        try {
            Files.delete(errors);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        assertEquals("", text);
    }
}
