package io.gossip.store;

import io.gossip.Generation;
import java.util.Arrays;

/**
 * A private stage: chunks of one life received on top of a base, invisible until they reach every target seen (D).
 * Immutable, so that a chunk which is refused at the last moment has changed nothing.
 */
final class Stage {
    private static final Entry[] NONE = {};

    private final long counter;
    private final long nonce;
    private final View base;
    private final Entry[] entries;
    private final long frontier;
    private final long target;
    private final long floor;
    private final boolean isReset;

    Stage(
            final long counter,
            final long nonce,
            final View base,
            final Entry[] entries,
            final long frontier,
            final long target,
            final long floor,
            final boolean isReset) {
        this.counter = counter;
        this.nonce = nonce;
        this.base = base;
        this.entries = entries;
        this.frontier = frontier;
        this.target = target;
        this.floor = floor;
        this.isReset = isReset;
    }

    /** @return a stage on top of a view: the visible one, or for a new life the empty one */
    static Stage onTopOf(final View base) {
        return new Stage(base.counter(), base.nonce(), base, NONE, base.version(), 0, base.version(), false);
    }

    /** @return a stage that starts from nothing and takes any purge floor until it has a target */
    static Stage reset(final long counter, final long nonce) {
        return new Stage(counter, nonce, View.empty(counter, nonce), NONE, 0, 0, Long.MAX_VALUE, true);
    }

    /** @return this stage after a chunk: its entries above the frontier and its new bounds */
    Stage plus(final Entry[] added, final long nextFrontier, final long nextTarget, final long nextFloor) {
        return new Stage(
                counter,
                nonce,
                base,
                View.latest(entries, above(added, frontier)),
                nextFrontier,
                nextTarget,
                nextFloor,
                isReset);
    }

    private static Entry[] above(final Entry[] byVersion, final long versionExclusive) {
        int first = 0;
        while (first < byVersion.length && byVersion[first].version() <= versionExclusive) {
            first++;
        }
        return first == 0 ? byVersion : Arrays.copyOfRange(byVersion, first, byVersion.length);
    }

    /** @return base and stage together as a view at the frontier */
    View view() {
        return View.of(counter, nonce, frontier, base.bySlot(), entries);
    }

    /** @return below, at or above 0 as the stage is of an older life than, of, or of a newer one than that */
    int compareLife(final long otherCounter, final long otherNonce) {
        return Generation.compare(counter, nonce, otherCounter, otherNonce);
    }

    long counter() {
        return counter;
    }

    long nonce() {
        return nonce;
    }

    /** @return entries staged so far, one per slot */
    int entryCount() {
        return entries.length;
    }

    /** @return largest version held, base included */
    long frontier() {
        return frontier;
    }

    /** @return largest target of the chunks taken in */
    long target() {
        return target;
    }

    /** @return largest purge floor a chunk may carry to go on with it */
    long floor() {
        return floor;
    }

    boolean isReset() {
        return isReset;
    }
}
