package io.gossip.store.journal;

import io.gossip.Generation;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import io.gossip.store.KeyedHash;
import io.gossip.store.OwnerStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** One process of a node as the shell would run it, on one thread: open, reserve, restore, write, close. */
final class DurableNode implements AutoCloseable {
    static final JournalOwner OWNER = new JournalOwner(NodeId.of("node-ä"), "cluster");
    static final StoreLimits LIMITS = StoreLimits.defaults();

    private final Journal journal;
    private final OwnerStore store;
    private List<NodeAddress> peers = List.of();
    /** Each process has a time of its own. */
    private long nowNs;

    private DurableNode(final Journal journal) {
        this.journal = journal;
        final Generation life = new Generation(journal.counter(), 77);
        this.nowNs = -1_000_000 * life.counter();
        this.store = OwnerStore.restore(journal.image(life, LIMITS), KeyedHash.of("cluster", "v1"), LIMITS, 7);
        journal.recovered().restoreTimes(store.self());
    }

    static Journal open(final Path directory, final Disk disk) {
        return Journal.open(directory, OWNER, new SplittableRandom(5), disk);
    }

    /** The next life of what is in the directory, or the first one, of counter 1. */
    static DurableNode start(final Path directory, final Disk disk) {
        final Journal journal = open(directory, disk);
        boolean isStarted = false;
        try {
            journal.reserve(journal.counter() + 1);
            final DurableNode node = new DurableNode(journal);
            isStarted = true;
            return node;
        } finally {
            if (!isStarted) {
                journal.close();
            }
        }
    }

    static DurableNode start(final Path directory) {
        return start(directory, Disk.REAL);
    }

    Journal journal() {
        return journal;
    }

    OwnerStore store() {
        return store;
    }

    void put(final String key, final String value) {
        store.self().put(StoreKey.utf8(key), value);
    }

    void remove(final String key) {
        store.self().remove(StoreKey.utf8(key));
    }

    void peers(final List<NodeAddress> known) {
        peers = known;
    }

    boolean write() {
        return journal.write(store.reader(), store.self(), nowNs, peers);
    }

    void put(final String key, final String value, final Duration ttl) {
        store.self().put(StoreKey.utf8(key), value, ttl);
    }

    /** @return nanoseconds left, of the values that do not stay */
    Map<String, Long> timesLeft() {
        final Map<String, Long> times = new TreeMap<>();
        store.self().forEachTimeLeft(nowNs, times::put);
        return times;
    }

    /** Time goes on, and what is over its time goes. */
    void pass(final Duration time) {
        store.self().expire(nowNs); // from now on it runs
        nowNs += time.toNanos();
        store.self().expire(nowNs);
    }

    /** A new life in the same process. */
    void outbid(final long counter) {
        journal.reserve(counter);
        store.self().relive(new Generation(counter, 78));
    }

    Map<String, String> values() {
        final Map<String, String> values = new TreeMap<>();
        store.reader().snapshot(OWNER.nodeId()).entries().forEach((key, entry) -> entry.value()
                .ifPresent(bytes -> values.put(key, new String(bytes, StandardCharsets.UTF_8))));
        return values;
    }

    static Map<String, String> values(final Recovered recovered) {
        final Map<String, String> values = new TreeMap<>();
        recovered.values().forEach((key, bytes) -> values.put(key, new String(bytes, StandardCharsets.UTF_8)));
        return values;
    }

    @Override
    public void close() {
        journal.close();
    }
}
