package io.gossip.store.journal;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which values have a time to live: what is left of it now, and what the file says. The file is told with each value, and
 * again when half of what it says has passed. One thread.
 */
final class TimesLeft {
    private final SortedMap<String, Long> now = new TreeMap<>();
    private final Map<String, Long> noted = new HashMap<>();

    /** Takes what the file says that a life begins with. */
    void begin(final Map<String, Long> recovered) {
        noted.clear();
        noted.putAll(recovered);
    }

    /** Looks at what is left now; in turn, together with the values. */
    void look(final OwnSource source) {
        now.clear();
        source.self().forEachTimeLeft(source.nowNs(), now::put);
        noted.keySet().retainAll(now.keySet());
    }

    /** Whether no value has such a time: then {@link #note} does nothing. */
    boolean isEmpty() {
        return now.isEmpty();
    }

    /** Notes the time of a value that was just written, if it has one. */
    void note(final String key, final EntryEncoder entries) {
        final Long leftNs = now.get(key);
        if (leftNs != null) {
            entries.timeLeft(key, leftNs);
            noted.put(key, leftNs);
        }
    }

    /** Notes those again of which half has passed since. */
    void noteHalved(final EntryEncoder entries) {
        now.forEach((key, leftNs) -> {
            if (leftNs <= noted.getOrDefault(key, Long.MAX_VALUE) / 2) {
                note(key, entries);
            }
        });
    }

    /** @return nanoseconds from the last look until half of one has passed, or {@link Long#MAX_VALUE} */
    long untilNextNs() {
        return now.entrySet().stream()
                .mapToLong(entry -> entry.getValue() - noted.get(entry.getKey()) / 2)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
