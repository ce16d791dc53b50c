package io.gossip.store;

import io.gossip.Generation;
import java.util.ArrayList;
import java.util.List;

/**
 * The owner's rules, one method each, named by the letters of docs/merge.md. Stateless; overridden only by tests, as
 * {@link MergeRules}.
 */
class SelfRules {
    private static final Entry[] NONE = {};

    /** Rule G': a higher life than mine is around. */
    boolean isHigherLife(final View own, final long counter, final long nonce) {
        return own.compareLife(counter, nonce) < 0;
    }

    /** Rule G': writes of my life are around that I do not know: a rolled-back journal, a forger. */
    boolean isHigherVersion(final View own, final long counter, final long nonce, final long version) {
        return own.compareLife(counter, nonce) == 0 && version > own.version();
    }

    /** Rule J: following such a counter would burn the numbers above it; peers will forget it. */
    boolean isCounterUnbelievable(final View own, final long counter) {
        return counter - own.counter() > MergeRules.MAX_COUNTER_STEP;
    }

    /** Rule P: the purge floor never goes back. */
    boolean isPurgeForward(final View own, final long upToVersion) {
        return upToVersion > own.purgeFloor();
    }

    /** Rule G': the live keys as writes 1..n of the new life, sorted by key, in one publish. */
    View republish(final View own, final Generation next) {
        final List<Entry> live = new ArrayList<>();
        for (final Entry entry : own.bySlot()) {
            if (entry.isValue()) {
                live.add(entry.at(live.size() + 1));
            }
        }
        return View.of(next.counter(), next.nonce(), live.size(), NONE, live.toArray(NONE));
    }
}
