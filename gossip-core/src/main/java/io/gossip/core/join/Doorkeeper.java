package io.gossip.core.join;

import io.gossip.Generation;
import io.gossip.Incarnation;
import io.gossip.core.membership.ClaimOutcome;
import io.gossip.core.membership.Gone;
import io.gossip.core.membership.Member;
import io.gossip.core.membership.MemberTable;
import io.gossip.core.membership.Membership;
import io.gossip.core.wire.JoinReply;
import io.gossip.core.wire.JoinRequest;
import io.gossip.core.wire.JoinVerdict;
import io.gossip.core.wire.MemberClaim;
import io.gossip.core.wire.MemberState;
import io.gossip.store.OwnerDigest;
import io.gossip.store.Replica;

/**
 * Decides on joiners. One that comes in a life, incarnation or version behind what is known of it here is told so, so
 * that it can outbid its own past; all others become members by their own word. Protocol thread only.
 */
public final class Doorkeeper {
    private final MemberTable table;
    private final Membership membership;
    private final Gone gone;
    private final Replica replica;
    private final OwnerDigest visible = new OwnerDigest();

    /**
     * @param table what is known of members
     * @param membership admits
     * @param gone lives that may not come back
     * @param replica what is known of owners' versions
     */
    public Doorkeeper(final MemberTable table, final Membership membership, final Gone gone, final Replica replica) {
        this.table = table;
        this.membership = membership;
        this.gone = gone;
        this.replica = replica;
    }

    /**
     * @param join what a joiner says of itself; not this node's own id
     * @param hash hash of its id
     * @param nowNs the present
     * @return the verdict, with what it has to outbid
     */
    public JoinReply decide(final JoinRequest join, final long hash, final long nowNs) {
        final Incarnation known = knownIncarnation(join, hash);
        final long knownVersion = knownVersion(join, hash);
        if (isBehind(join, known) || knownVersion > join.ownVersion()) {
            return new JoinReply(join.attempt(), JoinVerdict.OUTBID, known, knownVersion);
        }
        final MemberClaim claim =
                new MemberClaim(MemberState.ALIVE, join.id(), hash, join.address(), join.incarnation(), 0, false);
        final ClaimOutcome outcome = membership.apply(claim, true, nowNs);
        final boolean isFull = outcome == ClaimOutcome.REFUSED;
        return new JoinReply(
                join.attempt(),
                isFull ? JoinVerdict.FULL : JoinVerdict.ACCEPTED,
                join.incarnation(),
                join.ownVersion());
    }

    private static boolean isBehind(final JoinRequest join, final Incarnation known) {
        return known.compareTo(join.incarnation()) > 0
                || known.refutation() == Incarnation.MAX_REFUTATION
                        && known.generation().compareTo(join.incarnation().generation()) >= 0;
    }

    /** A life that is over for good is known in its last possible incarnation: only another life is above it. */
    private Incarnation knownIncarnation(final JoinRequest join, final long hash) {
        final Generation life = join.incarnation().generation();
        if (gone.covers(hash, life)) {
            return new Incarnation(gone.lifeOf(hash), Incarnation.MAX_REFUTATION);
        }
        final Member held = table.find(hash);
        if (held == null) {
            return Incarnation.NONE;
        }
        if (held.state() == MemberState.LEFT) {
            return new Incarnation(held.incarnation().generation(), Incarnation.MAX_REFUTATION);
        }
        // A dead incarnation needs a refutation: what is above it by one is the least that is believed.
        return held.state() == MemberState.DEAD && held.incarnation().equals(join.incarnation())
                ? new Incarnation(life, Math.min(held.incarnation().refutation() + 1, Incarnation.MAX_REFUTATION))
                : held.incarnation();
    }

    private long knownVersion(final JoinRequest join, final long hash) {
        final Generation life = join.incarnation().generation();
        return replica.visible(hash, visible) && visible.counter() == life.counter() && visible.nonce() == life.nonce()
                ? visible.frontier()
                : 0;
    }
}
