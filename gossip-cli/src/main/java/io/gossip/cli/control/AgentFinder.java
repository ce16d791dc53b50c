package io.gossip.cli.control;

import io.gossip.NodeId;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds running agents by their sockets, and removes the sockets of dead ones on the way. Any thread. */
public final class AgentFinder {
    private static final Duration GREETING_TIME = Duration.ofSeconds(1);

    private final RunDirectory directory;

    /** @param directory where the sockets are */
    public AgentFinder(final RunDirectory directory) {
        this.directory = directory;
    }

    /**
     * One agent that answers.
     *
     * @param node who it is
     * @param socket where it listens
     */
    public record Found(NodeId node, Path socket) {}

    /**
     * @param wanted the agent, or nobody in particular where only one runs
     * @return that agent
     * @throws ControlException when there is none, or several and no choice; the message lists them
     */
    public Found find(final Optional<NodeId> wanted) {
        if (wanted.isPresent()) {
            return probe(directory.socketOf(wanted.get()))
                    .filter(found -> found.node().equals(wanted.get()))
                    .orElseThrow(() -> new ControlException(
                            "no such agent runs, agent='" + wanted.get() + "' running=" + survey()));
        }
        final Survey survey = survey();
        if (survey.running().size() + survey.silent().size() > 1) {
            throw new ControlException("several agents run, choose one by --agent, running=" + survey);
        }
        if (!survey.silent().isEmpty()) {
            throw new ControlException(
                    "the agent does not answer, socket='" + survey.silent().get(0) + "'");
        }
        return survey.running().stream()
                .findFirst()
                .orElseThrow(() -> new ControlException("no agent runs, directory='" + directory.path() + "'"));
    }

    /**
     * What the sockets led to.
     *
     * @param running the agents that answer, sorted by path of their sockets
     * @param silent sockets behind which somebody is who does not answer: frozen, or busy
     */
    private record Survey(List<Found> running, List<Path> silent) {
        /** The ids, for people. */
        @Override
        public String toString() {
            return Stream.concat(
                            running.stream().map(found -> found.node().value()),
                            silent.stream().map(socket -> socket.getFileName() + " (does not answer)"))
                    .toList()
                    .toString();
        }
    }

    private Survey survey() {
        final Survey survey = new Survey(new ArrayList<>(), new ArrayList<>());
        for (final Path socket : directory.sockets()) {
            try {
                probe(socket).ifPresent(survey.running()::add);
            } catch (final ControlException e) {
                survey.silent().add(socket);
            }
        }
        return survey;
    }

    private Optional<Found> probe(final Path socket) {
        if (!Files.exists(socket)) {
            return Optional.empty();
        }
        try (ControlClient client = ControlClient.connect(socket, GREETING_TIME)) {
            return Optional.of(new Found(client.node(), socket));
        } catch (final ConnectException e) {
            directory.removeIfDead(socket);
            return Optional.empty();
        }
    }
}
