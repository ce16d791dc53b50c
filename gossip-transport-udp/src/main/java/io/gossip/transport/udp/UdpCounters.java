package io.gossip.transport.udp;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts since the transport was opened, each on its own. Readable from any thread, also after close; never goes back. */
public final class UdpCounters {
    private final AtomicLongArray values = new AtomicLongArray(UdpCounter.values().length);

    UdpCounters() {}

    /** Lookup threads and closers count too, so this is an atomic addition. */
    void increment(final UdpCounter counter) {
        add(counter, 1);
    }

    void add(final UdpCounter counter, final long delta) {
        values.getAndAdd(counter.ordinal(), delta);
    }

    /** Counts an event and its size. */
    void add(final UdpCounter events, final UdpCounter bytes, final int length) {
        add(events, 1);
        add(bytes, length);
    }

    /** @return events, or bytes, so far; any thread */
    public long value(final UdpCounter counter) {
        return values.getOpaque(counter.ordinal());
    }

    /** @return all, by label, sorted */
    Map<String, Long> byLabel() {
        final Map<String, Long> labelled = new TreeMap<>();
        for (final UdpCounter counter : UdpCounter.values()) {
            labelled.put(counter.label(), value(counter));
        }
        return labelled;
    }

    /** @return all that are not zero, by label */
    @Override
    public String toString() {
        final StringBuilder out = new StringBuilder();
        for (final UdpCounter counter : UdpCounter.values()) {
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
