package io.gossip;

/** Bytes do not decode to a value of the type a {@link StoreKey} declares. */
public class CodecException extends GossipException {
    private static final long serialVersionUID = 1L;

    /** @param message lower-case fact, then {@code name=value} */
    public CodecException(final String message) {
        super(message);
    }

    /**
     * @param message lower-case fact, then {@code name=value}
     * @param cause what the codec threw
     */
    public CodecException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
