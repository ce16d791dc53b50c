package io.gossip.transport.aeron.driver;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/**
 * How long to wait from one look for work to the next, where nobody tells that there is some: for a while after the last work
 * the shortest pause again and again, then each time a quarter longer, up to the longest. A pause is then about a quarter of the
 * time that nothing came.
 *
 * <p>Why no more: in a conversation over two drivers four parties wait for about as long as a round trip takes. If each adds half a pause of
 * its own on average, pauses as long as the wait so far (doubling) make every round trip longer than the one before, up
 * to the longest pauses at every party; those of a quarter settle. One thread.
 */
public final class Pauses implements IdleStrategy {
    private static final long SHORTEST_NS = TimeUnit.MICROSECONDS.toNanos(20);
    private static final int SHORT_PAUSES = 8;
    private static final int GROWTH = 4;

    private final long shortestNs;
    private final long longestNs;
    private int shortLeft;
    private long nextNs;

    /** @param longestNs in nanoseconds, from 1; below 20 µs it is the only one */
    public Pauses(final long longestNs) {
        this.longestNs = longestNs;
        this.shortestNs = Math.min(SHORTEST_NS, longestNs);
        reset();
    }

    /** @return the next pause in nanoseconds */
    public long nextNs() {
        if (shortLeft > 0) {
            shortLeft--;
        } else {
            nextNs += Math.min(1 + nextNs / GROWTH, longestNs - nextNs);
        }
        return nextNs;
    }

    @Override
    public void idle(final int workCount) {
        if (workCount > 0) {
            reset();
        } else {
            idle();
        }
    }

    @Override
    public void idle() {
        LockSupport.parkNanos(nextNs());
    }

    /** There was work. */
    @Override
    public void reset() {
        shortLeft = SHORT_PAUSES;
        nextNs = shortestNs;
    }
}
