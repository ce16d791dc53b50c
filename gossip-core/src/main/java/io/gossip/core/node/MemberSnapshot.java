package io.gossip.core.node;

import io.gossip.Incarnation;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.core.membership.Member;
import io.gossip.core.membership.SignOfLife;
import io.gossip.core.wire.MemberState;

/** What the protocol thread knows of one member at one moment; the sign of life goes on moving, for display. */
record MemberSnapshot(
        NodeId id, MemberState state, Incarnation incarnation, NodeAddress address, SignOfLife signOfLife) {

    static MemberSnapshot of(final Member member) {
        return new MemberSnapshot(
                member.id(), member.state(), member.incarnation(), member.address(), member.signOfLife());
    }

    boolean isPresent() {
        return state == MemberState.ALIVE || state == MemberState.SUSPECT;
    }

    boolean isSuspected() {
        return state == MemberState.SUSPECT;
    }

    boolean hasLeft() {
        return state == MemberState.LEFT;
    }
}
