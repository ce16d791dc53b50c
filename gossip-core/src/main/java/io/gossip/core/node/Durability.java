package io.gossip.core.node;

import java.util.function.LongPredicate;

/**
 * Keeps what a node must not lose when its process ends. Neither method waits. Any thread.
 */
public interface Durability extends LongPredicate {
    /** Keeps nothing: every counter may be used at once. */
    Durability NONE = new Durability() {
        @Override
        public boolean tryReserve(final long counter) {
            return true;
        }

        @Override
        public void onChange() {}
    };

    /**
     * Asked before a life of this node begins.
     *
     * @return whether the counter, or a higher one, is where it outlives the process; if not, it is on its way there, and is to
     *     be asked for again
     */
    boolean tryReserve(long counter);

    /** The same as {@link #tryReserve}. */
    @Override
    default boolean test(final long counter) {
        return tryReserve(counter);
    }

    /** This node's own values, or the members it knows, may be others now. */
    void onChange();
}
