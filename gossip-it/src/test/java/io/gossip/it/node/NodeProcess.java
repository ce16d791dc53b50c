package io.gossip.it.node;

import io.gossip.GossipEvent;
import io.gossip.GossipException;
import io.gossip.GossipNodeConfiguration;
import io.gossip.GossipStartConfiguration;
import io.gossip.Gossiper;
import io.gossip.JoinResult;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.StoreKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One node and nothing else. Reads a command per line, answers each with one line that begins with {@code ok} or {@code
 * error}, and ends with its input. What it prints on the error stream is a fault: nothing should.
 */
public final class NodeProcess {
    private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(5);

    private final Gossiper node;
    private final Map<String, Integer> eventsByKind = new ConcurrentHashMap<>();
    private final List<NodeStatus> statuses = new CopyOnWriteArrayList<>();

    private NodeProcess(final Gossiper node) {
        this.node = node;
        node.subscribe(event -> {
            eventsByKind.merge(event.getClass().getSimpleName(), 1, Integer::sum);
            if (event instanceof GossipEvent.SelfStatusChanged changed) {
                statuses.add(changed.after());
            }
        });
    }

    /**
     * @param arguments those of {@link NodeSettings#toArguments}
     * @throws IOException when the input cannot be read
     */
    public static void main(final String... arguments) throws IOException {
        final BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Gossiper node = NodeSettings.parse(arguments).toBuilder().build()) {
            final NodeProcess process = new NodeProcess(node);
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                System.out.println(process.answer(line.split(" ", -1)));
            }
        }
    }

    private String answer(final String... words) {
        try {
            return ("ok " + obey(words)).strip();
        } catch (final GossipException e) {
            return "error " + e.getClass().getName() + " " + e.getMessage();
        }
    }

    private String obey(final String... words) {
        return switch (words[0]) {
            case "start" -> start(new GossipStartConfiguration(Map.of(), addresses(words)));
            case "startDeclared" -> start(new GossipStartConfiguration(declared(words), List.of()));
            case "set" -> set(words[1], words[2]);
            case "ping" ->
                node.ping(NodeId.of(words[1]), NodeAddress.parse(words[2])).toString();
            case "state" -> NodeState.of(node).toLine();
            case "eventsSeen" -> Integer.toString(eventsByKind.getOrDefault(words[1], 0));
            case "statusesHad" -> statuses.stream().map(NodeStatus::name).collect(Collectors.joining(" "));
            case "counter" -> counter(String.join(" ", words).substring("counter ".length()));
            case "stop" -> Boolean.toString(node.stop(LEAVE_TIMEOUT));
            default -> throw new IllegalArgumentException("unknown command, command=" + words[0]);
        };
    }

    /** The bound address, then {@code address=state} for each that refused. */
    private String start(final GossipStartConfiguration configuration) {
        final JoinResult result = node.start(configuration);
        return Stream.concat(
                        Stream.of(node.address().toString()),
                        result.failed().entrySet().stream().map(refused -> refused.getKey() + "=" + refused.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static List<NodeAddress> addresses(final String... words) {
        return Stream.of(words).skip(1).map(NodeAddress::parse).toList();
    }

    private static Map<NodeId, GossipNodeConfiguration> declared(final String... words) {
        final Map<NodeId, GossipNodeConfiguration> nodes = new TreeMap<>();
        Stream.of(words)
                .skip(1)
                .map(word -> word.split("=", 2))
                .forEach(pair -> nodes.put(NodeId.of(pair[0]), GossipNodeConfiguration.at(NodeAddress.parse(pair[1]))));
        return nodes;
    }

    private String set(final String key, final String value) {
        node.updateSelf(StoreKey.utf8(key), value);
        return "";
    }

    private String counter(final String label) {
        final Long count = node.counters().get(label);
        if (count == null) {
            throw new IllegalArgumentException("no such counter, label=" + label + " there=" + node.counters());
        }
        return count.toString();
    }
}
