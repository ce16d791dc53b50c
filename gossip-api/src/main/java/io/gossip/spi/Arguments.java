package io.gossip.spi;

import io.gossip.InvalidValueException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Checks of arguments for providers and tools: one wording for all modules. Any thread. */
public final class Arguments {
    private Arguments() {}

    /**
     * @param value any
     * @param name of the argument, for the message
     * @param <T> its type
     * @return the value
     * @throws InvalidValueException when it is null
     */
    public static <T> T notNull(final T value, final String name) {
        if (value == null || name == null) {
            throw new InvalidValueException("must not be null, " + (name == null ? "name" : name) + "=null");
        }
        return value;
    }

    /**
     * @param values any
     * @param name of the argument, for the message
     * @param <T> type of an element
     * @return an unmodifiable copy
     * @throws InvalidValueException when the collection or an element is null
     */
    public static <T> List<T> copyOf(final Collection<? extends T> values, final String name) {
        for (final T value : notNull(values, name)) {
            notNull(value, name + ".element");
        }
        return List.copyOf(values);
    }

    /**
     * @param value any
     * @param min least that is allowed
     * @param max most that is allowed
     * @param name of the argument, for the message
     * @throws InvalidValueException when it is outside
     */
    public static void inRange(final long value, final long min, final long max, final String name) {
        notNull(name, "name");
        if (value < min || value > max) {
            throw new InvalidValueException("out of range [" + min + ", " + max + "], " + name + "=" + value);
        }
    }

    /**
     * @param value any
     * @param min least that is allowed
     * @param max most that is allowed
     * @param name of the argument, for the message
     * @throws InvalidValueException when it is null or outside
     */
    public static void inRange(final Duration value, final Duration min, final Duration max, final String name) {
        notNull(value, name);
        if (value.compareTo(notNull(min, "min")) < 0 || value.compareTo(notNull(max, "max")) > 0) {
            throw new InvalidValueException("out of range [" + min + ", " + max + "], " + name + "=" + value);
        }
    }
}
