package io.gossip;

/** What moves the quorum state machine of a node. The numbers are those of the Go library. */
public enum StateEvent {
    /** This node came up. */
    SELF_ALIVE(0),
    /** A peer became reachable. */
    NODE_ALIVE(1),
    /** This node leaves. */
    SELF_LEAVE(2),
    /** A peer left or failed. */
    NODE_LEAVE(3),
    /** The declared membership, or a status, was changed by the application. */
    UPDATE_CLUSTER_SIZE(4),
    /** The quorum timeout passed. */
    TIMEOUT(5),
    /** The map of active failure domains changed. */
    UPDATE_CLUSTER_DOMAINS_ACTIVE_MAP(6);

    private final int code;

    StateEvent(final int code) {
        this.code = code;
    }

    /** @return the number of the Go library, 0 to 6 */
    public int code() {
        return code;
    }
}
