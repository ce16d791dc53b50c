package io.gossip.sim.time;

import java.util.Arrays;

/**
 * A queue ordered by (time, order of arrival): a 4-ary heap over three parallel arrays, so that comparing touches two
 * arrays of numbers and no object. Allocates only to grow.
 *
 * @param <E> what is queued
 */
final class EventQueue<E> {
    private static final int ARITY_SHIFT = 2;
    private static final int ARITY = 1 << ARITY_SHIFT;
    private static final int INITIAL_CAPACITY = 1_024;

    private long[] times = new long[INITIAL_CAPACITY];
    private long[] sequences = new long[INITIAL_CAPACITY];
    private Object[] events = new Object[INITIAL_CAPACITY];
    private int size;
    private long nextSequence;

    int size() {
        return size;
    }

    /** @return time of the earliest event, {@link Long#MAX_VALUE} when there is none */
    long earliestNs() {
        return size == 0 ? Long.MAX_VALUE : times[0];
    }

    void add(final long timeNs, final E event) {
        if (size == events.length) {
            grow();
        }
        siftUp(size++, timeNs, nextSequence++, event);
    }

    /** @return the earliest event, of several at one time the one added first; null when there is none */
    E poll() {
        if (size == 0) {
            return null;
        }
        @SuppressWarnings("unchecked")
        final E first = (E) events[0];
        final int last = --size;
        final Object moved = events[last];
        events[last] = null;
        if (last > 0) {
            siftDown(times[last], sequences[last], moved);
        }
        return first;
    }

    private void siftUp(final int from, final long timeNs, final long sequence, final Object event) {
        int hole = from;
        while (hole > 0) {
            final int parent = (hole - 1) >>> ARITY_SHIFT;
            if (!isBefore(timeNs, sequence, parent)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        set(hole, timeNs, sequence, event);
    }

    private void siftDown(final long timeNs, final long sequence, final Object event) {
        int hole = 0;
        for (int child = 1; child < size; child = (hole << ARITY_SHIFT) + 1) {
            final int least = leastOf(child, Math.min(child + ARITY, size));
            if (isBefore(timeNs, sequence, least)) {
                break;
            }
            move(least, hole);
            hole = least;
        }
        set(hole, timeNs, sequence, event);
    }

    private int leastOf(final int first, final int endExclusive) {
        int least = first;
        for (int i = first + 1; i < endExclusive; i++) {
            if (isBefore(times[i], sequences[i], least)) {
                least = i;
            }
        }
        return least;
    }

    private boolean isBefore(final long timeNs, final long sequence, final int index) {
        return timeNs < times[index] || timeNs == times[index] && sequence < sequences[index];
    }

    private void move(final int from, final int to) {
        set(to, times[from], sequences[from], events[from]);
    }

    private void set(final int index, final long timeNs, final long sequence, final Object event) {
        times[index] = timeNs;
        sequences[index] = sequence;
        events[index] = event;
    }

    private void grow() {
        final int capacity = size << 1;
        times = Arrays.copyOf(times, capacity);
        sequences = Arrays.copyOf(sequences, capacity);
        events = Arrays.copyOf(events, capacity);
    }
}
