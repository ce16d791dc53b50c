package io.gossip.store;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.store.memory.Memory;

/**
 * A peer's record: the visible view, which any thread reads, and beside it what only the merging thread touches: the
 * numbers of that view, at most one stage, the counts of rule L, the owner's own word and the count of rule J.
 */
final class PeerRecord extends OwnerRecord {
    private long counter;
    private long nonce;
    private long version;
    // What the root hash contains of it: of the numbers above, or 0.
    private long countsInRootHash;

    // Whether it is of no member: for readers only, in no digest or hash.
    private boolean isAside;

    // Made when first asked for in a life.
    private int lifeTag = KeyedHash.NO_LIFE;

    // Null until one is first opened, then used again.
    private Stage stage;
    private boolean isStaged;
    // Rounds with an open stage since the last publish: survives dropping and replacing the stage.
    private int roundsUnpublished;
    // Rounds since the stage last grew.
    private int roundsWithoutProgress;
    private int roundsFarBelow;
    private long heardCounter;
    private long heardNonce;
    private long heardVersion;

    PeerRecord(final NodeId id, final long ownerHash, final Memory memory) {
        super(id, ownerHash, memory);
    }

    /** @return counter of the visible life, 0 with a nonce of 0 when nothing is visible */
    long counter() {
        return counter;
    }

    long nonce() {
        return nonce;
    }

    /** @return version of the visible view */
    long version() {
        return version;
    }

    long countsInRootHash() {
        return countsInRootHash;
    }

    void countsInRootHash(final long hash) {
        countsInRootHash = hash;
    }

    boolean isAside() {
        return isAside;
    }

    void isAside(final boolean next) {
        isAside = next;
    }

    /** @return {@link KeyedHash#ofLife} of what is visible */
    int lifeTag(final KeyedHash hash) {
        if (lifeTag == KeyedHash.NO_LIFE) {
            lifeTag = hash.ofLife(counter, nonce);
        }
        return lifeTag;
    }

    boolean isVisible() {
        return counter != 0 || nonce != 0;
    }

    /** @return below, at or above 0 as the visible life is older than, is, or is newer than that one */
    int compareLife(final long otherCounter, final long otherNonce) {
        return Generation.compare(counter, nonce, otherCounter, otherNonce);
    }

    @Override
    boolean show(final View view) {
        return address() != Memory.NONE && view.wrap(memory(), address());
    }

    /** Makes a finished view visible, and frees the one before. */
    void publish(final long address, final long ofCounter, final long ofNonce, final long ofVersion) {
        final long before = address();
        makeVisible(address);
        if (before != Memory.NONE) {
            memory().free(before);
        }
        if (compareLife(ofCounter, ofNonce) != 0) {
            lifeTag = KeyedHash.NO_LIFE;
        }
        counter = ofCounter;
        nonce = ofNonce;
        version = ofVersion;
        roundsUnpublished = 0;
    }

    /** @return the open stage, or null */
    Stage stage() {
        return isStaged ? stage : null;
    }

    /** Takes over a stage; the entries of the one before are freed. */
    void stage(final Stage next, final boolean isProgress) {
        freeStaged();
        if (stage == null) {
            stage = new Stage();
        }
        stage.copy(next);
        isStaged = true;
        if (isProgress) {
            roundsWithoutProgress = 0;
        }
    }

    void dropStage() {
        freeStaged();
        isStaged = false;
        roundsWithoutProgress = 0;
    }

    private void freeStaged() {
        if (isStaged && stage.entries() != Memory.NONE) {
            memory().free(stage.entries());
            stage.entries(Memory.NONE);
        }
    }

    /** Rule J, forget, and the end of a record: nothing is known any more but the owner's own word. */
    void forget() {
        dropStage();
        publish(Memory.NONE, 0, 0, 0);
        roundsFarBelow = 0;
    }

    int roundsUnpublished() {
        return roundsUnpublished;
    }

    int roundsWithoutProgress() {
        return roundsWithoutProgress;
    }

    int roundsFarBelow() {
        return roundsFarBelow;
    }

    void countStagedRound() {
        roundsUnpublished++;
        roundsWithoutProgress++;
    }

    void countFarBelow(final boolean isFarBelow) {
        roundsFarBelow = isFarBelow ? roundsFarBelow + 1 : 0;
    }

    /** Takes the owner's latest word. Direct messages may overtake each other, so within a life the highest counts. */
    void heard(final long ofCounter, final long ofNonce, final long ofVersion) {
        final boolean isSameLife = ofCounter == heardCounter && ofNonce == heardNonce;
        heardVersion = isSameLife ? Math.max(heardVersion, ofVersion) : ofVersion;
        heardCounter = ofCounter;
        heardNonce = ofNonce;
    }

    boolean hasHeard() {
        return heardCounter != 0 || heardNonce != 0;
    }

    long heardCounter() {
        return heardCounter;
    }

    /** @return the version the owner itself told of that life, 0 when its last word was of another one */
    long heardVersion(final long ofCounter, final long ofNonce) {
        return ofCounter == heardCounter && ofNonce == heardNonce ? heardVersion : 0;
    }
}
