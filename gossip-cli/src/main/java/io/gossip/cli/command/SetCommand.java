package io.gossip.cli.command;

import io.gossip.cli.control.ControlException;
import io.gossip.cli.query.AgentProxy;
import io.gossip.cli.report.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Writes or deletes a key of an agent's own. */
@Command(name = "set", description = "Write a key of a running agent's own, or delete it; all others will read that.")
final class SetCommand implements Callable<Integer> {
    @Mixin
    private AgentChoice choice;

    @Mixin
    private KeyArgument key;

    @Parameters(index = "1", arity = "0..1", paramLabel = "VALUE", description = "The value, as UTF-8.")
    private Optional<String> value;

    @Option(names = "--delete", description = "Delete the key; there is no value then.")
    private boolean isDelete;

    @Override
    public Integer call() {
        if (isDelete == value.isPresent()) {
            throw new ParameterException(choice.command(), "either a value or --delete, key='" + key.name() + "'");
        }
        final AgentProxy agent = choice.agent();
        if (isDelete && !agent.delete(key.name())) {
            throw new ControlException("no value, key='" + key.name() + "'");
        }
        value.ifPresent(text -> agent.set(key.name(), text.getBytes(StandardCharsets.UTF_8)));
        choice.print(() -> Json.object().put("key", key.name()).put("deleted", isDelete), () -> "");
        return 0;
    }
}
