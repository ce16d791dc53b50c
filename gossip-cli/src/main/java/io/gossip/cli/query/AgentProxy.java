package io.gossip.cli.query;

import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.cli.control.ControlClient;
import io.gossip.cli.control.ControlException;
import io.gossip.cli.control.FieldReader;
import io.gossip.cli.control.FieldWriter;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A running agent. Each call is a connection and a request of its own, blocks until the answer is there, and fails with
 * a {@link ControlException} in words when the agent could not do it, has ended, or does not answer within 5 seconds (30
 * for {@link #ping} and {@link #leave}). Any thread.
 */
public final class AgentProxy {
    private static final Duration USUAL = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Path socket;

    /** @param socket where the agent listens */
    public AgentProxy(final Path socket) {
        this.socket = socket;
    }

    /** @return the nodes it shows, by id; itself included */
    public List<MemberRow> members() {
        return ask(verb(Verb.MEMBERS), MemberRow::fromFields, USUAL);
    }

    /**
     * @param key the key
     * @return its value of each node that has one, by id of the node
     */
    public List<ValueRow> get(final String key) {
        return ask(verb(Verb.GET).text(key), ValueRow::fromFields, USUAL);
    }

    /**
     * Writes a key of the agent's own.
     *
     * @param key the key
     * @param value the bytes
     */
    public void set(final String key, final byte[] value) {
        ask(verb(Verb.SET).text(key).bytes(value), row -> row, USUAL);
    }

    /**
     * Deletes a key of the agent's own.
     *
     * @param key the key
     * @return whether there was a value
     */
    public boolean delete(final String key) {
        return only(ask(verb(Verb.DELETE).text(key), FieldReader::flag, USUAL));
    }

    /**
     * Lets the agent ping a node.
     *
     * @param node who must answer
     * @param address where, unless the agent knows it
     * @return the round trip
     */
    public Duration ping(final NodeId node, final Optional<NodeAddress> address) {
        final FieldWriter request = verb(Verb.PING).text(node.value());
        address.ifPresent(where -> request.text(where.toString()));
        return Duration.ofNanos(only(ask(request, FieldReader::int64, LONG)));
    }

    /** @return whether the agent, which ends now, could tell all others in time */
    public boolean leave() {
        return only(ask(verb(Verb.LEAVE), FieldReader::flag, LONG));
    }

    /** @return how it does */
    public AgentStatus stat() {
        return only(ask(verb(Verb.STAT), AgentStatus::fromFields, USUAL));
    }

    private static FieldWriter verb(final Verb verb) {
        return new FieldWriter().text(verb.name());
    }

    private <T> T only(final List<T> rows) {
        if (rows.size() != 1) {
            throw new ControlException("one row was expected, socket='" + socket + "' rows=" + rows.size());
        }
        return rows.get(0);
    }

    private <T> List<T> ask(final FieldWriter request, final Function<FieldReader, T> row, final Duration time) {
        try (ControlClient client = ControlClient.connect(socket, USUAL)) {
            return client.ask(request, row, time);
        } catch (final ConnectException e) {
            throw new ControlException("the agent has ended, socket='" + socket + "'", e);
        }
    }
}
