package io.gossip.testkit.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import io.gossip.store.ChunkBuffer;
import io.gossip.store.ChunkSource;
import io.gossip.store.CutOutcome;
import io.gossip.store.KeyedHash;
import io.gossip.store.MergeOutcome;
import io.gossip.store.OwnerDigest;
import io.gossip.store.OwnerSnapshot;
import io.gossip.store.OwnerStore;
import io.gossip.store.ReplicaListener;
import io.gossip.testkit.model.Asker;
import io.gossip.testkit.model.Chunk;
import io.gossip.testkit.model.OwnerHistory;
import io.gossip.testkit.model.OwnerView;
import java.util.ArrayList;
import java.util.List;

/** A replica under test that follows one owner, and what its listener heard. */
final class Peer {
    static final KeyedHash HASH = KeyedHash.of("laws", "v1");
    static final StoreLimits LIMITS = StoreLimits.defaults();

    private static final Generation LIFE = new Generation(1, 1);
    /** More chunks than any catch-up of a generated history takes when each brings at least one entry. */
    private static final int MANY = 100;

    private final OwnerStore store;
    private final NodeId owner;
    private final List<Step> heard = new ArrayList<>();

    /** A publish that the listener heard of. */
    record Step(Generation generation, long from, long to, boolean isNewLife) {}

    /** Everything of a replica that a chunk can change. */
    record State(OwnerSnapshot snapshot, String digest, long rootHash, int steps) {}

    private Peer(final OwnerStore store, final NodeId owner) {
        this.store = store;
        this.owner = owner;
        store.replica().listener(listener());
        assertTrue(store.replica().hold(owner));
    }

    static Peer of(final StoreSubject subject, final NodeId owner) {
        return new Peer(subject.store(NodeId.of("peer"), LIFE, HASH, LIMITS), owner);
    }

    /** @return a replica that shows that view */
    static Peer at(final StoreSubject subject, final OwnerView view) {
        final Peer peer = of(subject, view.owner());
        peer.take(Chunk.whole(view));
        peer.assertShows(view);
        return peer;
    }

    private ReplicaListener listener() {
        return new ReplicaListener() {
            @Override
            public void onPublish(
                    final NodeId id,
                    final long ownerHash,
                    final long counter,
                    final long nonce,
                    final long from,
                    final long to,
                    final boolean newLife) {
                assertEquals(owner, id);
                assertEquals(HASH.of(owner), ownerHash);
                heard.add(new Step(new Generation(counter, nonce), from, to, newLife));
            }

            @Override
            public void onForgotten(final NodeId id) {
                throw new AssertionError("forgotten without a reason, owner=" + id);
            }
        };
    }

    OwnerStore store() {
        return store;
    }

    List<Step> heard() {
        return List.copyOf(heard);
    }

    MergeOutcome take(final Chunk chunk) {
        return take(chunk.toSource());
    }

    MergeOutcome take(final ChunkSource chunk) {
        return store.replica().merge(chunk);
    }

    /** Asks a sender with that view once, who sends all it has. */
    void catchUp(final OwnerView view) {
        Chunk.answer(view, asker(), Integer.MAX_VALUE).ifPresent(this::take);
    }

    /** Asks another replica again and again, until there is nothing left to send. */
    void pullFrom(final Peer other, final int maxEntries) {
        for (int i = 0; i < MANY; i++) {
            final ChunkBuffer answer = ChunkBuffer.limited(maxEntries, Long.MAX_VALUE);
            if (other.store.replica().cut(digest(), answer) == CutOutcome.NOTHING) {
                return;
            }
            take(answer);
        }
        throw new AssertionError("no end of chunks, digest=" + digest() + " other=" + other.snapshot());
    }

    OwnerSnapshot snapshot() {
        return store.reader().snapshot(owner);
    }

    OwnerDigest digest() {
        final OwnerDigest digest = new OwnerDigest();
        assertTrue(store.replica().digest(HASH.of(owner), digest));
        return digest;
    }

    Asker asker() {
        return Asker.of(digest());
    }

    State state() {
        return new State(snapshot(), digest().toString(), store.replica().rootHash(), heard.size());
    }

    boolean hasValue(final String key) {
        return store.reader().read(owner, StoreKey.bytes(key), (counter, nonce, version, buffer, offset, length) -> {});
    }

    void assertShows(final OwnerView view) {
        assertTrue(view.isShownBy(snapshot()), () -> "expected=" + view + " shown=" + snapshot());
    }

    /** Nothing, or what the owner published at some time; and readers find each value under its key. */
    void assertShowsAViewOf(final OwnerHistory history) {
        final OwnerSnapshot shown = snapshot();
        if (shown == null) {
            return;
        }
        final OwnerView view = history.viewOrNull(shown.generation(), shown.version());
        assertTrue(view != null, () -> "never published, shown=" + shown);
        assertShows(view);
        view.entries().forEach((key, entry) -> assertEquals(!entry.isTombstone(), hasValue(key), key));
    }
}
