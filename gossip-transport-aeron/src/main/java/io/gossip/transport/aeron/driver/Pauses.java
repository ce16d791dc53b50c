package io.gossip.transport.aeron.driver;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/**
 * How long to wait from one look for work to the next, where nobody tells that there is some: for a while after the last work
 * the shortest pause again and again, then twice as long each time, up to the longest. Of two that wait for each other, either
 * looks often while the other works; doubling from the start would make the slower one slower still, since what just misses a
 * look waits for as long again. One thread.
 */
public final class Pauses implements IdleStrategy {
    private static final long SHORTEST_NS = TimeUnit.MICROSECONDS.toNanos(20);
    private static final int SHORT_PAUSES = 16;

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
            nextNs = nextNs > longestNs / 2 ? longestNs : 2 * nextNs;
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
