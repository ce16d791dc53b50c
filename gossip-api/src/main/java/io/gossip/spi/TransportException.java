package io.gossip.spi;

import io.gossip.GossipException;

/**
 * A transport cannot be opened: its address is in use, unknown, or not one of this machine. Nothing stays open. After
 * that a transport throws nothing; trouble is a code of {@link Transport#send}.
 */
public class TransportException extends GossipException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message lower-case fact, then {@code name=value}
     * @param cause what led to it, may be null
     */
    public TransportException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
