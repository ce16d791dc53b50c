package io.gossip.core.probation;

import io.gossip.InvalidValueException;
import io.gossip.spi.Arguments;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Things on probation, each for the same time. It has no clock and no thread: whoever drives it calls {@link #run} with
 * the time, at the latest when {@link #deadlineNs} says so, which is exact. Times are monotonic nanoseconds of any origin,
 * within 2^62 of zero; one that lies before an earlier one counts as that.
 *
 * <p>Any thread; each call is one step. Guarantee: of an expiry and a cancellation of the same probation exactly one comes
 * true, and a change that expects a value does nothing when there is another. Allocates an entry per probation.
 *
 * @param <K> what is on probation, with {@code equals} and {@code hashCode}
 * @param <V> what is known of it; compared by {@code equals}
 */
public final class Probation<K, V> {
    /** Shortest probation. */
    public static final Duration MIN_TIME = Duration.ofMillis(1);
    /** Longest probation. */
    public static final Duration MAX_TIME = Duration.ofDays(365);

    private static final long NEVER = Long.MAX_VALUE;

    private record Entry<V>(V value, long deadlineNs) {}

    private final long timeNs;
    private final ProbationListener<? super K, ? super V> listener;
    /** In the order of their ends, since all last as long and time does not go back. */
    private final Map<K, Entry<V>> entries = new LinkedHashMap<>();

    private long latestNs = Long.MIN_VALUE;

    /**
     * @param time how long a probation lasts, {@link #MIN_TIME} to {@link #MAX_TIME}
     * @param listener hears whose is over
     * @throws InvalidValueException when an argument is null or the time out of range
     */
    public Probation(final Duration time, final ProbationListener<? super K, ? super V> listener) {
        if (Arguments.notNull(time, "time").compareTo(MIN_TIME) < 0 || time.compareTo(MAX_TIME) > 0) {
            throw new InvalidValueException("out of range [" + MIN_TIME + ", " + MAX_TIME + "], time=" + time);
        }
        this.timeNs = time.toNanos();
        this.listener = Arguments.notNull(listener, "listener");
    }

    /**
     * Begins a probation. One that is under way goes on as it was, with its own end and value.
     *
     * @return whether it began
     * @throws InvalidValueException when the key or the value is null
     */
    public boolean tryBegin(final K key, final V value, final long nowNs) {
        check(key, value);
        synchronized (entries) {
            if (entries.containsKey(key)) {
                return false;
            }
            put(key, value, nowNs);
            return true;
        }
    }

    /**
     * Begins a probation, or begins it anew.
     *
     * @return what was known of the one that was under way, if one was
     * @throws InvalidValueException when the key or the value is null
     */
    public Optional<V> restart(final K key, final V value, final long nowNs) {
        check(key, value);
        synchronized (entries) {
            final Entry<V> last = entries.remove(key);
            put(key, value, nowNs);
            return last == null ? Optional.empty() : Optional.of(last.value());
        }
    }

    /**
     * Begins a probation anew, with another value, if one is under way with a certain value.
     *
     * @return whether it was
     * @throws InvalidValueException when an argument is null
     */
    public boolean tryReplace(final K key, final V expected, final V value, final long nowNs) {
        check(key, value);
        synchronized (entries) {
            if (!isOf(key, Arguments.notNull(expected, "expected"))) {
                return false;
            }
            entries.remove(key);
            put(key, value, nowNs);
            return true;
        }
    }

    /**
     * Ends a probation without a verdict.
     *
     * @return whether one was under way
     * @throws InvalidValueException when the key is null
     */
    public boolean cancel(final K key) {
        Arguments.notNull(key, "key");
        synchronized (entries) {
            return entries.remove(key) != null;
        }
    }

    /**
     * The same, if it is under way with a certain value.
     *
     * @return whether it was
     * @throws InvalidValueException when an argument is null
     */
    public boolean tryCancel(final K key, final V expected) {
        Arguments.notNull(key, "key");
        synchronized (entries) {
            return isOf(key, Arguments.notNull(expected, "expected")) && entries.remove(key) != null;
        }
    }

    /** Ends all without a verdict. */
    public void cancelAll() {
        synchronized (entries) {
            entries.clear();
        }
    }

    /**
     * @return what is known of it, if it is on probation
     * @throws InvalidValueException when the key is null
     */
    public Optional<V> find(final K key) {
        Arguments.notNull(key, "key");
        synchronized (entries) {
            final Entry<V> entry = entries.get(key);
            return entry == null ? Optional.empty() : Optional.of(entry.value());
        }
    }

    /** @return how many are on probation */
    public int size() {
        synchronized (entries) {
            return entries.size();
        }
    }

    /** @return when the next one ends, {@link Long#MAX_VALUE} when none is under way */
    public long deadlineNs() {
        synchronized (entries) {
            final Iterator<Entry<V>> first = entries.values().iterator();
            return first.hasNext() ? first.next().deadlineNs() : NEVER;
        }
    }

    /**
     * Ends what is over, in the order in which it began. What the listener throws passes through; the probation it was told
     * of is over, and the others end with the next call.
     *
     * @param nowNs the present
     * @return how many ended
     */
    public int run(final long nowNs) {
        int count = 0;
        for (Map.Entry<K, V> over = poll(nowNs); over != null; over = poll(nowNs)) {
            count++;
            listener.onExpired(over.getKey(), over.getValue(), nowNs);
        }
        return count;
    }

    private Map.Entry<K, V> poll(final long nowNs) {
        synchronized (entries) {
            final Iterator<Map.Entry<K, Entry<V>>> first = entries.entrySet().iterator();
            if (first.hasNext()) {
                final Map.Entry<K, Entry<V>> next = first.next();
                if (next.getValue().deadlineNs() <= nowNs) {
                    first.remove();
                    return Map.entry(next.getKey(), next.getValue().value());
                }
            }
            return null;
        }
    }

    private void put(final K key, final V value, final long nowNs) {
        latestNs = Math.max(latestNs, nowNs);
        entries.put(key, new Entry<>(value, latestNs + timeNs));
    }

    private boolean isOf(final K key, final V expected) {
        final Entry<V> entry = entries.get(key);
        return entry != null && Objects.equals(entry.value(), expected);
    }

    private void check(final K key, final V value) {
        Arguments.notNull(key, "key");
        Arguments.notNull(value, "value");
    }
}
