package io.gossip.core.shell;

import io.gossip.GossipException;
import io.gossip.InvalidValueException;
import io.gossip.spi.TransportProvider;
import java.util.Map;
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
        return choose(present(), named.isPresent() ? named : Optional.ofNullable(System.getProperty(PROPERTY)));
    }

    private static Map<String, TransportProvider> present() {
        // The loader of the API sees what the application sees in all but layered set-ups; there the context loader
        // does.
        final ClassLoader own = TransportChoice.class.getClassLoader();
        final ClassLoader context = Thread.currentThread().getContextClassLoader();
        final Map<String, TransportProvider> byName = new TreeMap<>();
        try {
            addFrom(own, byName);
            if (context != own) {
                addFrom(context, byName);
            }
        } catch (final ServiceConfigurationError e) {
            throw new GossipException("a transport cannot be loaded, cause=" + e.getMessage(), e);
        }
        return byName;
    }

    private static void addFrom(final ClassLoader loader, final Map<String, TransportProvider> byName) {
        for (final TransportProvider provider : ServiceLoader.load(TransportProvider.class, loader)) {
            byName.put(provider.name(), provider);
        }
    }

    /** @param present by name */
    static TransportProvider choose(final Map<String, TransportProvider> present, final Optional<String> named) {
        if (present.isEmpty()) {
            throw new GossipException("no transport found, add the module io.gossip:gossip-transport-udp, or"
                    + " io.gossip:gossip-transport-aeron");
        }
        if (named.isPresent()) {
            final TransportProvider chosen = present.get(named.get());
            if (chosen == null) {
                throw new InvalidValueException(
                        "no such transport, transport='" + named.get() + "' present=" + present.keySet());
            }
            return chosen;
        }
        if (present.size() > 1) {
            throw new GossipException("several transports and no choice, name one by transport(\"…\") or -D" + PROPERTY
                    + ", present=" + present.keySet());
        }
        return present.values().iterator().next();
    }
}
