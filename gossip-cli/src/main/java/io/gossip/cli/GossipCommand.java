package io.gossip.cli;

import io.gossip.cli.command.RootCommand;

/** Entry point of the {@code gossip} command. */
public final class GossipCommand {
    private GossipCommand() {}

    /**
     * Runs the command and ends the process with its exit code: 0 done, 1 could not be done, 2 wrong usage.
     *
     * @param arguments a subcommand with its options
     */
    public static void main(final String[] arguments) {
        System.exit(RootCommand.commandLine(System.getenv()).execute(arguments));
    }
}
