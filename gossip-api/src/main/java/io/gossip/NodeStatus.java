package io.gossip;

/**
 * Status of a node. That of a peer is this node's own opinion from its own failure detection; that of this node comes
 * from its quorum state machine. A status is never taken from a peer's data; what a peer says of its own is shown beside it
 * ({@link ClusterView.Member#reportedStatus}). The numbers are those of the Go library.
 */
public enum NodeStatus {
    /** No opinion; never shown by queries for values. */
    INVALID(0),
    /** A peer is reachable; this node is in quorum. */
    UP(1),
    /** A peer left or failed; this node has stopped. */
    DOWN(2),
    /** Declared by the application only; never shown by queries for values. */
    NEVER_GOSSIPED(3),
    /** This node only, or what a peer reports of itself: it is not, or no longer, in quorum. */
    NOT_IN_QUORUM(4),
    /** This node only, or what a peer reports of itself: quorum was lost less than the quorum timeout ago. */
    SUSPECT_NOT_IN_QUORUM(5),
    /** A peer is gone together with its whole failure domain; DOWN after probation. */
    SUSPECT_DOWN(6);

    private static final NodeStatus[] BY_CODE = values();

    private final int code;

    NodeStatus(final int code) {
        this.code = code;
    }

    /** @return the number of the Go library, 0 to 6 */
    public int code() {
        return code;
    }

    /**
     * @param code 0 to 6
     * @return the status with that number
     * @throws InvalidValueException for any other number
     */
    public static NodeStatus fromCode(final int code) {
        return BY_CODE[Checks.inRange(code, 0, BY_CODE.length - 1, "statusCode")];
    }

    /** @return whether values of a node with this status are shown: neither INVALID nor NEVER_GOSSIPED */
    public boolean isValid() {
        return this != INVALID && this != NEVER_GOSSIPED;
    }

    /** @return whether a quorum member with this status counts as up: UP, NOT_IN_QUORUM, SUSPECT_NOT_IN_QUORUM */
    public boolean countsAsUp() {
        return this == UP || this == NOT_IN_QUORUM || this == SUSPECT_NOT_IN_QUORUM;
    }
}
