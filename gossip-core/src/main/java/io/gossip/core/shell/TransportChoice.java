package io.gossip.core.shell;

import io.gossip.GossipException;
import io.gossip.InvalidValueException;
import io.gossip.spi.TransportProvider;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Finds the transport a user means: the one named, or the only one present. */
final class TransportChoice {
    /** System property that names the transport where the configuration does not. */
    static final String PROPERTY = "io.gossip.transport";

    private TransportChoice() {}

    /**
     * @param named what the configuration says
     * @return the provider
     * @throws InvalidValueException when there is none of that name; the message lists those present
     * @throws GossipException when there is none at all, or several and no choice
     */
    static TransportProvider find(final Optional<String> named) {
        return choose(present(), named.or(() -> Optional.ofNullable(System.getProperty(PROPERTY))));
    }

    private static List<TransportProvider> present() {
        // The loader of the API sees what the application sees in all but layered set-ups; there the context loader
        // does.
        final ClassLoader own = TransportChoice.class.getClassLoader();
        final ClassLoader context = Thread.currentThread().getContextClassLoader();
        final TreeMap<String, TransportProvider> byName = new TreeMap<>();
        try {
            ServiceLoader.load(TransportProvider.class, own).forEach(provider -> byName.put(provider.name(), provider));
            if (context != own) {
                ServiceLoader.load(TransportProvider.class, context)
                        .forEach(provider -> byName.put(provider.name(), provider));
            }
        } catch (final ServiceConfigurationError e) {
            throw new GossipException("a transport cannot be loaded, cause=" + e.getMessage(), e);
        }
        return List.copyOf(byName.values());
    }

    static TransportProvider choose(final List<TransportProvider> present, final Optional<String> named) {
        final List<String> names = present.stream().map(TransportProvider::name).toList();
        if (present.isEmpty()) {
            throw new GossipException("no transport found, add the module io.gossip:gossip-transport-udp");
        }
        if (named.isPresent()) {
            return present.stream()
                    .filter(provider -> provider.name().equals(named.get()))
                    .findFirst()
                    .orElseThrow(() -> new InvalidValueException(
                            "no such transport, transport='" + named.get() + "' present=" + names));
        }
        if (present.size() > 1) {
            throw new GossipException("several transports and no choice, name one by transport(\"…\") or -D" + PROPERTY
                    + ", present=" + names);
        }
        return present.get(0);
    }
}
