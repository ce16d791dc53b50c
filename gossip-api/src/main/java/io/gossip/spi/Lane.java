package io.gossip.spi;

/** The two ways of a transport. */
public enum Lane {
    /** One packet; may be lost, duplicated, reordered. */
    BEST_EFFORT,
    /** Ordered between two nodes while the connection lives; fragmented by the transport. */
    RELIABLE
}
