package io.gossip.cli.command;

import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.cli.report.Json;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lets an agent ping a node. */
@Command(name = "ping", description = "Let a running agent ping a node; only a node of that id answers.")
final class PingCommand implements Callable<Integer> {
    @Mixin
    private AgentChoice choice;

    @Parameters(index = "0", paramLabel = "ID", description = "The node that must answer.")
    private NodeId node;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "HOST:PORT",
            description = "Where; not needed for a node that the agent knows.")
    private Optional<NodeAddress> address;

    @Override
    public Integer call() {
        final Duration roundTrip = choice.agent().ping(node, address);
        choice.print(
                () -> Json.object().put("node", node.value()).put("roundTripNs", roundTrip.toNanos()),
                () -> String.format(Locale.ROOT, "%s answered in %.3f ms%n", node, milliseconds(roundTrip)));
        return 0;
    }

    private static double milliseconds(final Duration time) {
        return (double) time.toNanos() / TimeUnit.MILLISECONDS.toNanos(1);
    }
}
