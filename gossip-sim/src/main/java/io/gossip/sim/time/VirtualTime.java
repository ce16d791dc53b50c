package io.gossip.sim.time;

import io.gossip.InvalidValueException;
import io.gossip.spi.Arguments;
import java.time.Duration;

/**
 * The time of a simulation and all that is going to happen in it. Time moves only by running events, in the order of
 * (time, order of scheduling). One thread; nothing here waits.
 */
public final class VirtualTime {
    /** Where time begins unless told otherwise. Not 0, so that code that takes 0 for "never" is found out. */
    public static final long DEFAULT_START_NS = 1_000_000_000_000L;

    private final EventQueue<Runnable> queue = new EventQueue<>();
    private final long startNs;
    private long nowNs;
    private long executed;

    /** Begins at {@link #DEFAULT_START_NS}. */
    public VirtualTime() {
        this(DEFAULT_START_NS);
    }

    /** @param startNs first value of the clock in nanoseconds, any */
    public VirtualTime(final long startNs) {
        this.startNs = startNs;
        this.nowNs = startNs;
    }

    /** @return the present in nanoseconds */
    public long nowNs() {
        return nowNs;
    }

    /** @return nanoseconds since the beginning */
    public long elapsedNs() {
        return nowNs - startNs;
    }

    /** @return how many events are scheduled */
    public int pending() {
        return queue.size();
    }

    /** @return how many events have run */
    public long executed() {
        return executed;
    }

    /**
     * @param atNs when, in the scale of {@link #nowNs}; a time that has passed means now
     * @param event what happens then
     */
    public void schedule(final long atNs, final Runnable event) {
        queue.add(Math.max(atNs, nowNs), Arguments.notNull(event, "event"));
    }

    /**
     * @param delay from now, not negative
     * @param event what happens then
     * @throws InvalidValueException when the delay is negative
     */
    public void scheduleAfter(final Duration delay, final Runnable event) {
        schedule(nowNs + notNegative(delay, "delay"), event);
    }

    /**
     * Runs the earliest event if it is due by a time.
     *
     * @param limitNs latest time, inclusive
     * @return whether there was one; if not, time stands where it was
     */
    public boolean step(final long limitNs) {
        final long atNs = queue.earliestNs();
        if (queue.size() == 0 || atNs > limitNs) {
            return false;
        }
        nowNs = atNs;
        executed++;
        queue.poll().run();
        return true;
    }

    /**
     * Runs all events due by a time, those scheduled on the way included; then it is that time.
     *
     * @param limitNs until when, inclusive
     */
    public void runUntil(final long limitNs) {
        while (step(limitNs)) {
            // Each step is one event.
        }
        nowNs = Math.max(nowNs, limitNs);
    }

    /**
     * @param span how long to run
     * @throws InvalidValueException when it is negative
     */
    public void run(final Duration span) {
        runUntil(nowNs + notNegative(span, "span"));
    }

    /** @return the duration in nanoseconds, refused with its name when it is null, negative or above 292 years */
    public static long notNegative(final Duration duration, final String name) {
        if (duration == null || duration.isNegative()) {
            throw new InvalidValueException("must not be null or negative, " + name + "=" + duration);
        }
        try {
            return duration.toNanos();
        } catch (final ArithmeticException e) {
            throw new InvalidValueException("longer than virtual time can be, " + name + "=" + duration, e);
        }
    }
}
