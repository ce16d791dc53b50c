package io.gossip.store;

/**
 * Cuts chunks for askers (S1, S2) and rumors out of one owner's visible view, into the budget of a sink, from where the
 * bytes lie to where they go. Merging thread only; allocates nothing.
 */
final class ChunkCutter {
    private final CutRules rules;
    private final View view = new View();

    ChunkCutter(final CutRules rules) {
        this.rules = rules;
    }

    CutOutcome cut(final OwnerRecord owner, final OwnerDigest asker, final ChunkSink sink) {
        if (!rules.showState(owner, view) || rules.isLevel(asker, view)) {
            return CutOutcome.NOTHING;
        }
        // The asker's numbers come from the wire. Another life of his counts for nothing here.
        final boolean isSameLife = view.compareLife(asker.counter(), asker.nonce()) == 0;
        final long frontier = isSameLife ? Math.max(0, asker.frontier()) : 0;
        final long floor = isSameLife ? asker.floor() : 0;
        final boolean isReset = rules.needsReset(view, floor);
        return write(owner, isReset ? 0 : frontier, isReset ? ChunkFlags.RESET : 0, sink);
    }

    CutOutcome cutRumor(final OwnerRecord owner, final long fromVersionExclusive, final ChunkSink sink) {
        if (!rules.showState(owner, view)) {
            return CutOutcome.NOTHING;
        }
        final boolean isNewsOfEmptyLife = fromVersionExclusive == 0 && view.version() == 0;
        final boolean isAhead = fromVersionExclusive >= 0 && fromVersionExclusive < view.version();
        return isAhead || isNewsOfEmptyLife
                ? write(owner, fromVersionExclusive, ChunkFlags.RUMOR, sink)
                : CutOutcome.NOTHING;
    }

    private CutOutcome write(final OwnerRecord owner, final long from, final int flags, final ChunkSink sink) {
        if (!sink.tryBegin(owner.id(), view.counter(), view.nonce(), from, view.version(), view.purgeFloor(), flags)) {
            return CutOutcome.NO_ROOM;
        }
        final long to = rules.fill(view, from, sink);
        final boolean isComplete = to == view.version();
        if (to == CutRules.NOTHING_FITTED || !isComplete && flags == ChunkFlags.RUMOR) {
            sink.abort();
            return CutOutcome.NO_ROOM;
        }
        sink.end(to);
        return isComplete ? CutOutcome.COMPLETE : CutOutcome.PARTIAL;
    }

    static boolean tryAdd(final View view, final int row, final ChunkSink sink) {
        return sink.tryAdd(
                view.rowVersion(row),
                view.kind(row),
                view.buffer(),
                view.keyIndex(row),
                view.keyLength(row),
                view.buffer(),
                view.valueIndex(row),
                view.valueLength(row));
    }
}
