package io.gossip.store;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.StoreLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** A replica under attack: the real store, what its listener heard, and a few ways to reach inside. */
final class AdversaryPeer implements ReplicaListener {
    private final LocalStore store;
    private final List<String> heard = new ArrayList<>();
    private long shownNumber = -1;
    private OwnerSnapshot snapshot;

    AdversaryPeer(final String id, final LocalStore.Rules rules) {
        this(LocalStore.open(NodeId.of(id), image(id), MergeAdversary.HASH, StoreLimits.defaults(), rules));
        store.replica().hold(MergeAdversary.OWNER);
        store.replica().listener(this);
    }

    private static ChunkSource image(final String id) {
        return LocalStore.emptyImage(NodeId.of(id), new Generation(1, 1));
    }

    AdversaryPeer(final LocalStore store) {
        this.store = store;
    }

    LocalStore store() {
        return store;
    }

    /** @return what readers see; asked anew only when there is another view */
    OwnerSnapshot snapshot() {
        final long now = store.record(MergeAdversary.OWNER).number();
        if (now != shownNumber) {
            shownNumber = now;
            snapshot = store.reader().snapshot(MergeAdversary.OWNER);
        }
        return snapshot;
    }

    PeerRecord record() {
        return (PeerRecord) store.record(MergeAdversary.OWNER);
    }

    MergeOutcome merge(final ChunkSource chunk) {
        heard.clear();
        return store.replica().merge(chunk);
    }

    @Override
    public void onPublish(
            final NodeId owner,
            final long ownerHash,
            final long counter,
            final long nonce,
            final long from,
            final long to,
            final boolean newLife) {
        heard.add(line(new Generation(counter, nonce), from, to, newLife));
    }

    @Override
    public void onForgotten(final NodeId owner) {
        heard.add("forgotten");
    }

    private static String line(final Generation life, final long from, final long to, final boolean newLife) {
        return life + " (" + from + "," + to + "]" + (newLife ? " new life" : "");
    }

    /** One call for each step of the visible state, with that step's bounds, and none for anything else. */
    String misheard(final OwnerSnapshot before, final OwnerSnapshot now, final MergeOutcome outcome) {
        final List<String> expected = new ArrayList<>();
        if (outcome == MergeOutcome.PUBLISHED) {
            final boolean isSameLife = before != null && before.generation().equals(now.generation());
            final long from = isSameLife ? before.version() : 0;
            expected.add(line(now.generation(), from, now.version(), before != null && !isSameLife));
        } else if (now != null && !now.equals(before)) {
            return "the visible state changed on " + outcome;
        }
        return heard.equals(expected) ? null : "listener heard " + heard + " instead of " + expected;
    }

    /** Tombstones collected by a replica's own clock: what no replica may do. */
    void collectTombstones() {
        if (record().isVisible()) {
            Views.collect(record(), Long.MAX_VALUE);
        }
    }

    /** The owner's view as a journal would give it back. */
    static ChunkSource imageOf(final OwnerHistory history) {
        final OwnerHistory.Truth truth = history.now();
        final Generation life = history.generation();
        final ChunkBuffer image = ChunkBuffer.unlimited()
                .begin(
                        MergeAdversary.OWNER,
                        life.counter(),
                        life.nonce(),
                        0,
                        history.version(),
                        truth.purgeFloor(),
                        ChunkFlags.RESET);
        final SortedMap<Long, Runnable> byVersion = new TreeMap<>();
        truth.cells().forEach((key, cell) -> byVersion.put(cell.version(), () -> add(image, key, cell)));
        history.purgeVersion()
                .ifPresent(version -> byVersion.put(version, () -> image.purge(version, truth.purgeFloor())));
        byVersion.values().forEach(Runnable::run);
        image.end(history.version());
        return image;
    }

    private static void add(final ChunkBuffer image, final String key, final OwnerHistory.Cell cell) {
        if (cell.value() == null) {
            image.tombstone(cell.version(), key);
        } else {
            image.set(cell.version(), key, MergeAdversary.bytes(cell.value()));
        }
    }

    /** The same chunk with another target: no longer complete. */
    static ChunkBuffer withTarget(final ChunkBuffer chunk, final long target) {
        final ChunkBuffer copy = ChunkBuffer.unlimited();
        copy.begin(
                chunk.owner(),
                chunk.counter(),
                chunk.nonce(),
                chunk.fromVersionExclusive(),
                target,
                chunk.purgeFloor(),
                chunk.flags());
        chunk.rewind();
        while (chunk.next()) {
            final DirectBuffer bytes = chunk.entryBuffer();
            copy.tryAdd(
                    chunk.entryVersion(),
                    chunk.entryKind(),
                    bytes,
                    chunk.keyOffset(),
                    chunk.keyLength(),
                    bytes,
                    chunk.valueOffset(),
                    chunk.valueLength());
        }
        copy.end(chunk.toVersion());
        return copy;
    }
}
