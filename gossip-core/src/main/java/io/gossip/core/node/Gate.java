package io.gossip.core.node;

import io.gossip.GossipException;
import io.gossip.spi.Arguments;
import io.gossip.spi.Transport;

/**
 * A node's way to others, shut while its failure domain is not active. Called on the protocol thread, but for
 * {@link #transport}.
 */
public interface Gate {
    /** @return the way out, the same all along; while the gate is shut it neither sends nor receives. Any thread */
    Transport transport();

    /**
     * Opens it; without effect when it is open.
     *
     * @throws GossipException when it cannot be opened now; it is tried again later
     */
    void open();

    /** Shuts it; without effect when it is shut. */
    void shut();

    /** @return whether it is open */
    boolean isOpen();

    /**
     * @param transport one that is open
     * @return a gate that is never shut; the node drops what comes in while it should be
     */
    static Gate alwaysOpen(final Transport transport) {
        Arguments.notNull(transport, "transport");
        return new Gate() {
            @Override
            public Transport transport() {
                return transport;
            }

            @Override
            public void open() {}

            @Override
            public void shut() {}

            @Override
            public boolean isOpen() {
                return true;
            }
        };
    }
}
