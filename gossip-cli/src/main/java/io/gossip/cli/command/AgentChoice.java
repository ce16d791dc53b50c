package io.gossip.cli.command;

import io.gossip.NodeId;
import io.gossip.cli.control.AgentFinder;
import io.gossip.cli.control.RunDirectory;
import io.gossip.cli.query.AgentProxy;
import io.gossip.cli.report.Json;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What all commands have in common that talk to a running agent: which one, and how its answer is printed. */
final class AgentChoice {
    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--agent",
            paramLabel = "ID",
            description = "Agent on this machine to ask; needed where you run several.")
    private Optional<NodeId> agent;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean isJson;

    /**
     * @return the agent chosen, or the only one
     * @throws io.gossip.cli.control.ControlException when there is none, or several and no choice
     */
    AgentProxy agent() {
        final RunDirectory directory = RootCommand.directory(spec);
        return new AgentProxy(new AgentFinder(directory).find(agent).socket());
    }

    /** Prints a line of JSON, or text that ends its lines itself. */
    void print(final Supplier<Json> json, final Supplier<String> text) {
        final PrintWriter out = spec.commandLine().getOut();
        out.print(isJson ? json.get() + "\n" : text.get());
        out.flush();
    }

    /** @return the command these options are part of, for errors of usage */
    CommandLine command() {
        return spec.commandLine();
    }
}
