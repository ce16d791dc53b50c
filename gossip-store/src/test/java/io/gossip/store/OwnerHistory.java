package io.gossip.store;

import io.gossip.Generation;
import io.gossip.NodeInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The oracle: every write of every life of one owner, and which versions it made visible. What a replica may show is
 * computed from that list alone, by the definition of View(g, m), with nothing of the store's code.
 */
final class OwnerHistory {
    private final Map<Generation, List<Write>> lives = new HashMap<>();
    private final Map<Generation, TreeSet<Long>> published = new HashMap<>();
    private final Map<State, Truth> views = new HashMap<>();
    private Generation generation = Generation.NONE;
    private long version;

    private record State(Generation life, long version) {}

    /** One numbered write; its number is its place in the list. A write without key is a purge. */
    record Write(String key, Long value, long purgedUpTo) {
        boolean isPurge() {
            return key == null;
        }
    }

    /** What is under one key: no value is a tombstone. */
    record Cell(long version, Long value) {}

    /** View(g, m). */
    record Truth(Map<String, Cell> cells, long purgeFloor) {
        Map<String, Long> live() {
            final Map<String, Long> live = new TreeMap<>();
            cells.forEach((key, cell) -> {
                if (cell.value() != null) {
                    live.put(key, cell.value());
                }
            });
            return live;
        }
    }

    /** A new life; one that was there before forgets its past, which only happens without nonces. */
    void start(final Generation next) {
        generation = next;
        version = 0;
        lives.put(next, new ArrayList<>());
        published.put(next, new TreeSet<>());
        views.clear();
    }

    /** A new life that begins with the live keys of the old one. */
    void relive(final Generation next) {
        final Map<String, Long> live = now().live();
        start(next);
        live.forEach(this::set);
    }

    void set(final String key, final Long value) {
        write(new Write(key, value, 0));
    }

    void delete(final String key) {
        write(new Write(key, null, 0));
    }

    void purge(final long upTo) {
        write(new Write(null, null, upTo));
    }

    private void write(final Write write) {
        lives.get(generation).add(write);
        version = lives.get(generation).size();
    }

    void publish() {
        published.get(generation).add(version);
    }

    /** The owner lost its last writes, and does not know. */
    void rollBack(final long to) {
        version = to;
    }

    boolean isRolledBack() {
        return version < lives.get(generation).size();
    }

    Generation generation() {
        return generation;
    }

    long version() {
        return version;
    }

    /** Versions of the present life that were visible, below one. */
    Set<Long> publishedBelow(final long versionExclusive) {
        return published.get(generation).headSet(versionExclusive, false);
    }

    /** Number of the purge that set the present floor. */
    OptionalLong purgeVersion() {
        for (long at = version; at > 0; at--) {
            if (lives.get(generation).get((int) at - 1).isPurge()) {
                return OptionalLong.of(at);
            }
        }
        return OptionalLong.empty();
    }

    Truth now() {
        return view(generation, version);
    }

    /** Computed once for each (g, m): writes are only ever added behind it. */
    Truth view(final Generation life, final long upTo) {
        return views.computeIfAbsent(new State(life, upTo), state -> replay(life, upTo));
    }

    private Truth replay(final Generation life, final long upTo) {
        final Map<String, Cell> cells = new TreeMap<>();
        long floor = 0;
        for (int i = 0; i < upTo; i++) {
            final Write write = lives.get(life).get(i);
            if (write.isPurge()) {
                floor = write.purgedUpTo();
            } else {
                cells.put(write.key(), new Cell(i + 1, write.value()));
            }
        }
        final long purgeFloor = floor;
        cells.values().removeIf(cell -> cell.value() == null && cell.version() <= purgeFloor);
        return new Truth(cells, purgeFloor);
    }

    /** The state oracle: null when the snapshot is a view the owner published, else what is wrong with it. */
    String judge(final OwnerSnapshot seen, final boolean onlyLive) {
        if (seen == null) {
            return null;
        }
        if (!lives.containsKey(seen.generation())) {
            return "unknown generation visible";
        }
        if (!published.get(seen.generation()).contains(seen.version())) {
            return "visible version was never published (torn batch, partial or forged)";
        }
        final Truth truth = view(seen.generation(), seen.version());
        final Truth shown = shown(seen);
        final boolean isEqual = onlyLive ? truth.live().equals(shown.live()) : truth.equals(shown);
        return isEqual ? null : "visible state is not the owner's View(g, m)";
    }

    static Truth shown(final OwnerSnapshot seen) {
        final Map<String, Cell> cells = new TreeMap<>();
        for (final Map.Entry<String, NodeInfo.Entry> entry : seen.entries().entrySet()) {
            final Long value = entry.getValue()
                    .value()
                    .map(bytes -> Long.parseLong(new String(bytes, StandardCharsets.US_ASCII)))
                    .orElse(null);
            cells.put(entry.getKey(), new Cell(entry.getValue().version(), value));
        }
        return new Truth(cells, seen.purgeFloor());
    }
}
