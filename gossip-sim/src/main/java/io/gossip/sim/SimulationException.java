package io.gossip.sim;

import io.gossip.GossipException;

/**
 * A simulation did not go as it must: a node threw, or what was waited for did not come. The message tells the seed, the
 * virtual time and the last events.
 */
public class SimulationException extends GossipException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message lower-case fact, then {@code name=value}
     * @param cause what the node threw, or null
     */
    public SimulationException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
