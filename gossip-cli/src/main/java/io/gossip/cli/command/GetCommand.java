package io.gossip.cli.command;

import io.gossip.NodeId;
import io.gossip.cli.control.ControlException;
import io.gossip.cli.query.ValueRow;
import io.gossip.cli.report.Json;
import io.gossip.cli.report.Printable;
import io.gossip.cli.report.Table;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the values of a key, or one node's. */
@Command(
        name = "get",
        description =
                "Print each node's value of a key as a running agent holds it; with --node that node's value only.")
final class GetCommand implements Callable<Integer> {
    @Mixin
    private AgentChoice choice;

    @Mixin
    private KeyArgument key;

    @Option(
            names = "--node",
            paramLabel = "ID",
            description = "Node whose value to print, alone and without a heading.")
    private Optional<NodeId> node;

    @Override
    public Integer call() {
        final List<ValueRow> all = choice.agent().get(key.name());
        final List<ValueRow> values = all.stream()
                .filter(value -> node.isEmpty() || node.get().equals(value.node()))
                .toList();
        if (values.isEmpty()) {
            throw new ControlException("no value, key='" + key.name() + "'"
                    + node.map(id -> " node='" + id + "'").orElse(""));
        }
        choice.print(() -> json(values), () -> text(values));
        return 0;
    }

    private Json json(final List<ValueRow> values) {
        return Json.object()
                .put("key", key.name())
                .put("values", values.stream().map(GetCommand::json).toList());
    }

    private static Json json(final ValueRow value) {
        final Json json = Json.object()
                .put("node", value.node().value())
                .put("status", value.status().name());
        return Printable.utf8(value.value())
                .map(text -> json.put("value", text))
                .orElseGet(() -> json.put("hex", Printable.hex(value.value())));
    }

    private String text(final List<ValueRow> values) {
        if (node.isPresent()) {
            return Printable.value(values.get(0).value()) + "\n";
        }
        final Table table = new Table("NODE", "STATUS", "VALUE");
        values.forEach(value -> table.row(value.node(), value.status(), Printable.value(value.value())));
        return table.toString();
    }
}
