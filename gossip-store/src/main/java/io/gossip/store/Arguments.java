package io.gossip.store;

import io.gossip.InvalidValueException;

/** Argument checks of this package: one place for the wording of the errors. */
final class Arguments {
    private Arguments() {}

    static <T> T notNull(final T value, final String name) {
        if (value == null) {
            throw new InvalidValueException("must not be null, " + name + "=null");
        }
        return value;
    }

    static long inRange(final long value, final long min, final long max, final String name) {
        if (value < min || value > max) {
            throw new InvalidValueException("out of range [" + min + ", " + max + "], " + name + "=" + value);
        }
        return value;
    }
}
