package io.gossip.cli.control;

import io.gossip.GossipException;

/** Talking to an agent failed, or the agent could not do what was asked; the message is meant for the one who asked. */
public final class ControlException extends GossipException {
    private static final long serialVersionUID = 1L;

    /** @param message lower-case fact, then {@code name=value} */
    public ControlException(final String message) {
        super(message);
    }

    /**
     * @param message lower-case fact, then {@code name=value}
     * @param cause what led to it
     */
    public ControlException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
