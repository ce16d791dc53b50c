package io.gossip.store;

import io.gossip.NodeId;

/**
 * A peer's record: the visible view, which any thread reads through one volatile reference, and beside it what only the
 * merging thread touches: at most one stage, the counts of rule L, the owner's own word and the count of rule J.
 */
final class PeerRecord implements OwnerRecord {
    private final NodeId id;
    private final long ownerHash;
    private volatile View view = View.NONE;

    private Stage stage;
    // Rounds with an open stage since the last publish: survives dropping and replacing the stage.
    private int roundsUnpublished;
    // Rounds since the stage last grew.
    private int roundsWithoutProgress;
    private int roundsFarBelow;
    private long heardCounter;
    private long heardNonce;
    private long heardVersion;

    PeerRecord(final NodeId id, final long ownerHash) {
        this.id = id;
        this.ownerHash = ownerHash;
    }

    @Override
    public NodeId id() {
        return id;
    }

    @Override
    public long ownerHash() {
        return ownerHash;
    }

    @Override
    public View view() {
        return view;
    }

    /** The volatile write hands readers a finished view: it is immutable and was built before. */
    void publish(final View next) {
        view = next;
        roundsUnpublished = 0;
    }

    /** @return the open stage, or null */
    Stage stage() {
        return stage;
    }

    void stage(final Stage next, final boolean isProgress) {
        stage = next;
        if (isProgress) {
            roundsWithoutProgress = 0;
        }
    }

    void dropStage() {
        stage = null;
        roundsWithoutProgress = 0;
    }

    /** Rule J, forget: nothing is known any more but the owner's own word. */
    void forget() {
        dropStage();
        publish(View.NONE);
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
    void heard(final long counter, final long nonce, final long version) {
        final boolean isSameLife = counter == heardCounter && nonce == heardNonce;
        heardVersion = isSameLife ? Math.max(heardVersion, version) : version;
        heardCounter = counter;
        heardNonce = nonce;
    }

    boolean hasHeard() {
        return heardCounter != 0 || heardNonce != 0;
    }

    long heardCounter() {
        return heardCounter;
    }

    /** @return the version the owner itself told of that life, 0 when its last word was of another one */
    long heardVersion(final long counter, final long nonce) {
        return counter == heardCounter && nonce == heardNonce ? heardVersion : 0;
    }
}
