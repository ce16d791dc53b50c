package io.gossip.store;

/** Receives the numbers of one owner's view. */
@FunctionalInterface
public interface ViewVisitor {
    /**
     * @param counter counter of its life
     * @param nonce nonce of its life
     * @param version its frontier
     * @param liveKeys keys that have a value
     */
    void onView(long counter, long nonce, long version, int liveKeys);
}
