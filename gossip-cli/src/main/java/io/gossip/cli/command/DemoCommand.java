package io.gossip.cli.command;

import io.gossip.InvalidValueException;
import io.gossip.cli.agent.Preset;
import io.gossip.cli.demo.Demo;
import io.gossip.cli.demo.DemoResult;
import io.gossip.cli.demo.DemoSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Runs the demonstration. */
@Command(
        name = "demo",
        description = {
            "Start real agents on this machine, let them find each other and exchange values, kill one, see the others"
                    + " notice, start it again, and say how long each took.",
            "Every figure is what the agents themselves said, asked all the time."
        })
final class DemoCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many processes, 3 to 32. Default: ${DEFAULT-VALUE}.")
    private int nodes;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            defaultValue = "lan",
            description = "Their rhythm: lan, wan, local or reference. Default: ${DEFAULT-VALUE}.")
    private Preset preset;

    @Mixin
    private TransportOptions transport;

    @Option(names = "--json", description = "Print one JSON object at the end, and nothing else.")
    private boolean isJson;

    @Option(names = "--keep", description = "Let the agents run on after the last step, until a signal (Ctrl-C).")
    private boolean isKept;

    @Override
    public Integer call() throws IOException, InterruptedException {
        final PrintWriter out = spec.commandLine().getOut();
        final DemoResult result = Demo.run(settings(), isJson ? Optional.empty() : Optional.of(out), isKept);
        out.print(isJson ? result.json() + "\n" : result.text());
        out.flush();
        return result.isConverged() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private DemoSettings settings() {
        if (isJson && isKept) {
            throw new ParameterException(spec.commandLine(), "--json prints at the end, and --keep has none");
        }
        try {
            return new DemoSettings(nodes, preset, transport.settings());
        } catch (final InvalidValueException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
