package io.gossip.core.membership;

import io.gossip.Incarnation;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.PeerLink;
import io.gossip.core.link.LinkTracker;
import io.gossip.core.suspicion.Suspicion;
import io.gossip.core.wire.MemberClaim;
import io.gossip.core.wire.MemberState;

/** One entry of the member table. Protocol thread only, except {@link #signOfLife}. */
public final class Member {
    private final long hash;
    private final LinkTracker link = new LinkTracker();
    private MemberSnapshot snapshot;
    private long sinceNs;
    private Suspicion suspicion;
    private int farBelowCount;
    private long nextSyncNs = Long.MIN_VALUE;
    /** Place among all in the table. */
    private int index;

    private long nextSyncReplyNs = Long.MIN_VALUE;
    private long nextBulkNs = Long.MIN_VALUE;
    /** Place in the table's array of peers, -1 when gone. */
    private int peerIndex = -1;

    Member(final MemberClaim claim, final MemberState state, final long nowNs) {
        this.hash = claim.idHash();
        this.snapshot = new MemberSnapshot(
                claim.id(),
                state,
                claim.incarnation(),
                claim.address(),
                NodeStatus.INVALID,
                PeerLink.UNKNOWN,
                new SignOfLife());
        this.sinceNs = nowNs;
    }

    public NodeId id() {
        return snapshot.id();
    }

    /** @return keyed hash of the id: its name in packets and digests */
    public long hash() {
        return hash;
    }

    public NodeAddress address() {
        return snapshot.address();
    }

    public Incarnation incarnation() {
        return snapshot.incarnation();
    }

    public MemberState state() {
        return snapshot.state();
    }

    /** @return when the present state began */
    public long sinceNs() {
        return sinceNs;
    }

    /** @return whether it counts as reachable: alive, or under a suspicion not yet confirmed */
    public boolean isPresent() {
        return snapshot.isPresent();
    }

    /** @return the open suspicion, or null */
    public Suspicion suspicion() {
        return suspicion;
    }

    /** @return what probes have found out about the way to it */
    public LinkTracker link() {
        return link;
    }

    /** @return the same as it is shown */
    PeerLink shownLink() {
        return snapshot.link();
    }

    void show(final PeerLink shown) {
        snapshot = new MemberSnapshot(id(), state(), incarnation(), address(), reportedStatus(), shown, signOfLife());
    }

    public SignOfLife signOfLife() {
        return snapshot.signOfLife();
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

    /** The same for a message of the reliable lane in answer to its digests, which anybody can send in its name. */
    public boolean tryBeginBulk(final long nowNs, final long spacingNs) {
        final boolean isTime = nowNs >= nextBulkNs;
        if (isTime) {
            nextBulkNs = nowNs + spacingNs;
        }
        return isTime;
    }

    /** @return whether such a message left so shortly ago that its effect is not to be seen yet */
    public boolean isBulkUnderWay(final long nowNs) {
        return nowNs < nextBulkNs;
    }

    /** @return what is held of it, for the wire */
    public MemberClaim toClaim(final boolean hearsay) {
        final long accuser = suspicion == null ? 0 : suspicion.accuser();
        return new MemberClaim(state(), id(), hash, address(), incarnation(), accuser, hearsay);
    }

    void become(
            final MemberState next,
            final Incarnation inc,
            final NodeAddress where,
            final Suspicion open,
            final long nowNs) {
        final boolean isMoved = !where.equals(address());
        if (isMoved) {
            link.reset();
        }
        snapshot = new MemberSnapshot(
                id(),
                next,
                inc,
                where,
                isArrival(next, inc) ? NodeStatus.INVALID : reportedStatus(),
                isMoved ? PeerLink.UNKNOWN : shownLink(),
                isTurn(next, inc) ? signOfLife().next() : signOfLife());
        suspicion = open;
        sinceNs = nowNs;
    }

    /** Whether it comes, fails or leaves, or does so in another life. */
    private boolean isTurn(final MemberState next, final Incarnation inc) {
        final boolean isAsBefore = isPresent() ? next.isPresence() : next == state();
        return !isAsBefore || !isThisLife(inc);
    }

    /** Whether it comes, or is in another life: what it said of itself before is not its word any more. */
    private boolean isArrival(final MemberState next, final Incarnation inc) {
        return !isThisLife(inc) || !isPresent() && next.isPresence();
    }

    private boolean isThisLife(final Incarnation inc) {
        return inc.generation().equals(incarnation().generation());
    }

    /** @return what it last said of its own status, INVALID when it has not, or not since it came */
    public NodeStatus reportedStatus() {
        return snapshot.reportedStatus();
    }

    void report(final NodeStatus status) {
        snapshot = new MemberSnapshot(id(), state(), incarnation(), address(), status, shownLink(), signOfLife());
    }

    /** @return direct messages in a row that were far below the held incarnation, this one included */
    int countFarBelow(final boolean isFarBelow) {
        farBelowCount = isFarBelow ? farBelowCount + 1 : 0;
        return farBelowCount;
    }

    /** @return what is held of it now, for any thread */
    public MemberSnapshot snapshot() {
        return snapshot;
    }

    int index() {
        return index;
    }

    void index(final int place) {
        index = place;
    }

    int peerIndex() {
        return peerIndex;
    }

    void peerIndex(final int index) {
        peerIndex = index;
    }

    @Override
    public String toString() {
        return id() + "@" + address() + " " + state() + " " + incarnation();
    }
}
