package io.gossip.cli.command;

import io.gossip.GossipException;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.cli.agent.Preset;
import io.gossip.cli.control.RunDirectory;
import io.gossip.cli.report.Printable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The command without a subcommand: prints what there is. */
@Command(
        name = "gossip",
        description = "Membership, quorum and per-node state by gossip: try it, run it, look at it.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            AgentCommand.class,
            MembersCommand.class,
            GetCommand.class,
            SetCommand.class,
            PingCommand.class,
            LeaveCommand.class,
            StatCommand.class
        },
        footer = {"", "Exit codes: 0 done, 1 could not be done, 2 wrong usage."})
public final class RootCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Print this help.")
    private boolean isHelp;

    private final Map<String, String> environment;

    private RootCommand(final Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * @param environment variables as of a process; {@code XDG_RUNTIME_DIR} says where the sockets of agents are
     * @return the whole command, ready to be executed
     */
    public static CommandLine commandLine(final Map<String, String> environment) {
        return new CommandLine(new RootCommand(environment))
                .registerConverter(NodeId.class, checked(NodeId::of))
                .registerConverter(NodeAddress.class, checked(NodeAddress::parse))
                .registerConverter(Preset.class, RootCommand::preset)
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(RootCommand::onWrongUsage)
                .setExecutionExceptionHandler(RootCommand::onFailure);
    }

    /** @return where agents have their sockets, for the command of that model */
    static RunDirectory directory(final CommandLine.Model.CommandSpec spec) {
        return RunDirectory.ofUser(((RootCommand) spec.root().userObject()).environment);
    }

    private static <T> ITypeConverter<T> checked(final ITypeConverter<T> converter) {
        return text -> {
            try {
                return converter.convert(text);
            } catch (final GossipException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }

    private static Preset preset(final String text) {
        return Arrays.stream(Preset.values())
                .filter(preset -> preset.toString().equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "no such preset, preset='" + text + "' present=" + Arrays.toString(Preset.values())));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static int onWrongUsage(final ParameterException e, final String[] arguments) {
        final CommandLine command = e.getCommandLine();
        printError(command, e.getMessage() + " (see " + command.getCommandSpec().qualifiedName() + " --help)");
        return CommandLine.ExitCode.USAGE;
    }

    /** Trouble of its kind is told in a line; anything else is a defect and shows where it is. */
    private static int onFailure(final Exception e, final CommandLine command, final CommandLine.ParseResult parsed) {
        if (e instanceof GossipException) {
            printError(command, e.getMessage());
        } else {
            e.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static void printError(final CommandLine command, final String message) {
        command.getErr().println("gossip: " + Printable.text(String.valueOf(message)));
        command.getErr().flush();
    }
}
