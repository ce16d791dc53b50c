package io.gossip.core.membership;

/**
 * When a member was last heard of, and when it last came or went, in epoch milliseconds, for display. One writer, any
 * readers.
 */
public final class SignOfLife {
    private volatile long epochMs;
    private volatile long sinceMs;
    private boolean isPresent;
    private boolean hasTurned;

    public long epochMs() {
        return epochMs;
    }

    /** @return when it came or went */
    public long sinceMs() {
        return sinceMs;
    }

    /** @param now epoch milliseconds */
    public void at(final long now) {
        epochMs = now;
    }

    /**
     * It is present, or gone; only a change counts.
     *
     * @param present which
     * @param now epoch milliseconds
     */
    public void turn(final boolean present, final long now) {
        if (!hasTurned || isPresent != present) {
            hasTurned = true;
            isPresent = present;
            sinceMs = now;
        }
    }
}
