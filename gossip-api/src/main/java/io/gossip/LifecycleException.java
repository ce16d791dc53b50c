package io.gossip;

/** A call does not fit the lifecycle phase the object is in, for example a second start. Nothing was changed. */
public class LifecycleException extends GossipException {
    private static final long serialVersionUID = 1L;

    /** @param message lower-case fact, then {@code name=value} */
    public LifecycleException(final String message) {
        super(message);
    }
}
