package io.gossip.core.shell;

import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.StoreKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Checks of arguments of public calls. */
final class Arguments {
    private Arguments() {}

    static <T> T notNull(final T value, final String name) {
        return io.gossip.spi.Arguments.notNull(value, name);
    }

    static long nanos(final Duration value, final Duration max, final String name) {
        if (notNull(value, name).isNegative() || value.compareTo(max) > 0) {
            throw new InvalidValueException("out of range [PT0S, " + max + "], " + name + "=" + value);
        }
        return value.toNanos();
    }

    static NodeAddress reachable(final NodeAddress value, final String name) {
        if (notNull(value, name).port() == 0) {
            throw new InvalidValueException("port 0 cannot be reached, " + name + "=" + value);
        }
        return value;
    }

    /** @return a copy of names that are all valid keys */
    static Set<String> keys(final Set<String> value) {
        final Set<String> copy = new HashSet<>();
        for (final String key : notNull(value, "keys")) {
            copy.add(StoreKey.bytes(key).name());
        }
        if (copy.isEmpty()) {
            throw new InvalidValueException("must not be empty, keys=[]");
        }
        return Set.copyOf(copy);
    }
}
