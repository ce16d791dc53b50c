package io.gossip.store;

/**
 * The sender's rules, one method each, named by the letters of docs/merge.md. Stateless; overridden only by tests, as
 * {@link MergeRules}.
 */
class CutRules {
    /** Result of {@link #fill} when not even the first entry fitted. */
    static final long NOTHING_FITTED = -1;

    /**
     * Chunks are cut from the visible state only: a stage is nobody's view yet.
     *
     * @return whether there is anything, which the view now shows
     */
    boolean showState(final OwnerRecord owner, final View view) {
        return owner.show(view);
    }

    /** Rule S1: the asker is ahead, or level; a lower life at the asker is served even without entries. */
    boolean isLevel(final OwnerDigest asker, final View view) {
        final int order = view.compareLife(asker.counter(), asker.nonce());
        return order < 0 || order == 0 && asker.frontier() >= view.version();
    }

    /** Rule S2: tombstones are gone here that the asker may still need; it must start from nothing. */
    boolean needsReset(final View view, final long askerFloor) {
        return view.purgeFloor() > askerFloor;
    }

    /**
     * Adds entries above a version by rising version until the sink is full: any other order would let the frontier
     * jump over writes that were not sent.
     *
     * @return last version sent; the view's when all fitted; or {@link #NOTHING_FITTED}
     */
    long fill(final View view, final long fromVersionExclusive, final ChunkSink sink) {
        final int first = view.firstAfter(fromVersionExclusive);
        for (int row = first; row < view.count(); row++) {
            if (!ChunkCutter.tryAdd(view, row, sink)) {
                return row == first ? NOTHING_FITTED : view.rowVersion(row - 1);
            }
        }
        return view.version();
    }
}
