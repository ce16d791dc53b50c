package io.gossip;

/** What was waited for did not come in time. */
public class GossipTimeoutException extends GossipException {
    private static final long serialVersionUID = 1L;

    /** @param message lower-case fact, then {@code name=value} */
    public GossipTimeoutException(final String message) {
        super(message);
    }
}
