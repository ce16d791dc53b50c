package io.gossip.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each owner ever published, told by the one who wrote: the states of all its lives in order. Knows nothing of the
 * protocol. Values must be unique, so that a state belongs to one moment of one life.
 */
final class PublishedStates {
    private static final Map<String, String> EMPTY = Map.of();

    private final Map<String, List<Map<String, String>>> published = new HashMap<>();
    private final Map<String, Map<String, String>> current = new HashMap<>();
    private final Map<String, Integer> lastSeen = new HashMap<>();

    /** The owner starts with nothing. */
    void beginLife(final String owner) {
        current.put(owner, EMPTY);
        published.computeIfAbsent(owner, id -> new ArrayList<>()).add(EMPTY);
    }

    /** The owner writes; null deletes. */
    void write(final String owner, final Map<String, String> writes) {
        final Map<String, String> next = new TreeMap<>(current.get(owner));
        writes.forEach((key, value) -> {
            if (value == null) {
                next.remove(key);
            } else {
                next.put(key, value);
            }
        });
        current.put(owner, next);
        published.get(owner).add(next);
    }

    /** @return what the owner itself must show in its present life */
    Map<String, String> current(final String owner) {
        return current.get(owner);
    }

    /** @return whether the owner published exactly that at some time; nothing at all is always known */
    boolean isKnown(final String owner, final Map<String, String> seen) {
        return seen.isEmpty() || published.getOrDefault(owner, List.of()).contains(seen);
    }

    /** @return whether an observer saw an earlier state of the owner than the last time it looked; not told of empty ones */
    boolean isBackwards(final String observer, final String owner, final Map<String, String> seen) {
        if (seen.isEmpty()) {
            return false;
        }
        // Deleting what was added gives an old state again: the earliest moment that is possible counts.
        final List<Map<String, String>> all = published.get(owner);
        final String who = observer + " of " + owner;
        final int before = lastSeen.getOrDefault(who, 0);
        final int index = all.subList(before, all.size()).indexOf(seen);
        lastSeen.put(who, before + Math.max(0, index));
        return index < 0;
    }
}
