package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two stores in step through chunks: what a caller of the interfaces sees, without any rule in detail. */
final class OwnerStoreTest {
    private static final NodeId A = NodeId.of("a");
    private static final NodeId B = NodeId.of("b");
    private static final StoreKey<String> NAME = StoreKey.utf8("name");
    private static final StoreKey<Long> LOAD = StoreKey.int64("load");
    private static final KeyedHash HASH = KeyedHash.of("cluster", "1");

    private final OwnerStore a = OwnerStore.create(A, new Generation(5, 1), HASH, StoreLimits.defaults(), 7);
    private final OwnerStore b = OwnerStore.create(B, new Generation(3, 2), HASH, StoreLimits.defaults(), 7);
    private final ChunkBuffer chunk = ChunkBuffer.unlimited();

    @Test
    void shouldReadOwnValueWhenWritten() {
        a.self().put(NAME, "anna");
        a.self().put(LOAD, 7L);

        assertEquals("anna", read(a, A, NAME));
        assertEquals(7L, read(a, A, LOAD));
        assertEquals(2, a.self().version());
    }

    @Test
    void shouldShowWholeViewWhenChunkMerged() {
        a.self().batch(batch -> batch.put(NAME, "anna").put(LOAD, 7L));
        a.self().remove(LOAD);
        final List<String> heard = listen(b);

        assertEquals(MergeOutcome.PUBLISHED, sync(a, A, b));

        assertEquals("anna", read(b, A, NAME));
        assertNull(read(b, A, LOAD));
        assertEquals(List.of("a 5.1 (0,3] newLife=false"), heard);
        assertEquals(a.reader().snapshot(A), b.reader().snapshot(A));
        assertEquals(
                NodeInfo.Entry.tombstone(3), b.reader().snapshot(A).entries().get("load"));
    }

    @Test
    void shouldCutNothingWhenAskerIsLevel() {
        a.self().put(NAME, "anna");
        sync(a, A, b);

        final OwnerDigest digest = new OwnerDigest();
        assertTrue(b.replica().digest(HASH.of(A), digest));
        assertEquals(CutOutcome.NOTHING, a.replica().cut(digest, chunk));
    }

    @Test
    void shouldAgreeOnRootHashWhenAllIsKnown() {
        a.self().put(NAME, "anna");
        b.self().put(NAME, "bert");
        assertNotEquals(a.replica().rootHash(), b.replica().rootHash());

        sync(a, A, b);
        sync(b, B, a);

        assertEquals(a.replica().rootHash(), b.replica().rootHash());
        b.replica().release(A);
        assertNotEquals(a.replica().rootHash(), b.replica().rootHash());
    }

    @Test
    void shouldRelayFromVisibleStateWhenThirdPartyAsks() {
        final NodeId c = NodeId.of("c");
        final OwnerStore third = OwnerStore.create(c, new Generation(1, 1), HASH, StoreLimits.defaults(), 7);
        a.self().put(NAME, "anna");
        sync(a, A, b);

        assertEquals(MergeOutcome.PUBLISHED, sync(b, A, third));
        assertEquals("anna", read(third, A, NAME));
    }

    @Test
    void shouldVisitHeldOwnersByRisingHashWhenAsked() {
        sync(a, A, b);
        final List<Long> hashes = new ArrayList<>();
        b.replica().forEachDigest(0, digest -> hashes.add(digest.ownerHash()));

        assertEquals(2, hashes.size());
        assertTrue(Long.compareUnsigned(hashes.get(0), hashes.get(1)) < 0);
        final List<NodeId> ids = new ArrayList<>();
        b.reader().forEachOwner(ids::add);
        assertEquals(hashes, ids.stream().map(HASH::of).toList());
    }

    @Test
    void shouldSeeNothingWhenOwnerIsReleased() {
        a.self().put(NAME, "anna");
        sync(a, A, b);

        assertTrue(b.replica().release(A));

        assertFalse(b.replica().release(A));
        assertFalse(b.replica().isHeld(A));
        assertNull(b.reader().snapshot(A));
        assertNull(read(b, A, NAME));
    }

    private MergeOutcome sync(final OwnerStore from, final NodeId owner, final OwnerStore to) {
        assertTrue(to.replica().hold(owner));
        final OwnerDigest digest = new OwnerDigest();
        assertTrue(to.replica().digest(HASH.of(owner), digest));
        assertEquals(CutOutcome.COMPLETE, from.replica().cut(digest, chunk));
        return to.replica().merge(chunk);
    }

    private static List<String> listen(final OwnerStore store) {
        final List<String> heard = new ArrayList<>();
        store.replica().listener(new ReplicaListener() {
            @Override
            public void onPublish(
                    final NodeId owner,
                    final long ownerHash,
                    final long counter,
                    final long nonce,
                    final long from,
                    final long to,
                    final boolean newLife) {
                heard.add(owner + " " + counter + "." + nonce + " (" + from + "," + to + "] newLife=" + newLife);
            }

            @Override
            public void onForgotten(final NodeId owner) {
                heard.add(owner + " forgotten");
            }
        });
        return heard;
    }

    private static <T> T read(final OwnerStore store, final NodeId owner, final StoreKey<T> key) {
        final List<T> values = new ArrayList<>();
        final boolean isThere = store.reader()
                .read(
                        owner,
                        key,
                        (counter, nonce, version, buffer, offset, length) ->
                                values.add(key.codec().decode(buffer, offset, length)));
        assertEquals(isThere ? 1 : 0, values.size());
        return isThere ? values.get(0) : null;
    }
}
