package io.gossip.cli.demo;

import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.cli.report.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The table of all agents: each line is what one of them says. */
final class FleetTable {
    /** Names are listed up to this number, beyond it only counted. */
    private static final int MAX_NAMES = 3;

    private FleetTable() {}

    static List<String> lines(final List<DemoAgent> agents, final Map<NodeId, Observation> seen) {
        final Table table = new Table("NODE", "PROCESS", "STATUS", "SEES UP", "SEES DOWN", "VALUES", "ITS VALUE");
        for (final DemoAgent agent : agents) {
            final Observation own = seen.getOrDefault(agent.node(), Observation.NONE);
            final boolean isThere = own.status().isPresent();
            table.row(
                    agent.node(),
                    agent.life(),
                    own.status().map(NodeStatus::name).orElse("-"),
                    isThere ? own.up().size() : "-",
                    isThere ? names(own.down()) : "-",
                    isThere ? own.values().size() : "-",
                    own.values().getOrDefault(agent.node(), "-"));
        }
        return table.lines();
    }

    private static String names(final Set<NodeId> nodes) {
        if (nodes.isEmpty()) {
            return "none";
        }
        return nodes.size() > MAX_NAMES
                ? nodes.size() + " nodes"
                : nodes.stream().map(NodeId::value).collect(Collectors.joining(" "));
    }
}
