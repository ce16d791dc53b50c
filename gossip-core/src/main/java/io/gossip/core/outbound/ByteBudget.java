package io.gossip.core.outbound;

/**
 * What one lane may send: a token bucket that fills at a steady rate up to its capacity. Who sends while anything is left
 * may overdraw it, and pays back before the next; so in any span of time no more is sent than the rate times the span, the
 * capacity, and what was overdrawn last. Protocol thread only.
 */
final class ByteBudget {
    private static final long NS_PER_SECOND = 1_000_000_000;

    private final long bytesPerSecond;
    private final long capacity;
    private long left;
    private long filledNs;
    /** What has come in of the next byte, in bytes times nanoseconds a second: no rate is too slow for short cycles. */
    private long remainder;

    private boolean isStarted;

    /**
     * @param bytesPerSecond rate, 1 to 2^33
     * @param capacity bytes that are saved up at the most, from 1; there from the start
     */
    ByteBudget(final long bytesPerSecond, final long capacity) {
        this.bytesPerSecond = bytesPerSecond;
        this.capacity = capacity;
        this.left = capacity;
    }

    /** Time has come to here; never goes back. */
    void at(final long nowNs) {
        if (isStarted) {
            fill(nowNs - filledNs);
        }
        isStarted = true;
        filledNs = nowNs;
    }

    private void fill(final long elapsedNs) {
        final long missing = capacity - left;
        // Longer than it takes to fill an empty bucket is as good as just so long, and does not overflow.
        final long seconds = Math.min(elapsedNs / NS_PER_SECOND, missing / bytesPerSecond + 1);
        final long parts = elapsedNs % NS_PER_SECOND * bytesPerSecond + remainder;
        final long more = seconds * bytesPerSecond + parts / NS_PER_SECOND;
        remainder = more < missing ? parts % NS_PER_SECOND : 0;
        left += Math.min(missing, more);
    }

    /** @return bytes that are left; negative when overdrawn */
    long left() {
        return left;
    }

    long capacity() {
        return capacity;
    }

    void charge(final int bytes) {
        left -= bytes;
    }
}
