package io.gossip.store;

import io.gossip.StoreKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of this node's keys are to be deleted when. A time to live begins to run when {@link #due} first sees it, so that
 * writing needs no clock; another write of the key ends it. Bounded by the keys there are. Used in turn, by the record's
 * writers; only {@link #changes} is for any thread.
 */
final class Expiries {
    private final Map<StoreKey<?>, Expiry> byKey = new LinkedHashMap<>();
    private volatile long changes;

    /** One key's: the time to live, and from when it is seen on the deadline. */
    private static final class Expiry {
        private final long ttlNs;
        private boolean isRunning;
        private long deadlineNs;

        Expiry(final long ttlNs) {
            this.ttlNs = ttlNs;
        }

        /**
         * The same without beginning: all of it where it was not seen by {@link #due} yet. Never more than it was, though
         * the caller's time may be of before it began.
         */
        long leftUnseenNs(final long nowNs) {
            return isRunning ? Math.min(ttlNs, deadlineNs - nowNs) : ttlNs;
        }

        /** Times differ by less than 2^63, wherever they begin. */
        long leftNs(final long nowNs) {
            if (!isRunning) {
                isRunning = true;
                deadlineNs = nowNs + ttlNs;
            }
            return deadlineNs - nowNs;
        }
    }

    /** @param ttlNs from 1; 0 for a write that stays */
    void onWrite(final StoreKey<?> key, final long ttlNs) {
        if (ttlNs > 0) {
            byKey.put(key, new Expiry(ttlNs));
            changes = changes + 1;
        } else {
            byKey.remove(key);
        }
    }

    /** @return keys whose time is over; they stay noted until they are deleted */
    List<StoreKey<?>> due(final long nowNs) {
        final List<StoreKey<?>> due = new ArrayList<>();
        for (final Map.Entry<StoreKey<?>, Expiry> entry : byKey.entrySet()) {
            if (entry.getValue().leftNs(nowNs) <= 0) {
                due.add(entry.getKey());
            }
        }
        return due;
    }

    /** @return nanoseconds until the next is due, or {@link Long#MAX_VALUE} */
    long leftNs(final long nowNs) {
        long shortestNs = Long.MAX_VALUE;
        for (final Expiry expiry : byKey.values()) {
            shortestNs = Math.min(shortestNs, expiry.leftNs(nowNs));
        }
        return shortestNs;
    }

    /** @param visitor called for each key that has a time to live, with what is left of it, from 1 */
    void forEach(final long nowNs, final TimeLeftVisitor visitor) {
        byKey.forEach((key, expiry) -> visitor.onTimeLeft(key.name(), Math.max(1, expiry.leftUnseenNs(nowNs))));
    }

    /** @return rises with every write that has a time to live */
    long changes() {
        return changes;
    }
}
