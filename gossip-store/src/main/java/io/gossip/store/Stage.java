package io.gossip.store;

import io.gossip.Generation;
import io.gossip.store.memory.Memory;

/**
 * A private stage: chunks of one life received on top of a base, invisible until they reach every target seen (D). Its
 * entries lie in memory as a view of their own. A plain value that is copied and compared; one thread.
 *
 * <p>The base is the visible view of the life, whatever that is when the stage is published, or nothing. That the visible
 * one may have moved on since the stage was opened makes no difference: per slot the highest version counts, and what is
 * visible holds nothing but writes of the owner below the frontier of a stage that may be published.
 */
final class Stage {
    private long counter;
    private long nonce;
    private boolean isOnVisible;
    private boolean isReset;
    private long frontier;
    private long target;
    private long floor;
    private long entries = Memory.NONE;

    /** Opens it on top of a view: the visible one, or for a new life the empty one. */
    void open(final long ofCounter, final long ofNonce, final boolean onVisible, final long version) {
        set(ofCounter, ofNonce, onVisible, false, version);
        floor = version;
    }

    /** Opens it on nothing; it takes any purge floor until it has a target. */
    void openReset(final long ofCounter, final long ofNonce) {
        set(ofCounter, ofNonce, false, true, 0);
    }

    /** Opens it with no target and no floor. */
    void set(
            final long ofCounter,
            final long ofNonce,
            final boolean onVisible,
            final boolean asReset,
            final long version) {
        counter = ofCounter;
        nonce = ofNonce;
        isOnVisible = onVisible;
        isReset = asReset;
        frontier = version;
        target = 0;
        floor = Long.MAX_VALUE;
        entries = Memory.NONE;
    }

    void copy(final Stage other) {
        counter = other.counter;
        nonce = other.nonce;
        isOnVisible = other.isOnVisible;
        isReset = other.isReset;
        frontier = other.frontier;
        target = other.target;
        floor = other.floor;
        entries = other.entries;
    }

    /** Takes over the bounds after a chunk. */
    void advance(final long nextFrontier, final long nextTarget, final long nextFloor) {
        frontier = nextFrontier;
        target = nextTarget;
        floor = nextFloor;
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

    /** @return whether it goes on top of the visible view; else on nothing */
    boolean isOnVisible() {
        return isOnVisible;
    }

    boolean isReset() {
        return isReset;
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

    /** @return address of what was staged so far */
    long entries() {
        return entries;
    }

    void entries(final long address) {
        entries = address;
    }
}
