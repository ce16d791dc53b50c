package io.gossip.core.membership;

import io.gossip.Incarnation;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.core.suspicion.Suspicion;
import io.gossip.core.wire.MemberClaim;
import io.gossip.core.wire.MemberState;

/** One entry of the member table. Protocol thread only, except {@link #signOfLife}. */
public final class Member {
    private final NodeId id;
    private final long hash;
    private final SignOfLife signOfLife = new SignOfLife();
    private NodeAddress address;
    private Incarnation incarnation;
    private MemberState state;
    private long sinceNs;
    private Suspicion suspicion;
    private long nextSyncNs = Long.MIN_VALUE;
    private long nextSyncReplyNs = Long.MIN_VALUE;
    /** Place in the table's array of peers, -1 when gone. */
    private int peerIndex = -1;

    Member(final MemberClaim claim, final MemberState state, final long nowNs) {
        this.id = claim.id();
        this.hash = claim.idHash();
        this.address = claim.address();
        this.incarnation = claim.incarnation();
        this.state = state;
        this.sinceNs = nowNs;
    }

    public NodeId id() {
        return id;
    }

    /** @return keyed hash of the id: its name in packets and digests */
    public long hash() {
        return hash;
    }

    public NodeAddress address() {
        return address;
    }

    public Incarnation incarnation() {
        return incarnation;
    }

    public MemberState state() {
        return state;
    }

    /** @return when the present state began */
    public long sinceNs() {
        return sinceNs;
    }

    /** @return whether it counts as reachable: alive, or under a suspicion not yet confirmed */
    public boolean isPresent() {
        return state == MemberState.ALIVE || state == MemberState.SUSPECT;
    }

    /** @return the open suspicion, or null */
    public Suspicion suspicion() {
        return suspicion;
    }

    public SignOfLife signOfLife() {
        return signOfLife;
    }

    /**
     * @param spacingNs shortest time between two exchanges of whole tables with one member
     * @return whether it is time for one; then it counts as done
     */
    public boolean tryBeginSync(final long nowNs, final long spacingNs) {
        final boolean isTime = nowNs >= nextSyncNs;
        if (isTime) {
            nextSyncNs = nowNs + spacingNs;
        }
        return isTime;
    }

    /** The same for a table sent on the member's request. */
    public boolean tryBeginSyncReply(final long nowNs, final long spacingNs) {
        final boolean isTime = nowNs >= nextSyncReplyNs;
        if (isTime) {
            nextSyncReplyNs = nowNs + spacingNs;
        }
        return isTime;
    }

    /** @return what is held of it, for the wire */
    public MemberClaim toClaim(final boolean hearsay) {
        final long accuser = suspicion == null ? 0 : suspicion.accuser();
        return new MemberClaim(state, id, hash, address, incarnation, accuser, hearsay);
    }

    void become(final MemberState next, final Incarnation inc, final Suspicion open, final long nowNs) {
        state = next;
        incarnation = inc;
        suspicion = open;
        sinceNs = nowNs;
    }

    void moveTo(final NodeAddress next) {
        address = next;
    }

    int peerIndex() {
        return peerIndex;
    }

    void peerIndex(final int index) {
        peerIndex = index;
    }

    @Override
    public String toString() {
        return id + "@" + address + " " + state + " " + incarnation;
    }
}
