package io.gossip.core.membership;

/** When a member was last heard of, in epoch milliseconds, for display. One writer, any readers. */
public final class SignOfLife {
    private volatile long epochMs;

    public long epochMs() {
        return epochMs;
    }

    /** @param now epoch milliseconds */
    public void at(final long now) {
        epochMs = now;
    }
}
