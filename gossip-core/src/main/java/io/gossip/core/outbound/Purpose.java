package io.gossip.core.outbound;

/**
 * What a packet of the best-effort lane is sent for, by what of the budget it must leave to others. So none of them can
 * keep another from its share: rounds of the tick have all that is left, answers leave them a quarter, immediate rounds
 * leave half to both. Probes and acks among members ask nobody; there are only so many.
 */
public enum Purpose {
    /** Rumors and news of a tick, and the digest that is offered in it. */
    TICK(0),
    /** Pulls, and chunks in answer to digests. */
    REPAIR(1),
    /** Fresh writes ahead of their tick. */
    IMMEDIATE(2);

    private static final int QUARTERS = 4;

    private final int reservedQuarters;

    Purpose(final int reservedQuarters) {
        this.reservedQuarters = reservedQuarters;
    }

    /** @return whether something may be sent for this, with so much left of a bucket of that capacity */
    boolean isAllowed(final long left, final long capacity) {
        return left > capacity / QUARTERS * reservedQuarters;
    }
}
