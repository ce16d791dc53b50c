package io.gossip.spi;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts since they were made, one for each constant of an enum, each on its own. Any thread counts and reads; a count
 * never goes back. Counting allocates nothing.
 *
 * @param <E> what is counted
 */
public class LabelledCounters<E extends Enum<E> & LabelledCounters.Labelled> {
    private final E[] all;
    private final AtomicLongArray values;

    /** Something that is counted. */
    public interface Labelled {
        /** @return what is counted, for people; the same from version to version */
        String label();
    }

    /** @param type of the constants */
    public LabelledCounters(final Class<E> type) {
        all = Arguments.notNull(type, "type").getEnumConstants();
        values = new AtomicLongArray(all.length);
    }

    /** Counts one. */
    public final void increment(final E counter) {
        add(counter, 1);
    }

    /** @param delta how many more, from 0 */
    public final void add(final E counter, final long delta) {
        values.getAndAdd(counter.ordinal(), delta);
    }

    /** Counts an event and its size. */
    public final void add(final E events, final E bytes, final int length) {
        add(events, 1);
        add(bytes, length);
    }

    /** @return events, or bytes, so far */
    public final long value(final E counter) {
        return values.getOpaque(counter.ordinal());
    }

    /** @return all, by label, sorted */
    public final Map<String, Long> byLabel() {
        final Map<String, Long> labelled = new TreeMap<>();
        for (final E counter : all) {
            labelled.put(counter.label(), value(counter));
        }
        return labelled;
    }

    /** @return all that are not zero, by label */
    @Override
    public final String toString() {
        final StringBuilder out = new StringBuilder();
        for (final E counter : all) {
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
