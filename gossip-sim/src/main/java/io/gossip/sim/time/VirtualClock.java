package io.gossip.sim.time;

import io.gossip.InvalidValueException;
import io.gossip.spi.Arguments;
import java.time.Duration;
import org.agrona.concurrent.EpochClock;

/**
 * The two clocks of one virtual machine: a monotonic one with an origin of its own, which never jumps, and a wall clock,
 * which an operator can step by years in either direction.
 */
public final class VirtualClock implements EpochClock {
    /** Wall-clock time at the beginning of every simulation in milliseconds since 1970: 2023-11-14T22:13:20Z. */
    public static final long EPOCH_MS = 1_700_000_000_000L;

    private static final long NS_PER_MS = 1_000_000;

    private final VirtualTime time;
    private final long originNs;
    private long offsetMs;

    /**
     * @param time what moves both clocks
     * @param originNs added to virtual time to give this machine's monotonic time, any
     */
    public VirtualClock(final VirtualTime time, final long originNs) {
        this.time = Arguments.notNull(time, "time");
        this.originNs = originNs;
    }

    /** @return this machine's monotonic time in nanoseconds; wraps like {@code System.nanoTime} may */
    public long monotonicNs() {
        return time.nowNs() + originNs;
    }

    /** @return the virtual time at which the monotonic clock shows a value */
    public long toVirtualNs(final long monotonicNs) {
        return monotonicNs - originNs;
    }

    /** @return wall-clock time in milliseconds since 1970 */
    @Override
    public long time() {
        return EPOCH_MS + time.elapsedNs() / NS_PER_MS + offsetMs;
    }

    /**
     * Steps the wall clock; the monotonic clock does not notice.
     *
     * @param by forwards, or backwards when negative
     * @throws InvalidValueException when it is null or too long to express in milliseconds
     */
    public void step(final Duration by) {
        if (by == null) {
            throw new InvalidValueException("must not be null, by=null");
        }
        try {
            offsetMs = Math.addExact(offsetMs, by.toMillis());
        } catch (final ArithmeticException e) {
            throw new InvalidValueException("step of the clock overflows, by=" + by, e);
        }
    }
}
