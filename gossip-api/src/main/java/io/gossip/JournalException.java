package io.gossip;

/**
 * The durable directory cannot be used: it is in use, belongs to another node, is damaged, cannot be read or written, or
 * there is none. The message names the path and what was found. Nothing that was durable is lost by it.
 */
public class JournalException extends GossipException {
    private static final long serialVersionUID = 1L;

    /** @param message lower-case fact, then {@code name=value} */
    public JournalException(final String message) {
        super(message);
    }

    /**
     * @param message lower-case fact, then {@code name=value}
     * @param cause what the file system said
     */
    public JournalException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
