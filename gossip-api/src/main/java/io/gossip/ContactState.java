package io.gossip;

/** How reaching one address stands. */
public enum ContactState {
    /** It is this node's own address. */
    SELF("own address"),
    /** No answer yet; tried again, for ever. */
    WAITING("no answer yet"),
    /** A member that is present now answered from there. */
    CONTACTED("a member"),
    /** The transport cannot send there; tried again, for ever. */
    UNREACHABLE("unreachable"),
    /** A node of another cluster answered. */
    OTHER_CLUSTER("another cluster id"),
    /** A node of another gossip version answered. */
    OTHER_VERSION("another gossip version"),
    /** The cluster has no room for more members. */
    FULL("cluster is full");

    private final String fact;

    ContactState(final String fact) {
        this.fact = fact;
    }

    /** @return the state in words */
    public String fact() {
        return fact;
    }
}
