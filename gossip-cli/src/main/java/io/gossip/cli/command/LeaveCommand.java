package io.gossip.cli.command;

import io.gossip.cli.control.ControlException;
import io.gossip.cli.report.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets an agent leave and end. */
@Command(name = "leave", description = "Let a running agent say good-bye to the others, and end.")
final class LeaveCommand implements Callable<Integer> {
    @Mixin
    private AgentChoice choice;

    @Override
    public Integer call() {
        final boolean wereAllTold = choice.agent().leave();
        choice.print(() -> Json.object().put("toldAll", wereAllTold), () -> "");
        if (!wereAllTold) {
            throw new ControlException(
                    "it left, but not all others could be told in time: to them it will have failed");
        }
        return 0;
    }
}
