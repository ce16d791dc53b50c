package io.gossip.cli.demo;

import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.cli.query.AgentProxy;
import io.gossip.cli.query.MemberRow;
import io.gossip.cli.query.ValueRow;
import io.gossip.cli.report.Printable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one agent said of itself and the others when it was asked. Immutable.
 *
 * @param status its own status; empty while it does not answer
 * @param up the nodes it sees UP, itself included
 * @param down the nodes it sees DOWN
 * @param values the value of the demonstration's key of each node, as it holds them
 */
record Observation(Optional<NodeStatus> status, Set<NodeId> up, Set<NodeId> down, Map<NodeId, String> values) {
    /** Of an agent that does not answer. */
    static final Observation NONE = new Observation(Optional.empty(), Set.of(), Set.of(), Map.of());

    /** @throws io.gossip.cli.control.ControlException when the agent does not answer */
    static Observation of(final NodeId node, final AgentProxy agent, final String key) {
        final List<MemberRow> members = agent.members();
        final Map<NodeId, String> values = new TreeMap<>();
        for (final ValueRow value : agent.get(key)) {
            values.put(value.node(), Printable.value(value.value()));
        }
        return new Observation(
                members.stream()
                        .filter(member -> member.node().equals(node))
                        .map(MemberRow::status)
                        .findFirst(),
                ids(members, NodeStatus.UP),
                ids(members, NodeStatus.DOWN),
                values);
    }

    private static Set<NodeId> ids(final List<MemberRow> members, final NodeStatus status) {
        final Set<NodeId> ids = new TreeSet<>();
        for (final MemberRow member : members) {
            if (member.status() == status) {
                ids.add(member.node());
            }
        }
        return ids;
    }
}
