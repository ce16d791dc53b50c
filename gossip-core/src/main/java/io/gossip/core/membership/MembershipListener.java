package io.gossip.core.membership;

import io.gossip.Generation;
import io.gossip.core.wire.MemberClaim;

/** Hears of accepted transitions of the member table, after each, on the protocol thread. */
public interface MembershipListener {
    /** A node is in the table that was not, in whatever state. */
    void onKnown(Member member);

    /** A member is present that was unknown or gone. */
    void onJoined(Member member);

    /** A present member has a new life or a new address. */
    void onUpdated(Member member);

    /** A suspicion was opened; the first accuser is in it. */
    void onSuspected(Member member);

    /** A suspicion was refuted by the member. */
    void onRefuted(Member member);

    /** A member said good-bye. */
    void onLeft(Member member);

    /** A suspicion was confirmed, or a death was heard. */
    void onFailed(Member member);

    /** A member that was gone for long is forgotten with all its data. */
    void onRemoved(Member member, Generation lastLife);

    /** A claim was accepted that others should hear. */
    void onNews(MemberClaim claim);
}
