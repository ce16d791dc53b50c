package io.gossip.core.membership;

import io.gossip.NodeId;

/** Says who may become a member, within the bound of the table. Protocol thread only. */
public interface Admission {
    /** @return whether there is a place for a node that is not held yet */
    boolean admits(NodeId id);

    /** @return whether there is a place for somebody of whom nothing is known */
    boolean hasPlaceForStrangers();
}
