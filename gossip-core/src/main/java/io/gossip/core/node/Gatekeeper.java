package io.gossip.core.node;

import io.gossip.GossipException;

/**
 * Remembers how a node stands with its gate: open, being left with a good-bye, or shut, and when to try to open it again.
 * Protocol thread only.
 */
final class Gatekeeper {
    private static final int FIRST_RETRY_TICKS = 2;
    private static final int MAX_RETRY_TICKS = 150;

    private final Gate gate;
    private final long tickNs;
    private boolean isOpen;
    private boolean isLeaving;
    private long retryNs = Long.MIN_VALUE;
    private long backoffTicks = FIRST_RETRY_TICKS;

    Gatekeeper(final Gate gate, final long tickNs) {
        this.gate = gate;
        this.tickNs = tickNs;
    }

    boolean isOpen() {
        return isOpen;
    }

    /** @return whether good-bye is being said before it is shut */
    boolean isLeaving() {
        return isLeaving;
    }

    /** @return when opening it may be tried */
    long retryNs() {
        return retryNs;
    }

    /** @throws GossipException when it cannot be opened */
    void open() {
        gate.open();
        isOpen = true;
        isLeaving = false;
        backoffTicks = FIRST_RETRY_TICKS;
    }

    /** It could not be opened, or not yet: later, and later each time. */
    void putOff(final long nowNs) {
        retryNs = nowNs + backoffTicks * tickNs;
        backoffTicks = Math.min(2 * backoffTicks, MAX_RETRY_TICKS);
    }

    void beginToLeave() {
        isLeaving = true;
    }

    void shut(final long nowNs) {
        isOpen = false;
        isLeaving = false;
        retryNs = nowNs;
        gate.shut();
    }
}
