package io.gossip.cli.agent;

import java.util.Map;
import java.util.TreeMap;

/**
 * What carries an agent's packets.
 *
 * @param name of the transport
 * @param options its own settings, by name
 */
public record TransportSettings(String name, Map<String, String> options) {
    /** Copies the options. */
    public TransportSettings {
        options = Map.copyOf(new TreeMap<>(options));
    }
}
