package io.gossip;

/** A write would exceed a configured limit, which the message names. Nothing was changed. */
public class LimitExceededException extends GossipException {
    private static final long serialVersionUID = 1L;

    /** @param message lower-case fact, then {@code name=value} and {@code limit=value} */
    public LimitExceededException(final String message) {
        super(message);
    }
}
