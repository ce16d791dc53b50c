package io.gossip.store;

/**
 * Digest entry of one owner: how far a replica has come, as a mutable flyweight that is filled and read on one thread.
 * It speaks of the stage when one is open, unless a complete transfer is asked for.
 */
public final class OwnerDigest {
    private long ownerHash;
    private long counter;
    private long nonce;
    private long frontier;
    private long floor;
    private boolean complete;
    private boolean staged;
    private int lifeTag;

    /** Says nothing yet: to be {@link #set}. */
    public OwnerDigest() {}

    /**
     * @param ownerHash {@link KeyedHash} of the owner's id
     * @param counter counter of the life
     * @param nonce nonce of the life
     * @param frontier largest version held of it, the stage's when one is open
     * @param floor largest purge floor a chunk may carry without being a reset
     * @param complete whether all must come in one transfer
     * @param staged whether a stage is open
     * @return this
     */
    public OwnerDigest set(
            final long ownerHash,
            final long counter,
            final long nonce,
            final long frontier,
            final long floor,
            final boolean complete,
            final boolean staged) {
        this.ownerHash = ownerHash;
        this.counter = counter;
        this.nonce = nonce;
        this.frontier = frontier;
        this.floor = floor;
        this.complete = complete;
        this.staged = staged;
        this.lifeTag = KeyedHash.NO_LIFE;
        return this;
    }

    /** @return this, saying that nothing is known of the owner */
    public OwnerDigest setNothing(final long ownerHash) {
        return set(ownerHash, 0, 0, 0, 0, false, false);
    }

    /** @return this, equal to the other */
    public OwnerDigest copy(final OwnerDigest other) {
        Arguments.notNull(other, "other");
        set(other.ownerHash, other.counter, other.nonce, other.frontier, other.floor, other.complete, other.staged);
        lifeTag = other.lifeTag;
        return this;
    }

    public long ownerHash() {
        return ownerHash;
    }

    public long counter() {
        return counter;
    }

    public long nonce() {
        return nonce;
    }

    /** @return {@link KeyedHash#ofLife} in a digest that a {@link Replica} made, else {@link KeyedHash#NO_LIFE} */
    public int lifeTag() {
        return lifeTag;
    }

    OwnerDigest lifeTag(final int tag) {
        lifeTag = tag;
        return this;
    }

    public long frontier() {
        return frontier;
    }

    public long floor() {
        return floor;
    }

    public boolean isComplete() {
        return complete;
    }

    public boolean isStaged() {
        return staged;
    }

    @Override
    public String toString() {
        return Long.toHexString(ownerHash) + "@" + counter + "." + Long.toHexString(nonce) + ":" + frontier + "/"
                + floor + (complete ? " complete" : "") + (staged ? " staged" : "");
    }
}
