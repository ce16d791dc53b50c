package io.gossip.transport.udp;

import io.gossip.InvalidValueException;
import java.time.Duration;

/** Checks of this package's configuration: one place for the wording of the errors. */
final class Limits {
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(1);
    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

    private Limits() {}

    static <T> T notNull(final T value, final String name) {
        if (value == null) {
            throw new InvalidValueException("must not be null, " + name + "=null");
        }
        return value;
    }

    static void inRange(final long value, final long min, final long max, final String name) {
        if (value < min || value > max) {
            throw new InvalidValueException("out of range [" + min + ", " + max + "], " + name + "=" + value);
        }
    }

    static void timeout(final Duration value, final String name) {
        notNull(value, name);
        if (value.compareTo(MIN_TIMEOUT) < 0 || value.compareTo(MAX_TIMEOUT) > 0) {
            throw new InvalidValueException(
                    "out of range [" + MIN_TIMEOUT + ", " + MAX_TIMEOUT + "], " + name + "=" + value);
        }
    }
}
