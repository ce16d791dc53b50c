package io.gossip.cli.command;

import io.gossip.InvalidValueException;
import io.gossip.StoreKey;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The key that a command is about, checked when it is read. */
final class KeyArgument {
    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec spec;

    private String name;

    @Parameters(index = "0", paramLabel = "KEY", description = "The key, 1 to 255 bytes of UTF-8.")
    void name(final String value) {
        try {
            name = StoreKey.bytes(value).name();
        } catch (final InvalidValueException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    String name() {
        return name;
    }
}
