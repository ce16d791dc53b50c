package io.gossip.cli.command;

import io.gossip.cli.agent.TransportSettings;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The options of every command that starts nodes. */
final class TransportOptions {
    @Option(
            names = "--transport",
            paramLabel = "NAME",
            defaultValue = "udp",
            description = "What carries packets: udp or aeron. Default: ${DEFAULT-VALUE}.")
    private String name;

    @Option(
            names = "--transport-option",
            paramLabel = "KEY=VALUE",
            description = "A setting of the transport's own, for example aeronDirectory=/dev/shm/driver.")
    private Map<String, String> options = new TreeMap<>();

    TransportSettings settings() {
        return new TransportSettings(name, options);
    }
}
