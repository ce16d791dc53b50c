package io.gossip;

/** A caller passed a value that can never be right: null, out of range, malformed. Nothing was changed. */
public class InvalidValueException extends GossipException {
    private static final long serialVersionUID = 1L;

    /** @param message lower-case fact, then {@code name=value} */
    public InvalidValueException(final String message) {
        super(message);
    }

    /**
     * @param message lower-case fact, then {@code name=value}
     * @param cause what led to it
     */
    public InvalidValueException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
