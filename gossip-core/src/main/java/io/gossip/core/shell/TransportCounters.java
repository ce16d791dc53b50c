package io.gossip.core.shell;

import io.gossip.spi.Transport;
import java.util.Map;
import java.util.TreeMap;

/** Sums what the transports of one run after the other have counted. Any thread. */
final class TransportCounters {
    private static final String PREFIX = "transport ";

    private final Map<String, Long> past = new TreeMap<>();
    private Transport present;
    private long failedOpens;

    synchronized void onOpen(final Transport transport) {
        if (present != null) {
            present.countersByLabel().forEach((label, count) -> past.merge(label, count, Long::sum));
        }
        present = transport;
    }

    synchronized void onOpenFailed() {
        failedOpens++;
    }

    /** Adds the sums, each under its label after a prefix. */
    synchronized void addTo(final Map<String, Long> counters) {
        counters.put(PREFIX + "opens failed", failedOpens);
        past.forEach((label, count) -> counters.merge(PREFIX + label, count, Long::sum));
        if (present != null) {
            present.countersByLabel().forEach((label, count) -> counters.merge(PREFIX + label, count, Long::sum));
        }
    }
}
