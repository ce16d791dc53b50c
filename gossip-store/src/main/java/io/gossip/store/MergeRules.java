package io.gossip.store;

/**
 * The receiver's rules, one method each, named by the letters of docs/merge.md. Stateless. In production there is one
 * plain instance, so calls are monomorphic; tests override a rule to see that something breaks without it.
 */
class MergeRules {
    /** Largest believable step of a generation counter above the known one (J). */
    static final long MAX_COUNTER_STEP = 1L << 48;

    /** Rounds without progress, without a publish or far below, after which something is done about it (L, J). */
    static final int MAX_ROUNDS = 8;

    /** Rule V, header: what no sender that follows the rules can have cut. Entries are judged as they are copied. */
    boolean isMalformed(final ChunkSource chunk) {
        final long from = chunk.fromVersionExclusive();
        final long to = chunk.toVersion();
        final long target = chunk.targetVersion();
        final boolean isOfNoLife = chunk.counter() < 0 || chunk.counter() == 0 && chunk.nonce() == 0;
        final boolean isOutOfOrder = from < 0 || to < from || target < to || from == to && to < target;
        final boolean hasBadFloor = chunk.purgeFloor() < 0 || chunk.purgeFloor() > target;
        final boolean isBadReset = chunk.isReset() && from != 0;
        final boolean isBadRumor = chunk.isRumor() && (chunk.isReset() || to != target);
        return chunk.owner() == null || isOfNoLife || isOutOfOrder || hasBadFloor || isBadReset || isBadRumor;
    }

    /** Rule J: the version may not run further ahead of the known one than the limit. */
    boolean isVersionUnbelievable(final PeerRecord owner, final ChunkSource chunk, final long maxVersionJump) {
        final boolean isSameLife = owner.compareLife(chunk.counter(), chunk.nonce()) == 0;
        final long known =
                Math.max(isSameLife ? owner.version() : 0, heardVersion(owner, chunk.counter(), chunk.nonce()));
        return chunk.targetVersion() - known > maxVersionJump;
    }

    /** Rule J: the counter may not run further ahead of the known one than 2^48. */
    boolean isCounterUnbelievable(final PeerRecord owner, final ChunkSource chunk) {
        return chunk.counter() - Math.max(owner.counter(), heardCounter(owner)) > MAX_COUNTER_STEP;
    }

    /** Rule J: the owner's own direct word counts as known, so that a joiner need not start from 0. */
    long heardVersion(final PeerRecord owner, final long counter, final long nonce) {
        return owner.heardVersion(counter, nonce);
    }

    /** Rule J, as {@link #heardVersion}. */
    long heardCounter(final PeerRecord owner) {
        return owner.heardCounter();
    }

    /** Rule G: a lower life changes nothing. */
    boolean isOfOlderLife(final ChunkSource chunk, final PeerRecord owner) {
        return owner.compareLife(chunk.counter(), chunk.nonce()) > 0;
    }

    /** Rule O: nothing of this life can be new. */
    boolean isPassed(final ChunkSource chunk, final long frontier) {
        return chunk.targetVersion() <= frontier;
    }

    /** Rule A: a complete chunk publishes at once when it is all there is to know or joins on. */
    boolean publishesAtOnce(final ChunkSource chunk, final long frontier) {
        return chunk.toVersion() == chunk.targetVersion() && (chunk.isReset() || joinsOn(chunk, frontier));
    }

    /** Rule A: no gap before it, and no purge in it of a tombstone that is missing here. */
    boolean joinsOn(final ChunkSource chunk, final long frontier) {
        return chunk.fromVersionExclusive() <= frontier && !missesPurge(chunk.purgeFloor(), frontier);
    }

    /**
     * Rule B: a reset chunk opens a stage from nothing, unless the running reset stage can go on with it.
     *
     * @param stage becomes the stage to go on with
     * @param running the open stage of the chunk's life, or null
     * @return whether that is the running one
     */
    boolean stageForReset(final Stage stage, final Stage running, final ChunkSource chunk) {
        if (running != null && running.isReset() && !missesPurge(chunk.purgeFloor(), running.floor())) {
            stage.copy(running);
            return true;
        }
        stage.openReset(chunk.counter(), chunk.nonce());
        return false;
    }

    /** Rule C: versions between the stage and the chunk were never sent here. */
    boolean leavesGap(final ChunkSource chunk, final Stage stage) {
        return chunk.fromVersionExclusive() > stage.frontier();
    }

    /** Rules A, B and C: the sender no longer has tombstones up to the floor, and here some of them may be missing. */
    boolean missesPurge(final long purgeFloor, final long largestTaken) {
        return purgeFloor > largestTaken;
    }

    /** Rule C: two senders, two targets; the stage is whole only at the larger one. */
    long stageTarget(final long soFar, final long received) {
        return Math.max(soFar, received);
    }

    /**
     * Rule C: in a reset stage, tombstones purged by the version of any sender so far may be missing; else those above
     * the frontier.
     */
    long stageFloor(final Stage stage, final ChunkSource chunk, final long nextFrontier) {
        return stage.isReset() ? Math.min(stage.floor(), chunk.targetVersion()) : nextFrontier;
    }

    /** Rule D: only a whole stage becomes visible. */
    boolean isWhole(final Stage stage) {
        return stage.frontier() >= stage.target();
    }

    /** Rule D: a publish never goes back within a life. */
    boolean isForward(final PeerRecord owner, final long counter, final long nonce, final long version) {
        return owner.compareLife(counter, nonce) != 0 || version > owner.version();
    }

    /** A view is built and not yet visible; nothing happens here. Tests stop a writer at this point. */
    void beforePublish() {}

    /** Rule L: the stage is dropped, and its target with it, when it stops growing. */
    boolean dropsStage(final int roundsWithoutProgress) {
        return roundsWithoutProgress > MAX_ROUNDS;
    }

    /** Rule L: all is asked for at once after rounds with an open stage and without a publish. */
    boolean asksForAll(final int roundsUnpublished) {
        return roundsUnpublished > MAX_ROUNDS;
    }

    /** Rule J: the owner says to live so far below what is visible here that it will refuse to outbid it. */
    boolean isFarBelow(final PeerRecord owner) {
        return owner.hasHeard() && owner.counter() - owner.heardCounter() > MAX_COUNTER_STEP;
    }

    /** Rule J: what is visible cannot be the owner's; it is forgotten and learnt anew. */
    boolean forgets(final int roundsFarBelow) {
        return roundsFarBelow > MAX_ROUNDS;
    }
}
