package io.gossip.cli.command;

import io.gossip.NodeAddress;
import io.gossip.NodeStatus;
import io.gossip.cli.query.MemberRow;
import io.gossip.cli.report.Json;
import io.gossip.cli.report.Table;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the nodes that an agent shows. */
@Command(name = "members", description = "Print the members as a running agent sees them.")
final class MembersCommand implements Callable<Integer> {
    @Mixin
    private AgentChoice choice;

    @Override
    public Integer call() {
        final List<MemberRow> members = choice.agent().members();
        choice.print(
                () -> Json.object()
                        .put(
                                "members",
                                members.stream().map(MembersCommand::json).toList()),
                () -> table(members).toString());
        return 0;
    }

    private static Json json(final MemberRow member) {
        final Json json = Json.object()
                .put("node", member.node().value())
                .put("status", member.status().name())
                .put("reportedStatus", member.reportedStatus().name())
                .put("suspected", member.isSuspected())
                .put("left", !member.isQuorumMember());
        member.address()
                .ifPresentOrElse(address -> json.put("address", address.toString()), () -> json.putNull("address"));
        return json.put("incarnation", member.incarnation()).put("keys", member.keys());
    }

    private static Table table(final List<MemberRow> members) {
        final Table table = new Table("NODE", "STATUS", "REPORTS", "ADDRESS", "KEYS", "INCARNATION");
        members.forEach(member -> table.row(
                member.node(),
                status(member),
                reports(member),
                member.address().map(NodeAddress::toString).orElse("-"),
                member.keys(),
                member.incarnation()));
        return table;
    }

    private static String reports(final MemberRow member) {
        return member.reportedStatus() == NodeStatus.INVALID
                ? "-"
                : member.reportedStatus().name();
    }

    private static String status(final MemberRow member) {
        return member.status()
                + (member.isSuspected() ? " (suspected)" : "")
                + (member.isQuorumMember() ? "" : " (left)");
    }
}
