package io.gossip.core.wire;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts of what a decoder accepted and refused. Written by the decoder's thread only, readable from any thread: opaque
 * access, so a reader sees whole values that never go back, each counter on its own.
 */
public final class WireCounters {
    private final AtomicLongArray values = new AtomicLongArray(WireCounter.values().length);

    /** Adds one; the decoder's thread only. */
    void increment(final WireCounter counter) {
        final int i = counter.ordinal();
        values.setOpaque(i, values.getPlain(i) + 1);
    }

    /**
     * @param counter which
     * @return events since creation; any thread
     */
    public long value(final WireCounter counter) {
        return values.getOpaque(counter.ordinal());
    }

    @Override
    public String toString() {
        final StringBuilder out = new StringBuilder();
        for (final WireCounter counter : WireCounter.values()) {
            if (value(counter) != 0) {
                out.append(out.isEmpty() ? "" : ", ")
                        .append(counter.label())
                        .append('=')
                        .append(value(counter));
            }
        }
        return out.toString();
    }
}
