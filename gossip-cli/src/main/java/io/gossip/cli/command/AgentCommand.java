package io.gossip.cli.command;

import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.StoreKey;
import io.gossip.cli.agent.AgentSettings;
import io.gossip.cli.agent.Departure;
import io.gossip.cli.agent.NoticePrinter;
import io.gossip.cli.agent.Preset;
import io.gossip.cli.agent.RunningAgent;
import io.gossip.cli.control.RunDirectory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Runs one node in the foreground until it is told to leave. */
@Command(
        name = "agent",
        description = {
            "Run one node in the foreground and print what happens, until a signal (SIGINT, SIGTERM) or `gossip leave`"
                    + " makes it say good-bye.",
            "Membership is open: whoever joins with the same cluster id is shown."
        })
final class AgentCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--id", required = true, paramLabel = "ID", description = "Who it is; unique in its cluster.")
    private NodeId node;

    @Option(
            names = "--bind",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:0",
            description = "Where to listen; port 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private NodeAddress bind;

    @Option(
            names = "--advertise",
            paramLabel = "HOST:PORT",
            description = "What to tell others instead, where they see this machine under another address.")
    private Optional<NodeAddress> advertise;

    @Option(
            names = "--join",
            arity = "1..*",
            paramLabel = "HOST:PORT",
            description = "Members to join through; tried again until they answer.")
    private List<NodeAddress> join = new ArrayList<>();

    @Option(
            names = "--expect",
            paramLabel = "N",
            defaultValue = "0",
            description = "Least number of members that a quorum is taken of. Default: ${DEFAULT-VALUE}.")
    private int expectedMembers;

    @Option(
            names = "--cluster",
            paramLabel = "ID",
            defaultValue = "default",
            description = "Nodes of another cluster are never merged. Default: ${DEFAULT-VALUE}.")
    private String clusterId;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            defaultValue = "lan",
            description = "Its rhythm: lan, wan, local or reference. Default: ${DEFAULT-VALUE}.")
    private Preset preset;

    @Mixin
    private TransportOptions transport;

    private final Map<String, String> values = new TreeMap<>();

    @Option(names = "--json", description = "Print one JSON object a line instead of phrases.")
    private boolean isJson;

    @Option(
            names = "--until-eof",
            description = "Leave also when standard input ends, for whoever starts agents and may be killed.")
    private boolean isUntilEof;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "First keys and values of its own, visible to others from its start.")
    void set(final Map<String, String> pairs) {
        pairs.forEach((key, value) -> {
            try {
                values.put(StoreKey.bytes(key).name(), value);
            } catch (final InvalidValueException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage(), e);
            }
        });
    }

    @Override
    public Integer call() throws InterruptedException {
        final NoticePrinter printer = new NoticePrinter(System.out, isJson, Clock.systemUTC());
        try (RunningAgent agent = open(printer);
                Departure departure = Departure.onSignal(agent)) {
            if (isUntilEof) {
                departure.onEndOf(System.in);
            }
            agent.start();
            agent.awaitEnd();
            agent.printFarewell();
            return 0;
        }
    }

    /** What is out of its range here was typed so. */
    private RunningAgent open(final NoticePrinter printer) {
        final AgentSettings settings = new AgentSettings(
                node, clusterId, bind, advertise, join, expectedMembers, preset, transport.settings(), values);
        final RunDirectory directory = RootCommand.directory(spec);
        try {
            return RunningAgent.open(settings, directory, printer);
        } catch (final InvalidValueException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
