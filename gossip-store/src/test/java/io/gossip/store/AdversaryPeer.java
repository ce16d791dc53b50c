package io.gossip.store;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.StoreLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/** A replica under attack: the real store, what its listener heard, and a few ways to reach inside. */
final class AdversaryPeer implements ReplicaListener {
    private final LocalStore store;
    private final List<String> heard = new ArrayList<>();
    private View view = View.NONE;
    private OwnerSnapshot snapshot;

    AdversaryPeer(final String id, final LocalStore.Rules rules) {
        this(LocalStore.open(NodeId.of(id), View.empty(1, 1), MergeAdversary.HASH, StoreLimits.defaults(), rules));
        store.replica().hold(MergeAdversary.OWNER);
        store.replica().listener(this);
    }

    AdversaryPeer(final LocalStore store) {
        this.store = store;
    }

    LocalStore store() {
        return store;
    }

    /** @return what readers see; asked anew only when there is another view */
    OwnerSnapshot snapshot() {
        final View now = store.record(MergeAdversary.OWNER).view();
        if (now != view) {
            view = now;
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
        final View view = record().view();
        long floor = view.purgeFloor();
        for (final Entry entry : view.bySlot()) {
            floor = entry.isTombstone() ? Math.max(floor, entry.version()) : floor;
        }
        record().publish(View.purged(view.counter(), view.nonce(), view.version(), floor, view.bySlot()));
    }

    /** The owner's view as a journal would give it back. */
    static View viewOf(final OwnerHistory history) {
        final OwnerHistory.Truth truth = history.now();
        final List<Entry> entries = new ArrayList<>();
        final ChunkBuffer chunk = ChunkBuffer.unlimited();
        for (final Map.Entry<String, OwnerHistory.Cell> cell : truth.cells().entrySet()) {
            final long version = cell.getValue().version();
            if (cell.getValue().value() == null) {
                chunk.tombstone(version, cell.getKey());
            } else {
                chunk.set(
                        version,
                        cell.getKey(),
                        MergeAdversary.bytes(cell.getValue().value()));
            }
        }
        while (chunk.next()) {
            entries.add(Entry.copyOf(chunk));
        }
        history.purgeVersion().ifPresent(version -> entries.add(Entry.purge(version, truth.purgeFloor())));
        final Generation life = history.generation();
        return View.of(life.counter(), life.nonce(), history.version(), new Entry[0], entries.toArray(new Entry[0]));
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
