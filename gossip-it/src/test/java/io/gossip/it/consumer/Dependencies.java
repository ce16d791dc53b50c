package io.gossip.it.consumer;

import java.util.Set;
import java.util.TreeSet;

/**
 * All that a user gets at run time, as {@code group:artifact}. In particular nothing that phones home (chronicle-analytics), loads
 * native code (jna, jnr, posix), implements logging, or is for tests (jqwik, JUnit) and benchmarks (JMH).
 */
final class Dependencies {
    static final Set<String> OF_NONE = Set.of(
            "io.gossip:gossip-api",
            "io.gossip:gossip-core",
            "io.gossip:gossip-store",
            "net.openhft:chronicle-bytes",
            "net.openhft:chronicle-core",
            "org.agrona:agrona",
            "org.slf4j:slf4j-api");

    static final Set<String> OF_UDP = with(OF_NONE, "io.gossip:gossip-transport-udp");

    static final Set<String> OF_BOTH = with(
            OF_UDP,
            "io.gossip:gossip-transport-aeron",
            "io.aeron:aeron-annotations",
            "io.aeron:aeron-client",
            "io.aeron:aeron-driver");

    private Dependencies() {}

    private static Set<String> with(final Set<String> some, final String... more) {
        final Set<String> all = new TreeSet<>(some);
        all.addAll(Set.of(more));
        return Set.copyOf(all);
    }
}
