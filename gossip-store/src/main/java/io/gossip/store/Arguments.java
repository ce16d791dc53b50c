package io.gossip.store;

import io.gossip.InvalidValueException;

/** Argument checks of this package: one place for the wording of the errors. */
final class Arguments {
    private Arguments() {}

    static <T> T notNull(final T value, final String name) {
        return io.gossip.spi.Arguments.notNull(value, name);
    }

    static long inRange(final long value, final long min, final long max, final String name) {
        if (value < min || value > max) {
            throw new InvalidValueException("out of range [" + min + ", " + max + "], " + name + "=" + value);
        }
        return value;
    }
}
