package io.gossip.store;

import io.gossip.Generation;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import io.gossip.store.MergeAdversary.Stat;
import io.gossip.store.MergeAdversary.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The owner under attack: its real store and, beside it, the oracle that is told of every write. */
final class AdversaryOwner {
    private final Mutation mutation;
    private final SplittableRandom random;
    private final Map<Stat, Long> stats;
    private final int keys;
    private final OwnerHistory history = new OwnerHistory();
    // What a torn batch has still to write.
    private final List<Map.Entry<String, Long>> pending = new ArrayList<>();
    private long counter = 1;
    private AdversaryPeer peer;

    AdversaryOwner(
            final Mutation mutation, final SplittableRandom random, final Map<Stat, Long> stats, final int keys) {
        this.mutation = mutation;
        this.random = random;
        this.stats = stats;
        this.keys = keys;
        start(false);
        publish();
    }

    OwnerHistory history() {
        return history;
    }

    /** @return the owner's store, another one after each restart */
    AdversaryPeer peer() {
        return peer;
    }

    private SelfWriter self() {
        return peer.store().self();
    }

    private void open(final ChunkSource image) {
        peer = new AdversaryPeer(LocalStore.open(
                MergeAdversary.OWNER, image, MergeAdversary.HASH, StoreLimits.defaults(), mutation.rules()));
    }

    private void publish() {
        history.publish();
        final String verdict = history.judge(peer.snapshot(), false);
        if (verdict != null) {
            throw new Violation("owner at " + history.generation() + ":" + history.version() + ": " + verdict);
        }
    }

    void write() {
        if (history.isRolledBack()) {
            return; // it is silent until it has heard of itself
        }
        final String key = "k" + random.nextInt(keys);
        if (random.nextDouble() < .5) {
            set(key, random.nextLong(1_000_000));
        } else if (random.nextDouble() < .3) {
            batch(key, key + "'", random.nextLong(1_000_000));
        } else if (self().remove(StoreKey.bytes(key))) {
            history.delete(key);
        }
        publish();
    }

    private void set(final String key, final long value) {
        self().put(StoreKey.bytes(key), MergeAdversary.bytes(value));
        history.set(key, value);
    }

    private void batch(final String first, final String second, final long value) {
        self().batch(batch -> batch.put(StoreKey.bytes(first), MergeAdversary.bytes(value))
                .put(StoreKey.bytes(second), MergeAdversary.bytes(value)));
        history.set(first, value);
        history.set(second, value);
        count(Stat.BATCHES);
    }

    void purge() {
        if (history.isRolledBack() || history.version() == 0) {
            return;
        }
        final long version = history.version();
        final long lowest = Math.max(1, Math.max(history.now().purgeFloor(), version - 6));
        final long upTo = random.nextLong(mutation == Mutation.PURGE_BACK ? 1 : lowest, version + 1);
        if (self().tryPurge(upTo)) {
            history.purge(upTo);
            publish();
        }
    }

    /** With nothing, with its keys, or with an older version of its life, and with a clock that may have gone back. */
    void restart(final long highestSeen) {
        counter = Math.max(1, counter + new int[] {-3, 0, 1}[random.nextInt(3)]);
        pending.clear();
        switch (random.nextInt(3)) {
            case 0 -> rollBack(highestSeen);
            case 1 -> start(false);
            default -> start(true);
        }
        publish();
    }

    private void rollBack(final long highestSeen) {
        final List<Long> older = new ArrayList<>(history.publishedBelow(highestSeen));
        if (!older.isEmpty()) {
            history.rollBack(older.get(random.nextInt(older.size())));
            open(AdversaryPeer.imageOf(history));
            count(Stat.ROLLBACKS);
        }
    }

    private void start(final boolean withKeys) {
        final Generation next = new Generation(counter, nonce());
        open(LocalStore.emptyImage(MergeAdversary.OWNER, next));
        if (withKeys) {
            final Map<String, Long> live = history.now().live();
            self().batch(batch ->
                    live.forEach((key, value) -> batch.put(StoreKey.bytes(key), MergeAdversary.bytes(value))));
            history.relive(next);
        } else {
            history.start(next);
        }
    }

    boolean isRepublishing() {
        return !pending.isEmpty();
    }

    void writePending() {
        if (!pending.isEmpty()) {
            final Map.Entry<String, Long> next = pending.remove(0);
            set(next.getKey(), next.getValue());
            if (pending.isEmpty()) {
                publish();
            }
        }
    }

    /** A chunk about itself: never merged, perhaps outbid. */
    void receive(final ChunkBuffer chunk) {
        final OwnerSnapshot before = peer.snapshot();
        if (peer.store().replica().merge(chunk) == MergeOutcome.SELF_OUTBID) {
            hear(chunk.counter(), chunk.nonce(), chunk.targetVersion());
        } else if (!before.equals(peer.snapshot())) {
            throw new Violation("the owner merged data about itself");
        }
    }

    void hear(final long heardCounter, final long heardNonce, final long version) {
        if (!self().isOutbidBy(heardCounter, heardNonce, version)) {
            return;
        }
        final Generation next = new Generation(heardCounter + 1, nonce());
        self().relive(next);
        if (mutation == Mutation.TORN_BATCH) {
            pending.addAll(0, List.copyOf(history.now().live().entrySet()));
            history.start(next);
        } else {
            history.relive(next);
        }
        if (pending.isEmpty()) {
            publish();
        }
        count(Stat.OUTBIDS);
    }

    private long nonce() {
        return mutation == Mutation.NO_NONCE ? 0 : random.nextLong(1L << 30);
    }

    private void count(final Stat stat) {
        stats.merge(stat, 1L, Long::sum);
    }
}
