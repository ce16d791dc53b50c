package io.gossip;

/** Who decides which nodes are shown and count for quorum. */
public enum MembershipMode {
    /** Shown are this node and the nodes the application declared; quorum is a majority of the declared members. */
    MANAGED,
    /**
     * Shown is whoever joins with the right cluster id and gossip version; quorum is a majority of the larger of the
     * expected members and the members known and not left. Death never shrinks that number, leaving does. Weaker than
     * MANAGED: two halves that have never heard of each other can both believe in a majority unless the number of
     * expected members is given.
     */
    OPEN
}
