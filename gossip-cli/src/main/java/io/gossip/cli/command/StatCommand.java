package io.gossip.cli.command;

import io.gossip.NodeId;
import io.gossip.QuorumStatus;
import io.gossip.cli.query.AgentStatus;
import io.gossip.cli.report.Json;
import io.gossip.cli.report.Table;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints how an agent does. */
@Command(name = "stat", description = "Print the status, quorum and counters of a running agent.")
final class StatCommand implements Callable<Integer> {
    @Mixin
    private AgentChoice choice;

    @Override
    public Integer call() {
        final AgentStatus status = choice.agent().stat();
        choice.print(() -> json(status), () -> table(status).toString());
        return 0;
    }

    private static Json json(final AgentStatus status) {
        final QuorumStatus quorum = status.quorum();
        return Json.object()
                .put("node", status.node().value())
                .put("cluster", status.clusterId())
                .put("address", status.address().toString())
                .put("pid", status.pid())
                .put("uptimeMs", status.uptimeMs())
                .put("status", status.status().name())
                .put(
                        "quorum",
                        Json.object()
                                .put("inQuorum", quorum.inQuorum())
                                .put("members", quorum.members())
                                .put("needed", quorum.needed())
                                .put("up", quorum.up())
                                .putTexts("missing", missing(quorum))
                                .put("missingSince", since(quorum)))
                .putNumbers("counters", status.counters());
    }

    private static Table table(final AgentStatus status) {
        final QuorumStatus quorum = status.quorum();
        final Table table = new Table("WHAT", "VALUE")
                .row("node", status.node())
                .row("cluster", status.clusterId())
                .row("address", status.address())
                .row("pid", status.pid())
                .row("uptime", Duration.ofMillis(status.uptimeMs()))
                .row("status", status.status())
                .row(
                        "quorum",
                        (quorum.inQuorum() ? "held" : "lost") + ", " + quorum.up() + " of " + quorum.members() + " up, "
                                + quorum.needed() + " needed")
                .row("missing", quorum.missing().isEmpty() ? "-" : String.join(" ", missing(quorum)));
        quorum.missing().forEach((node, since) -> table.row("missing since", since + " " + node));
        status.counters().forEach(table::row);
        return table;
    }

    private static Json since(final QuorumStatus quorum) {
        final Json since = Json.object();
        quorum.missing().forEach((node, time) -> since.put(node.value(), time.toString()));
        return since;
    }

    private static List<String> missing(final QuorumStatus quorum) {
        return quorum.missing().keySet().stream().map(NodeId::value).toList();
    }
}
