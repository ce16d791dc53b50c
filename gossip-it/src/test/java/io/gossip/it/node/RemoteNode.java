package io.gossip.it.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.gossip.GossipEvent;
import io.gossip.NodeAddress;
import io.gossip.NodeStatus;
import io.gossip.it.process.FinishedProcess;
import io.gossip.it.process.JavaInstallation;
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
import java.util.stream.Stream;

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
        address = settings.bind();
        final List<String> command = new ArrayList<>(prefix);
        command.add(JavaInstallation.current().launcher());
        command.addAll(jvmFlags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), NodeProcess.class.getName()));
        command.addAll(settings.toArguments());
        try {
            errors = Files.createTempFile("gossip-it-" + id + "-", ".err");
            process = FinishedProcess.withoutJvmOptions(new ProcessBuilder(command))
                    .redirectError(errors.toFile())
                    .start();
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

    /** @return where it listens: as it is told to before its start, then the real port */
    public NodeAddress address() {
        return address;
    }

    /** Starts the node with seeds, and expects that none refuses it. */
    public void start(final NodeAddress... seeds) {
        assertEquals(Map.of(), startRefused(seeds), () -> "refused, id=" + id);
    }

    /** Starts the node with seeds. @return the seeds that refused it, each with the contact's state */
    public Map<String, String> startRefused(final NodeAddress... seeds) {
        return started(ask("start" + spaced(Stream.of(seeds).map(NodeAddress::toString))));
    }

    /** Begins to start the node with a declared membership; {@link #awaitStart} must follow. */
    public void beginStart(final Map<String, NodeAddress> others) {
        send("startDeclared"
                + spaced(others.entrySet().stream().map(other -> other.getKey() + "=" + other.getValue())));
    }

    /** Waits for the end of a start, and expects that nobody has refused the node. */
    public void awaitStart() {
        assertEquals(Map.of(), started(expectSuccess("start", answer("start"))), () -> "refused, id=" + id);
    }

    private static String spaced(final Stream<String> words) {
        return words.map(" "::concat).collect(Collectors.joining());
    }

    private Map<String, String> started(final String report) {
        final String[] words = report.split(" ");
        address = NodeAddress.parse(words[0]);
        return Stream.of(words)
                .skip(1)
                .map(word -> word.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    /** Writes one of its values. */
    public void set(final String key, final String value) {
        ask("set " + key + " " + value);
    }

    /** @return whether another answers its pings */
    public boolean reaches(final RemoteNode other) {
        return tell("ping " + other.id + " " + other.address).startsWith("ok");
    }

    /** @return what it shows now */
    public NodeState state() {
        return NodeState.parse(ask("state"));
    }

    /** @return how many events of that kind it has reported since it was launched */
    public int eventsSeen(final Class<? extends GossipEvent> kind) {
        return Integer.parseInt(ask("eventsSeen " + kind.getSimpleName()));
    }

    /** @return the statuses that it has had itself, one after the other, since it was launched */
    public List<NodeStatus> statusesHad() {
        final String statuses = ask("statusesHad");
        return statuses.isEmpty()
                ? List.of()
                : Stream.of(statuses.split(" ")).map(NodeStatus::valueOf).toList();
    }

    /** @return one of its counters */
    public long counter(final String label) {
        return Long.parseLong(ask("counter " + label));
    }

    /** Leaves the cluster. @return whether all others were told */
    public boolean stop() {
        return Boolean.parseBoolean(ask("stop"));
    }

    private String ask(final String command) {
        return expectSuccess(command, tell(command));
    }

    private String expectSuccess(final String command, final String answer) {
        assertTrue(answer.startsWith("ok"), () -> id + " to '" + command + "': " + answer + errorText());
        return answer.substring("ok".length()).strip();
    }

    /** @return the answer to a command, {@code ok} or {@code error} included */
    public String tell(final String command) {
        send(command);
        return answer(command);
    }

    private void send(final String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
        } catch (final IOException e) {
            fail("process has ended, id=" + id + " command=" + command + errorText(), e);
        }
    }

    private String answer(final String command) {
        try {
            final String answer = answers.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
            return answer == null ? fail("no answer, id=" + id + " command=" + command + errorText()) : answer;
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
