package io.gossip.core.membership;

import io.gossip.Generation;
import io.gossip.Incarnation;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.core.wire.MemberClaim;
import io.gossip.core.wire.MemberState;
import io.gossip.store.SelfWriter;

/**
 * What this node says of itself. The generation is that of its own record in the store, so that a new life of the
 * record is a new life of the member and the other way round. Protocol thread only.
 */
public final class LocalIdentity {
    private final NodeId id;
    private final long hash;
    private final NodeAddress address;
    private final SelfWriter record;
    private Incarnation incarnation;
    private boolean leaving;

    /**
     * @param id this node
     * @param hash keyed hash of the id
     * @param address where others reach it
     * @param record its own record
     */
    public LocalIdentity(final NodeId id, final long hash, final NodeAddress address, final SelfWriter record) {
        this.id = id;
        this.hash = hash;
        this.address = address;
        this.record = record;
        this.incarnation = new Incarnation(record.generation(), 0);
    }

    public NodeId id() {
        return id;
    }

    public long hash() {
        return hash;
    }

    public NodeAddress address() {
        return address;
    }

    public Incarnation incarnation() {
        return incarnation;
    }

    /** @return number of the last own write */
    public long version() {
        return record.version();
    }

    /** @return whether good-bye has been said */
    public boolean isLeaving() {
        return leaving;
    }

    /** From now on this node describes itself as left. */
    public void sayGoodbye() {
        leaving = true;
    }

    /** @return the description of this node for the wire */
    public MemberClaim toClaim() {
        return new MemberClaim(
                leaving ? MemberState.LEFT : MemberState.ALIVE, id, hash, address, incarnation, 0, false);
    }

    void refute(final long refutation) {
        incarnation = new Incarnation(incarnation.generation(), refutation);
    }

    /** @return false when another thread is writing: nothing has happened */
    boolean tryRelive(final Generation next) {
        final boolean isNew = record.tryRelive(next);
        if (isNew) {
            incarnation = new Incarnation(next, 0);
        }
        return isNew;
    }

    boolean isOutbidBy(final Generation claimed, final long version) {
        return record.isOutbidBy(claimed.counter(), claimed.nonce(), version);
    }
}
