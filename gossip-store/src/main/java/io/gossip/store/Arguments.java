package io.gossip.store;

import io.gossip.InvalidValueException;
import java.time.Duration;

/** Argument checks of this package: one place for the wording of the errors. */
final class Arguments {
    private static final Duration MIN_TTL = Duration.ofMillis(1);
    private static final Duration MAX_TTL = Duration.ofDays(3_650);

    private Arguments() {}

    static <T> T notNull(final T value, final String name) {
        return io.gossip.spi.Arguments.notNull(value, name);
    }

    /** @return a time to live in nanoseconds */
    static long ttlNs(final Duration ttl) {
        if (notNull(ttl, "ttl").compareTo(MIN_TTL) < 0 || ttl.compareTo(MAX_TTL) > 0) {
            throw new InvalidValueException("out of range [" + MIN_TTL + ", " + MAX_TTL + "], ttl=" + ttl);
        }
        return ttl.toNanos();
    }

    /** @return the same */
    static long ttlNs(final long ttlNs) {
        return inRange(ttlNs, 1, MAX_TTL.toNanos(), "ttlNs");
    }

    static long inRange(final long value, final long min, final long max, final String name) {
        if (value < min || value > max) {
            throw new InvalidValueException("out of range [" + min + ", " + max + "], " + name + "=" + value);
        }
        return value;
    }
}
