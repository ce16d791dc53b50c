package io.gossip.core.membership;

/**
 * When a member was last heard of, and since when it is there or gone, in epoch milliseconds, for display. One for each
 * turn of a member, that is from its coming, failing or leaving to the next of these or to a new life: whoever keeps one can
 * tell whether the member has turned since. One writer, any readers.
 */
public final class SignOfLife {
    private volatile long epochMs;
    private volatile long sinceMs;
    private boolean isPresent;
    private boolean hasTurned;

    /** @return that of the turn after this one, which goes on from here */
    SignOfLife next() {
        final SignOfLife next = new SignOfLife();
        next.epochMs = epochMs;
        next.sinceMs = sinceMs;
        next.isPresent = isPresent;
        next.hasTurned = hasTurned;
        return next;
    }

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
