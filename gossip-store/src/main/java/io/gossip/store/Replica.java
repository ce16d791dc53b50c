package io.gossip.store;

import io.gossip.NodeId;
import java.util.function.Predicate;

/**
 * Merging, digests and cutting. One thread, the one that runs the protocol; nothing here blocks or throws on any bytes
 * of a peer.
 */
public interface Replica {
    /**
     * @param listener hears of publishes from now on, instead of the one before; it may call this replica, but not merge
     *     or count rounds
     */
    void listener(ReplicaListener listener);

    /**
     * Admits an owner: chunks of it are merged from now on.
     *
     * @return whether it is held now; false when the limit on owners is reached
     */
    boolean hold(NodeId owner);

    /**
     * Admits an owner that is no member: what is merged of it is there for readers, but is in no digest or hash and is cut
     * for nobody, since others need not hold it. It gives way when there is no other place for one that is to be
     * {@linkplain #hold held}; held itself, it is like any other.
     *
     * @return whether it is held or aside now; false when there is no place
     */
    boolean holdAside(NodeId owner);

    /** @return whether it is held aside */
    boolean isAside(NodeId owner);

    /** Releases those aside that are not wanted. */
    void releaseAside(Predicate<NodeId> isUnwanted);

    /** @return whether the owner was held or aside; all that was kept of it is gone. Self stays. */
    boolean release(NodeId owner);

    /** @return whether chunks of the owner are merged: it is held, or aside */
    boolean isHeld(NodeId owner);

    /**
     * @return what is visible of the owner with this hash, whatever its stage, filled into the digest; false when it is
     *     not held
     */
    boolean visible(long ownerHash, OwnerDigest into);

    /** @return digest entry of the owner with this hash, filled into the digest; false when it is not held */
    boolean digest(long ownerHash, OwnerDigest into);

    /** @return id of the owner with this hash, or null when it is not held */
    NodeId owner(long ownerHash);

    /**
     * @param fromHash first hash, inclusive, unsigned
     * @param visitor called for each held owner, self included and those of whom nothing is visible yet too (then all
     *     but the hash is 0), by rising unsigned hash, until it returns false; the digest is reused
     */
    void forEachDigest(long fromHash, DigestVisitor visitor);

    /** Merges a chunk by the rules of docs/merge.md. */
    MergeOutcome merge(ChunkSource chunk);

    /**
     * Cuts what the asker lacks of one owner, from the visible state only, as much as the sink takes.
     *
     * @param asker the asker's digest entry; where {@link OwnerDigest#isComplete} the sink must be of the reliable lane
     */
    CutOutcome cut(OwnerDigest asker, ChunkSink sink);

    /**
     * Cuts one complete, non-reset rumor chunk {@code (fromVersionExclusive, m]}: COMPLETE, or NO_ROOM and nothing
     * written, or NOTHING when the owner or the writes are not there.
     */
    CutOutcome cutRumor(long ownerHash, long fromVersionExclusive, ChunkSink sink);

    /**
     * The owner's own word, from a direct message, never relayed: bounds what is believable (J).
     */
    void heard(NodeId owner, long counter, long nonce, long version);

    /** @return whether {@link #onRound} has nothing to count */
    boolean isSettled();

    /** Counts one anti-entropy round: drops stages without progress, asks for complete transfers, forgets (L, J). */
    void onRound();

    /** @return hash of all visible (owner, generation, version), self included; equal for equal states */
    long rootHash();

    /** @return chunks refused so far */
    long refusedCount();

    /** Visits digest entries. */
    @FunctionalInterface
    interface DigestVisitor {
        /** @return whether to go on */
        boolean onDigest(OwnerDigest digest);
    }
}
