package io.gossip.store;

import io.gossip.StoreLimits;
import io.gossip.store.memory.Memory;

/**
 * Runs a chunk about a peer through the rules: judged (V, J), sorted by life (G), dropped when passed (O), published at
 * once (A), staged (B, C), published when whole (D). Until the last line of each path nothing has changed. Merging
 * thread only; allocates nothing on the heap in steady state.
 */
final class Merger {
    private final MergeRules rules;
    private final StoreLimits limits;
    private final Publisher publisher;
    private final Writes writes;
    private final Writes staged;
    private final ViewBuilder builder = new ViewBuilder();
    private final View stagedView = new View();
    private final Stage next = new Stage();

    /** Hears of each publish, after it. */
    @FunctionalInterface
    interface Publisher {
        /** @param owner shows the view of now; the other numbers are those before */
        void onPublish(PeerRecord owner, long counterBefore, long nonceBefore, long versionBefore);
    }

    Merger(final MergeRules rules, final StoreLimits limits, final SlotHash slotHash, final Publisher publisher) {
        this.rules = rules;
        this.limits = limits;
        this.publisher = publisher;
        this.writes = new Writes(slotHash);
        this.staged = new Writes(slotHash);
    }

    /**
     * @param owner the chunk's owner, held here
     * @param chunk its header was found well-formed by {@link MergeRules#isMalformed}
     */
    MergeOutcome merge(final PeerRecord owner, final ChunkSource chunk) {
        if (rules.isVersionUnbelievable(owner, chunk, limits.maxVersionJump())
                || rules.isCounterUnbelievable(owner, chunk)) {
            return MergeOutcome.REFUSED;
        }
        if (rules.isOfOlderLife(chunk, owner)) {
            return MergeOutcome.IGNORED;
        }
        // G: a new life builds on nothing.
        final boolean isNewLife = owner.compareLife(chunk.counter(), chunk.nonce()) < 0;
        final long frontier = isNewLife ? 0 : owner.version();
        if (!isNewLife && rules.isPassed(chunk, frontier)) {
            return MergeOutcome.IGNORED;
        }
        if (!ChunkEntries.read(chunk, limits, writes)) {
            return MergeOutcome.REFUSED;
        }
        if (rules.publishesAtOnce(chunk, frontier)) {
            return publishAtOnce(owner, chunk, isNewLife || chunk.isReset());
        }
        return chunk.isRumor() ? MergeOutcome.PULL : stage(owner, chunk, !isNewLife, frontier);
    }

    private MergeOutcome publishAtOnce(final PeerRecord owner, final ChunkSource chunk, final boolean isOnNothing) {
        if (!isOnNothing) {
            writes.skipTo(owner.version());
        }
        final long base = isOnNothing ? Memory.NONE : owner.address();
        return publish(owner, base, writes, chunk.counter(), chunk.nonce(), chunk.toVersion());
    }

    private MergeOutcome stage(
            final PeerRecord owner, final ChunkSource chunk, final boolean isSameLife, final long frontier) {
        final Stage open = owner.stage();
        final int order = open == null ? -1 : open.compareLife(chunk.counter(), chunk.nonce());
        if (order > 0) {
            return MergeOutcome.IGNORED; // G: the one stage belongs to a newer life
        }
        final Stage running = order == 0 ? open : null; // G: a still higher life replaces the stage
        final boolean isGoingOn = prepare(chunk, running, isSameLife, frontier);
        final boolean isNewHere =
                chunk.toVersion() > next.frontier() || chunk.toVersion() == chunk.targetVersion() && !chunk.isReset();
        if (!isNewHere || rules.leavesGap(chunk, next) || rules.missesPurge(chunk.purgeFloor(), next.floor())) {
            return MergeOutcome.IGNORED;
        }
        return extend(owner, chunk, isGoingOn);
    }

    /** @return whether the running stage goes on; its copy, or a fresh one, is {@link #next} */
    private boolean prepare(
            final ChunkSource chunk, final Stage running, final boolean isSameLife, final long frontier) {
        if (chunk.isReset()) {
            return rules.stageForReset(next, running, chunk);
        }
        if (running != null) {
            next.copy(running);
        } else {
            next.open(chunk.counter(), chunk.nonce(), isSameLife, frontier);
        }
        return running != null;
    }

    private MergeOutcome extend(final PeerRecord owner, final ChunkSource chunk, final boolean isGoingOn) {
        final long before = next.frontier();
        final long frontier = Math.max(before, chunk.toVersion());
        final long target = rules.stageTarget(next.target(), chunk.targetVersion());
        next.advance(frontier, target, rules.stageFloor(next, chunk, frontier));
        writes.skipTo(before);
        builder.plan(owner.memory(), next.entries(), writes, false);
        if (builder.count() > limits.maxKeysPerOwner() + 1) {
            return MergeOutcome.REFUSED; // bounded by what a view may hold, its purge slot included
        }
        final long entries = builder.build(owner.memory(), next.counter(), next.nonce(), frontier);
        if (entries == Memory.NONE) {
            return MergeOutcome.REFUSED;
        }
        if (rules.isWhole(next)) {
            return publishStaged(owner, entries);
        }
        next.entries(entries);
        owner.stage(next, !isGoingOn || frontier > before);
        return MergeOutcome.STAGED;
    }

    /** What was staged together with the chunk that makes it whole; only the view of both stays. */
    private MergeOutcome publishStaged(final PeerRecord owner, final long entries) {
        stagedView.wrap(owner.memory(), entries);
        staged.clear();
        for (int row = 0; row < stagedView.count(); row++) {
            staged.add(stagedView, row, stagedView.rowVersion(row));
        }
        if (next.isOnVisible()) {
            staged.skipTo(owner.version());
        }
        final long base = next.isOnVisible() ? owner.address() : Memory.NONE;
        final MergeOutcome outcome = publish(owner, base, staged, next.counter(), next.nonce(), next.frontier());
        owner.memory().free(entries);
        return outcome;
    }

    private MergeOutcome publish(
            final PeerRecord owner,
            final long base,
            final Writes newer,
            final long counter,
            final long nonce,
            final long version) {
        if (!rules.isForward(owner, counter, nonce, version)) {
            return MergeOutcome.IGNORED;
        }
        builder.plan(owner.memory(), base, newer, true);
        if (builder.keyCount() > limits.maxKeysPerOwner()) {
            return MergeOutcome.REFUSED;
        }
        final long address = builder.build(owner.memory(), counter, nonce, version);
        if (address == Memory.NONE) {
            return MergeOutcome.REFUSED;
        }
        final long counterBefore = owner.counter();
        final long nonceBefore = owner.nonce();
        final long versionBefore = owner.version();
        rules.beforePublish();
        owner.publish(address, counter, nonce, version);
        if (owner.stage() != null && isPassed(owner.stage(), owner)) {
            owner.dropStage();
        }
        publisher.onPublish(owner, counterBefore, nonceBefore, versionBefore);
        return MergeOutcome.PUBLISHED;
    }

    /** D: a stage that the visible view has passed, or caught up with, has nothing left to give. */
    private static boolean isPassed(final Stage stage, final PeerRecord owner) {
        final int order = stage.compareLife(owner.counter(), owner.nonce());
        return order < 0 || order == 0 && Math.min(stage.frontier(), stage.target()) <= owner.version();
    }
}
