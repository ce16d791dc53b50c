package io.gossip.core.membership;

import io.gossip.Incarnation;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.PeerLink;
import io.gossip.core.wire.MemberState;

/**
 * What is held of one member at one moment, for any thread. Made once per change of the member, so that publishing a
 * table costs references only.
 *
 * @param id who
 * @param state in which state
 * @param incarnation of which incarnation
 * @param address where it is reached
 * @param reportedStatus what it last said of its own status in this life since it came, for display; INVALID: nothing
 * @param link how this node reaches it, for display
 * @param signOfLife when it was last heard of, goes on moving, for display; another one once it has turned
 */
public record MemberSnapshot(
        NodeId id,
        MemberState state,
        Incarnation incarnation,
        NodeAddress address,
        NodeStatus reportedStatus,
        PeerLink link,
        SignOfLife signOfLife) {

    /** @return whether it counts as reachable: alive, or under a suspicion not yet confirmed */
    public boolean isPresent() {
        return state.isPresence();
    }

    public boolean isSuspected() {
        return state == MemberState.SUSPECT;
    }

    public boolean hasLeft() {
        return state == MemberState.LEFT;
    }
}
