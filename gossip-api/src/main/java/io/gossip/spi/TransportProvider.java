package io.gossip.spi;

import io.gossip.InvalidValueException;

/**
 * Opens transports of one kind. Found with {@link java.util.ServiceLoader}: declared in the provider's module-info and,
 * for the class path, in {@code META-INF/services}. Stateless, callable from any thread.
 */
public interface TransportProvider {
    /** @return what users choose it by, for example {@code udp}; lower case, the same always */
    String name();

    /**
     * Opens a transport; may block, for instance to look up the bind address.
     *
     * @param configuration where, and how
     * @return an open transport, for one driving thread
     * @throws InvalidValueException when an option is unknown (the message lists those that are known) or its value is
     *     not valid
     * @throws TransportException when the address cannot be bound; nothing stays open
     */
    Transport open(TransportConfiguration configuration);
}
