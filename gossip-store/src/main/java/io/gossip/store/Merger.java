package io.gossip.store;

import io.gossip.StoreLimits;

/**
 * Runs a chunk about a peer through the rules: judged (V, J), sorted by life (G), dropped when passed (O), published at
 * once (A), staged (B, C), published when whole (D). Until the last line of each path nothing has changed. Merging
 * thread only.
 */
final class Merger {
    private final MergeRules rules;
    private final StoreLimits limits;
    private final Publisher publisher;

    /** Hears of each publish, after it. */
    @FunctionalInterface
    interface Publisher {
        void onPublish(PeerRecord owner, View before, View now);
    }

    Merger(final MergeRules rules, final StoreLimits limits, final Publisher publisher) {
        this.rules = rules;
        this.limits = limits;
        this.publisher = publisher;
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
        final View visible = owner.view();
        if (rules.isOfOlderLife(chunk, visible)) {
            return MergeOutcome.IGNORED;
        }
        // G: a new life builds on nothing.
        final boolean isNewLife = visible.compareLife(chunk.counter(), chunk.nonce()) < 0;
        final View base = isNewLife ? View.empty(chunk.counter(), chunk.nonce()) : visible;
        if (!isNewLife && rules.isPassed(chunk, base.version())) {
            return MergeOutcome.IGNORED;
        }
        final Entry[] entries = ChunkEntries.copyOrNull(chunk, limits);
        if (entries == null) {
            return MergeOutcome.REFUSED;
        }
        if (rules.publishesAtOnce(chunk, base.version())) {
            return publish(owner, next(chunk, base, entries));
        }
        return chunk.isRumor() ? MergeOutcome.PULL : stage(owner, chunk, base, entries);
    }

    private static View next(final ChunkSource chunk, final View base, final Entry[] entries) {
        final Entry[] before = chunk.isReset() ? View.NONE.bySlot() : base.bySlot();
        return View.of(chunk.counter(), chunk.nonce(), chunk.toVersion(), before, entries);
    }

    private MergeOutcome stage(
            final PeerRecord owner, final ChunkSource chunk, final View base, final Entry[] entries) {
        final Stage open = owner.stage();
        final int order = open == null ? -1 : open.compareLife(chunk.counter(), chunk.nonce());
        if (order > 0) {
            return MergeOutcome.IGNORED; // G: the one stage belongs to a newer life
        }
        final Stage running = order == 0 ? open : null; // G: a still higher life replaces the stage
        final Stage stage = stageFor(running, chunk, base);
        final boolean isNewHere =
                chunk.toVersion() > stage.frontier() || chunk.toVersion() == chunk.targetVersion() && !chunk.isReset();
        if (!isNewHere || rules.leavesGap(chunk, stage) || rules.missesPurge(chunk.purgeFloor(), stage.floor())) {
            return MergeOutcome.IGNORED;
        }
        return extend(owner, chunk, stage, entries);
    }

    private Stage stageFor(final Stage running, final ChunkSource chunk, final View base) {
        if (chunk.isReset()) {
            return rules.stageForReset(running, chunk, base);
        }
        return running != null ? running : Stage.onTopOf(base);
    }

    private MergeOutcome extend(
            final PeerRecord owner, final ChunkSource chunk, final Stage stage, final Entry[] entries) {
        final long frontier = Math.max(stage.frontier(), chunk.toVersion());
        final long target = rules.stageTarget(stage.target(), chunk.targetVersion());
        final Stage next = stage.plus(entries, frontier, target, rules.stageFloor(stage, chunk, frontier));
        if (next.entryCount() > limits.maxKeysPerOwner() + 1) {
            return MergeOutcome.REFUSED; // bounded by what a view may hold, its purge slot included
        }
        if (rules.isWhole(next)) {
            return publish(owner, next.view());
        }
        owner.stage(next, stage != owner.stage() || frontier > stage.frontier());
        return MergeOutcome.STAGED;
    }

    private MergeOutcome publish(final PeerRecord owner, final View next) {
        final View before = owner.view();
        if (!rules.isForward(next, before)) {
            return MergeOutcome.IGNORED;
        }
        if (next.keyCount() > limits.maxKeysPerOwner()) {
            return MergeOutcome.REFUSED;
        }
        owner.publish(next);
        if (owner.stage() != null && isPassed(owner.stage(), next)) {
            owner.dropStage();
        }
        publisher.onPublish(owner, before, next);
        return MergeOutcome.PUBLISHED;
    }

    /** D: a stage that the visible view has passed, or caught up with, has nothing left to give. */
    private static boolean isPassed(final Stage stage, final View view) {
        final int order = stage.compareLife(view.counter(), view.nonce());
        return order < 0 || order == 0 && Math.min(stage.frontier(), stage.target()) <= view.version();
    }
}
