package io.gossip;

/** Base of every exception this library throws on its own account. Messages read {@code fact, name=value}. */
public class GossipException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message lower-case fact, then {@code name=value} */
    public GossipException(final String message) {
        super(message);
    }

    /**
     * @param message lower-case fact, then {@code name=value}
     * @param cause what led to it
     */
    public GossipException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
