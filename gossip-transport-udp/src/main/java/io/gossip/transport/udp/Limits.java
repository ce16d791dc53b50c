package io.gossip.transport.udp;

import io.gossip.spi.Arguments;
import java.time.Duration;

/** What all timeouts of this package are between. */
final class Limits {
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(1);
    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

    private Limits() {}

    static void timeout(final Duration value, final String name) {
        Arguments.inRange(value, MIN_TIMEOUT, MAX_TIMEOUT, name);
    }
}
