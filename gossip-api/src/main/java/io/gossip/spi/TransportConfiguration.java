package io.gossip.spi;

import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a node asks of the transport it opens. Immutable.
 *
 * @param bind where to listen; port 0 stands for any free port
 * @param advertise what to tell others instead, where they see this machine under another address; port 0 stands for
 *     the port that was bound
 * @param options settings of the one transport, by name; each provider says which it knows and refuses all others
 */
public record TransportConfiguration(NodeAddress bind, Optional<NodeAddress> advertise, Map<String, String> options) {

    /** @throws InvalidValueException when a component, or a key or value of an option, is null */
    public TransportConfiguration {
        notNull(bind, "bind");
        notNull(advertise, "advertise");
        options = copyOf(options);
    }

    /**
     * @param bind where to listen
     * @return listening there, told to others as it is, all options at their defaults
     */
    public static TransportConfiguration of(final NodeAddress bind) {
        return new TransportConfiguration(bind, Optional.empty(), Map.of());
    }

    private static Map<String, String> copyOf(final Map<String, String> options) {
        final SortedMap<String, String> copy = new TreeMap<>();
        for (final Map.Entry<String, String> option :
                notNull(options, "options").entrySet()) {
            final String key = notNull(option.getKey(), "option");
            copy.put(key, notNull(option.getValue(), key));
        }
        return Collections.unmodifiableSortedMap(copy);
    }

    private static <T> T notNull(final T value, final String name) {
        if (value == null) {
            throw new InvalidValueException("must not be null, " + name + "=null");
        }
        return value;
    }
}
