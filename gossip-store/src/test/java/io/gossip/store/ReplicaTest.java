package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.InvalidValueException;
import io.gossip.NodeId;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The protocol thread's role, one rule at a time, with chunks written by hand. */
final class ReplicaTest {
    private static final NodeId SELF = NodeId.of("self");
    private static final NodeId OWNER = NodeId.of("o");
    private static final KeyedHash HASH = KeyedHash.of("replica", "1");
    private static final long OWNER_HASH = HASH.of(OWNER);
    private static final byte[] V = {1};
    private static final byte[] NO_VALUE = {};

    private final OwnerStore store = OwnerStore.create(
            SELF, new Generation(4, 4), HASH, StoreLimits.defaults().withMaxOwners(3), 7);
    private final Replica replica = store.replica();
    private final List<String> heard = new ArrayList<>();

    ReplicaTest() {
        replica.hold(OWNER);
        replica.listener(new ReplicaListener() {
            @Override
            public void onPublish(
                    final NodeId owner,
                    final long ownerHash,
                    final long counter,
                    final long nonce,
                    final long from,
                    final long to,
                    final boolean newLife) {
                assertEquals(HASH.of(owner), ownerHash);
                heard.add(counter + "." + nonce + " (" + from + "," + to + "]" + (newLife ? " new" : ""));
            }

            @Override
            public void onForgotten(final NodeId owner) {
                heard.add("forgotten " + owner);
                assertTrue(replica.release(owner), "the listener may release owners");
            }
        });
    }

    private static ChunkBuffer chunk(
            final long counter, final long from, final long target, final long floor, final int flags) {
        return ChunkBuffer.unlimited().begin(OWNER, counter, 1, from, target, floor, flags);
    }

    private static ChunkBuffer part(final long counter, final long from, final long to, final long target) {
        final ChunkBuffer chunk = chunk(counter, from, target, 0, 0).set(to, "k" + to, V);
        chunk.end(to);
        return chunk;
    }

    private MergeOutcome merge(final ChunkBuffer chunk) {
        return replica.merge(chunk);
    }

    private OwnerSnapshot seen() {
        return store.reader().snapshot(OWNER);
    }

    private OwnerDigest digest() {
        final OwnerDigest digest = new OwnerDigest();
        assertTrue(replica.digest(OWNER_HASH, digest));
        return digest;
    }

    @Test
    @DisplayName("A, N14, P7: each step is told once, a duplicate not at all")
    void shouldTellEachStepOnceWhenChunksAreDuplicated() {
        assertEquals(MergeOutcome.PUBLISHED, merge(part(5, 0, 3, 3)));
        assertEquals(MergeOutcome.IGNORED, merge(part(5, 0, 3, 3)));
        assertEquals(MergeOutcome.PUBLISHED, merge(part(5, 2, 5, 5)));
        assertEquals(MergeOutcome.PUBLISHED, merge(part(6, 0, 1, 1)));
        assertEquals(MergeOutcome.IGNORED, merge(part(5, 5, 6, 6)));
        assertEquals(List.of("5.1 (0,3]", "5.1 (3,5]", "6.1 (0,1] new"), heard);
    }

    @Test
    @DisplayName("O, N1: versions that are passed change nothing")
    void shouldIgnoreWhenTargetIsPassed() {
        merge(part(5, 0, 3, 3));
        assertEquals(MergeOutcome.IGNORED, merge(part(5, 0, 2, 2)));
        assertEquals(MergeOutcome.IGNORED, merge(part(5, 1, 2, 3)));
        assertEquals(3, seen().version());
        assertFalse(digest().isStaged());
    }

    @Test
    @DisplayName("C, D: parts are staged, and visible together when they reach the target")
    void shouldPublishWhenStageIsWhole() {
        assertEquals(MergeOutcome.STAGED, merge(part(5, 0, 2, 6)));
        assertNull(seen());
        assertEquals(2, digest().frontier());
        assertTrue(digest().isStaged());
        assertEquals(MergeOutcome.STAGED, merge(part(5, 2, 4, 6)));
        assertEquals(MergeOutcome.PUBLISHED, merge(part(5, 4, 6, 6)));
        assertEquals(3, seen().entries().size());
        assertFalse(digest().isStaged());
        assertEquals(List.of("5.1 (0,6]"), heard);
    }

    @Test
    @DisplayName("C: the larger of two senders' targets counts")
    void shouldWaitForLargerTargetWhenSendersDiffer() {
        merge(part(5, 0, 2, 9));
        assertEquals(MergeOutcome.STAGED, merge(part(5, 2, 4, 4)));
        assertNull(seen());
        assertEquals(MergeOutcome.PUBLISHED, merge(part(5, 4, 9, 9)));
    }

    @Test
    @DisplayName("C, N2: a chunk behind a gap is not taken")
    void shouldIgnoreWhenThereIsGap() {
        merge(part(5, 0, 2, 2));
        assertEquals(MergeOutcome.IGNORED, merge(part(5, 3, 5, 5)));
        merge(part(5, 2, 4, 9));
        assertEquals(MergeOutcome.IGNORED, merge(part(5, 5, 6, 9)));
        assertEquals(2, seen().version());
        assertEquals(4, digest().frontier());
    }

    @Test
    @DisplayName("C, P12: a sender whose purge went further than the reset's first target is not mixed in")
    void shouldNotMixWhenPurgeWentFurtherThanResetStage() {
        final ChunkBuffer first = chunk(5, 0, 9, 4, ChunkFlags.RESET).set(2, "a", V);
        first.end(2);
        assertEquals(MergeOutcome.STAGED, merge(first));
        assertEquals(9, digest().floor());
        final ChunkBuffer lagging = chunk(5, 2, 7, 4, 0).set(5, "b", V);
        lagging.end(5);
        assertEquals(MergeOutcome.STAGED, merge(lagging));
        assertEquals(7, digest().floor(), "the smallest target of the reset stage");
        final ChunkBuffer purged = chunk(5, 5, 12, 8, 0).set(10, "c", V);
        purged.end(12);
        assertEquals(MergeOutcome.IGNORED, merge(purged));
        final ChunkBuffer fits = chunk(5, 5, 12, 7, 0).set(10, "c", V);
        fits.end(12);
        assertEquals(MergeOutcome.PUBLISHED, merge(fits));
        assertEquals(3, seen().entries().size());
    }

    @Test
    @DisplayName("B: a reset replaces a stage that is none, and one that missed a purge")
    void shouldBeginAnewWhenRunningStageCannotGoOn() {
        merge(part(5, 0, 6, 20));
        final ChunkBuffer reset = chunk(5, 0, 20, 10, ChunkFlags.RESET).set(2, "a", V);
        reset.end(2);
        assertEquals(MergeOutcome.STAGED, merge(reset));
        assertEquals(2, digest().frontier());
        assertEquals(MergeOutcome.IGNORED, merge(reset), "it goes on, and this it has");
        final ChunkBuffer later = chunk(5, 0, 40, 30, ChunkFlags.RESET).set(1, "b", V);
        later.end(1);
        assertEquals(MergeOutcome.STAGED, merge(later));
        assertEquals(1, digest().frontier());
    }

    @Test
    @DisplayName("A: a complete reset replaces what is visible, keys it does not hold included")
    void shouldReplaceAllWhenResetIsComplete() {
        merge(part(5, 0, 3, 3));
        final ChunkBuffer reset =
                chunk(5, 0, 9, 8, ChunkFlags.RESET).set(7, "a", V).purge(9, 8);
        reset.end(9);
        assertEquals(MergeOutcome.PUBLISHED, merge(reset));
        assertEquals(List.of("a"), List.copyOf(seen().entries().keySet()));
        assertEquals(8, seen().purgeFloor());
        assertEquals(List.of("5.1 (0,3]", "5.1 (3,9]"), heard);
    }

    @Test
    @DisplayName("G, N4: a lower life changes nothing; P21: equal counters are told apart by unsigned nonce")
    void shouldIgnoreWhenLifeIsLower() {
        merge(part(5, 0, 3, 3));
        assertEquals(MergeOutcome.IGNORED, merge(part(4, 0, 9, 9)));
        final ChunkBuffer clone =
                ChunkBuffer.unlimited().begin(OWNER, 5, -1, 0, 1, 0, 0).set(1, "c", V);
        clone.end(1);
        assertEquals(MergeOutcome.PUBLISHED, merge(clone));
        assertEquals(MergeOutcome.IGNORED, merge(part(5, 3, 4, 4)));
        assertEquals(new Generation(5, -1), seen().generation());
    }

    @Test
    @DisplayName("G: a stage belongs to the highest life; the visible life goes on by A, not by C")
    void shouldKeepStageOfHigherLife() {
        merge(part(5, 0, 3, 3));
        assertEquals(MergeOutcome.STAGED, merge(part(7, 0, 1, 4)));
        assertEquals(MergeOutcome.IGNORED, merge(part(6, 0, 1, 4)));
        assertEquals(MergeOutcome.IGNORED, merge(part(5, 3, 4, 6)), "not by C");
        assertEquals(MergeOutcome.PUBLISHED, merge(part(5, 3, 4, 4)), "by A");
        assertEquals(7, digest().counter());
        assertEquals(MergeOutcome.IGNORED, merge(part(8, 1, 2, 4)), "does not fit an empty base");
        assertEquals(7, digest().counter());
        assertEquals(MergeOutcome.STAGED, merge(part(8, 0, 2, 4)));
        assertEquals(8, digest().counter());
    }

    @Test
    @DisplayName("P20: a life that has written nothing clears the old one")
    void shouldClearKeysWhenNewLifeIsEmpty() {
        merge(part(5, 0, 3, 3));
        final ChunkBuffer empty = chunk(6, 0, 0, 0, 0);
        empty.end(0);
        assertEquals(MergeOutcome.PUBLISHED, merge(empty));
        assertTrue(seen().entries().isEmpty());
        assertEquals(List.of("5.1 (0,3]", "6.1 (0,0] new"), heard);
    }

    @Test
    @DisplayName("rumor: pulled behind a gap or a purge, dropped when passed, never staged")
    void shouldPullWhenRumorDoesNotJoinOn() {
        merge(part(5, 0, 3, 3));
        final ChunkBuffer behindGap = chunk(5, 5, 6, 0, ChunkFlags.RUMOR).set(6, "k", V);
        behindGap.end(6);
        final ChunkBuffer behindPurge = chunk(5, 3, 6, 4, ChunkFlags.RUMOR).set(6, "k", V);
        behindPurge.end(6);
        final ChunkBuffer passed = chunk(5, 2, 3, 0, ChunkFlags.RUMOR).set(3, "k", V);
        passed.end(3);
        final ChunkBuffer newLife = chunk(6, 1, 2, 0, ChunkFlags.RUMOR).set(2, "k", V);
        newLife.end(2);
        assertEquals(MergeOutcome.PULL, merge(behindGap));
        assertEquals(MergeOutcome.PULL, merge(behindPurge));
        assertEquals(MergeOutcome.IGNORED, merge(passed));
        assertEquals(MergeOutcome.PULL, merge(newLife));
        assertFalse(digest().isStaged());
        assertEquals(3, seen().version());
    }

    @Test
    @DisplayName("P26: unknown kinds occupy their key, are relayed unchanged, and are no values")
    void shouldRelayUnknownKindsUnchanged() {
        final byte[] key = {(byte) 0xFF, 0};
        final ChunkBuffer chunk =
                chunk(5, 0, 9, 2, 0).entry(1, 200, NO_VALUE, V).entry(3, 201, key, NO_VALUE);
        chunk.entry(4, 202, new byte[] {'k'}, V).tombstone(5, "t").purge(6, 2).end(9);
        assertEquals(MergeOutcome.IGNORED, merge(chunk), "w above an empty base");
        final ChunkBuffer reset = chunk(5, 0, 9, 2, ChunkFlags.RESET)
                .entry(1, 200, NO_VALUE, V)
                .entry(3, 201, key, NO_VALUE)
                .entry(4, 202, new byte[] {'k'}, V)
                .tombstone(5, "t")
                .purge(6, 2);
        reset.end(9);
        assertEquals(MergeOutcome.PUBLISHED, merge(reset));
        assertEquals(List.of("t"), List.copyOf(seen().entries().keySet()));
        assertFalse(store.reader().read(OWNER, StoreKey.bytes("k"), (c, n, v, buffer, offset, length) -> {}));

        final ChunkBuffer relayed = ChunkBuffer.unlimited();
        assertEquals(CutOutcome.COMPLETE, replica.cut(new OwnerDigest().setNothing(OWNER_HASH), relayed));
        assertEquals(reset.toString(), relayed.toString());
        final OwnerStore other = OwnerStore.create(NodeId.of("other"), new Generation(1, 1), HASH, store.limits(), 7);
        other.replica().hold(OWNER);
        other.replica().merge(relayed);
        assertEquals(seen(), other.reader().snapshot(OWNER));

        assertEquals(MergeOutcome.PUBLISHED, merge(part(5, 9, 10, 10)));
        final ChunkBuffer known = chunk(5, 10, 11, 2, 0).set(11, "k", V);
        known.end(11);
        assertEquals(MergeOutcome.PUBLISHED, merge(known));
        assertTrue(store.reader().read(OWNER, StoreKey.bytes("k"), (c, n, v, buffer, offset, length) -> {}));
        assertEquals(2, seen().purgeFloor(), "the empty key of an unknown kind is not the purge floor's place");
    }

    @Test
    @DisplayName("G', N5: data about oneself is never merged")
    void shouldNeverMergeWhenChunkIsAboutSelf() {
        final ChunkBuffer behind = ChunkBuffer.unlimited().begin(SELF, 4, 4, 0, 0, 0, 0);
        behind.end(0);
        final ChunkBuffer ahead =
                ChunkBuffer.unlimited().begin(SELF, 4, 4, 0, 1, 0, 0).set(1, "k", V);
        ahead.end(1);
        final ChunkBuffer farAhead = ChunkBuffer.unlimited()
                .begin(SELF, 5 + (1L << 48), 4, 0, 1, 0, 0)
                .set(1, "k", V);
        farAhead.end(1);
        assertEquals(MergeOutcome.SELF, merge(behind));
        assertEquals(MergeOutcome.SELF_OUTBID, merge(ahead));
        assertEquals(MergeOutcome.SELF, merge(farAhead));
        assertEquals(0, store.self().version());
        assertEquals(List.of(), heard);
    }

    @Test
    @DisplayName("P19: a restarted owner with a smaller clock outbids its old life")
    void shouldConvergeWhenRestartedOwnerOutbidsItsOldLife() {
        merge(part(9, 0, 3, 3));
        final OwnerStore restarted = OwnerStore.create(OWNER, new Generation(2, 2), HASH, StoreLimits.defaults(), 7);
        restarted.self().put(StoreKey.bytes("k"), V);
        final ChunkBuffer old = ChunkBuffer.unlimited();
        replica.cut(new OwnerDigest().setNothing(OWNER_HASH), old);
        assertEquals(MergeOutcome.SELF_OUTBID, restarted.replica().merge(old));

        restarted.self().relive(new Generation(old.counter() + 1, 77));
        final ChunkBuffer fresh = ChunkBuffer.unlimited();
        assertEquals(CutOutcome.COMPLETE, restarted.replica().cut(digest(), fresh));
        assertEquals(MergeOutcome.PUBLISHED, merge(fresh));
        assertEquals(restarted.reader().snapshot(OWNER), seen());
    }

    @Test
    @DisplayName("L: a stage without progress is dropped after 8 rounds, and all is asked for from what is visible")
    void shouldDropStageAndAskForAllWhenNothingComes() {
        merge(part(5, 0, 3, 3));
        merge(part(5, 3, 4, 9));
        for (int i = 0; i < 8; i++) {
            replica.onRound();
        }
        assertEquals(4, digest().frontier());
        assertFalse(digest().isComplete());
        replica.onRound();
        final OwnerDigest digest = digest();
        assertFalse(digest.isStaged());
        assertTrue(digest.isComplete());
        assertEquals(3, digest.frontier());
        assertEquals(3, digest.floor());
        assertEquals(MergeOutcome.PUBLISHED, merge(part(5, 3, 9, 9)));
        assertFalse(digest().isComplete());
    }

    @Test
    @DisplayName("L: the count of rounds without a publish survives progress of the stage")
    void shouldAskForAllWhenStageGrowsWithoutEnd() {
        for (int i = 1; i <= 9; i++) {
            assertFalse(digest().isComplete());
            merge(part(5, i - 1, i, 100));
            replica.onRound();
        }
        assertTrue(digest().isComplete());
        assertTrue(digest().isStaged());
        assertEquals(0, digest().frontier());
    }

    @Test
    @DisplayName("J: an owner far below for 8 rounds is forgotten, and the listener told")
    void shouldForgetWhenOwnersWordStaysFarBelow() {
        final long far = 2 + (1L << 48);
        replica.heard(OWNER, far, 1, 0);
        final ChunkBuffer high = chunk(far, 0, 1, 0, 0).set(1, "k", V);
        high.end(1);
        merge(high);
        replica.heard(OWNER, 1, 1, 5);
        final long root = replica.rootHash();
        for (int i = 0; i < 8; i++) {
            replica.onRound();
        }
        assertEquals(far, seen().generation().counter());
        replica.onRound();
        assertNull(seen());
        assertNotEquals(root, replica.rootHash());
        assertEquals("forgotten o", heard.get(1));
        replica.onRound();
        assertEquals(2, heard.size());
    }

    @Test
    void shouldNotForgetWhenOwnersWordIsGarbage() {
        merge(part(5, 0, 1, 1));
        replica.heard(OWNER, -1, 1, 1);
        replica.heard(OWNER, 0, 0, 1);
        replica.heard(OWNER, 1, 1, -1);
        replica.heard(SELF, 9, 9, 9);
        replica.heard(NodeId.of("nobody"), 9, 9, 9);
        for (int i = 0; i < 20; i++) {
            replica.onRound();
        }
        assertEquals(1, seen().version());
        assertEquals(new Generation(4, 4), store.self().generation());
    }

    @Test
    @DisplayName("the chunks of one catch-up stay within the sink, and nothing is sent when not even one entry fits")
    void shouldCutWithinTheBudget() {
        final ChunkBuffer all =
                chunk(5, 0, 9, 0, 0).set(2, "a", V).set(5, "b", new byte[50]).set(7, "c", V);
        all.end(9);
        merge(all);
        final OwnerDigest asker = new OwnerDigest().setNothing(OWNER_HASH);
        final ChunkBuffer small = ChunkBuffer.limited(9, 10);
        assertEquals(CutOutcome.PARTIAL, replica.cut(asker, small));
        assertEquals(2, small.toVersion());
        assertEquals(9, small.targetVersion());

        asker.set(OWNER_HASH, 5, 1, 2, 2, false, true);
        assertEquals(CutOutcome.NO_ROOM, replica.cut(asker, small));
        assertFalse(small.isWhole());
        assertEquals(0, small.entryCount());

        asker.set(OWNER_HASH, 5, 1, 7, 7, false, true);
        assertEquals(CutOutcome.COMPLETE, replica.cut(asker, small));
        assertEquals(0, small.entryCount());
        assertEquals(9, small.toVersion());

        assertEquals(CutOutcome.NOTHING, replica.cut(asker.set(OWNER_HASH, 5, 1, 9, 9, false, false), small));
        assertEquals(CutOutcome.NOTHING, replica.cut(asker.set(OWNER_HASH, 5, 2, 0, 0, false, false), small));
        assertEquals(CutOutcome.NOTHING, replica.cut(asker.set(77, 5, 1, 0, 0, false, false), small));
        assertEquals(
                CutOutcome.COMPLETE,
                replica.cut(
                        asker.set(OWNER_HASH, 5, 1, Long.MIN_VALUE, Long.MAX_VALUE, false, false),
                        ChunkBuffer.unlimited()));
    }

    @Test
    void shouldNotTouchTheSinkWhenTheHeaderDoesNotFit() {
        merge(part(5, 0, 3, 3));
        final ChunkSink full = new ChunkSink() {
            @Override
            public boolean tryBegin(
                    final NodeId owner,
                    final long counter,
                    final long nonce,
                    final long from,
                    final long target,
                    final long floor,
                    final int flags) {
                return false;
            }

            @Override
            public boolean tryAdd(
                    final long version,
                    final int kind,
                    final DirectBuffer keyBuffer,
                    final int keyOffset,
                    final int keyLength,
                    final DirectBuffer valueBuffer,
                    final int valueOffset,
                    final int valueLength) {
                throw new AssertionError("not begun");
            }

            @Override
            public void end(final long to) {
                throw new AssertionError("not begun");
            }

            @Override
            public void abort() {
                throw new AssertionError("not begun");
            }
        };
        assertEquals(CutOutcome.NO_ROOM, replica.cut(new OwnerDigest().setNothing(OWNER_HASH), full));
        assertEquals(CutOutcome.NO_ROOM, replica.cutRumor(OWNER_HASH, 0, full));
    }

    @Test
    void shouldCutRumorsWholeOrNotAtAll() {
        final ChunkBuffer all = chunk(5, 0, 9, 0, 0).set(2, "a", V).set(7, "c", V);
        all.end(9);
        merge(all);
        final ChunkBuffer one = ChunkBuffer.limited(1, 100);
        assertEquals(CutOutcome.NO_ROOM, replica.cutRumor(OWNER_HASH, 0, one));
        assertFalse(one.isWhole());
        assertEquals(CutOutcome.COMPLETE, replica.cutRumor(OWNER_HASH, 2, one));
        assertTrue(one.isRumor());
        assertEquals(2, one.fromVersionExclusive());
        assertEquals(9, one.toVersion());
        assertEquals(CutOutcome.NOTHING, replica.cutRumor(OWNER_HASH, 9, one));
        assertEquals(CutOutcome.NOTHING, replica.cutRumor(OWNER_HASH, -1, one));
        assertEquals(CutOutcome.NOTHING, replica.cutRumor(77, 0, one));
        assertEquals(CutOutcome.COMPLETE, replica.cutRumor(HASH.of(SELF), 0, one), "news of an empty life");
    }

    @Test
    @DisplayName("P30: owners are bounded, and chunks of others are not kept")
    void shouldHoldNoMoreOwnersThanTheLimit() {
        assertTrue(replica.hold(SELF));
        assertTrue(replica.hold(OWNER));
        assertTrue(replica.hold(NodeId.of("p")));
        assertFalse(replica.hold(NodeId.of("q")));
        assertFalse(replica.isHeld(NodeId.of("q")));
        final ChunkBuffer stranger =
                ChunkBuffer.unlimited().begin(NodeId.of("q"), 1, 1, 0, 1, 0, 0).set(1, "k", V);
        stranger.end(1);
        assertEquals(MergeOutcome.NOT_HELD, merge(stranger));
        assertTrue(replica.release(NodeId.of("p")));
        assertTrue(replica.hold(NodeId.of("q")));
        assertEquals(MergeOutcome.PUBLISHED, merge(stranger));
        assertFalse(replica.release(SELF));
        assertTrue(replica.isHeld(SELF));
    }

    @Test
    @DisplayName("the root hash kept step by step equals one from scratch")
    void shouldKeepRootHashInStep() {
        assertEquals(rootFromScratch(), replica.rootHash());
        merge(part(5, 0, 1, 3));
        assertEquals(rootFromScratch(), replica.rootHash());
        merge(part(5, 1, 3, 3));
        store.self().put(StoreKey.bytes("k"), V);
        assertEquals(rootFromScratch(), replica.rootHash());
        merge(part(6, 0, 1, 1));
        store.self().relive(new Generation(9, 9));
        assertEquals(rootFromScratch(), replica.rootHash());
        replica.release(OWNER);
        assertEquals(rootFromScratch(), replica.rootHash());
    }

    private long rootFromScratch() {
        final long[] root = new long[1];
        store.reader().forEachOwner(owner -> {
            final OwnerSnapshot seen = store.reader().snapshot(owner);
            root[0] ^= HASH.mix(
                    HASH.of(owner),
                    seen.generation().counter(),
                    seen.generation().nonce(),
                    seen.version());
        });
        return root[0];
    }

    @Test
    void shouldVisitEveryHeldOwnerFromAHashOnUntilStopped() {
        replica.hold(NodeId.of("p"));
        final List<Long> all = new ArrayList<>();
        replica.forEachDigest(0, digest -> all.add(digest.ownerHash()));
        assertEquals(3, all.size());
        final List<Long> sorted = new ArrayList<>(all);
        sorted.sort(Long::compareUnsigned);
        assertEquals(sorted, all);

        final List<Long> rest = new ArrayList<>();
        replica.forEachDigest(all.get(1), digest -> rest.add(digest.ownerHash()));
        assertEquals(all.subList(1, 3), rest);
        rest.clear();
        replica.forEachDigest(all.get(2) + 1, digest -> rest.add(digest.ownerHash()));
        assertEquals(List.of(), rest);
        replica.forEachDigest(0, digest -> {
            rest.add(digest.ownerHash());
            return false;
        });
        assertEquals(all.subList(0, 1), rest);
    }

    @Test
    void shouldAnswerFalseWhenOwnerIsNotHeld() {
        final OwnerDigest digest = new OwnerDigest();
        assertFalse(replica.digest(77, digest));
        assertFalse(replica.visible(77, digest));
        assertNull(replica.owner(77));
        assertEquals(OWNER, replica.owner(OWNER_HASH));
        assertEquals(SELF, replica.owner(HASH.of(SELF)));
        merge(part(5, 0, 1, 9));
        assertTrue(replica.visible(OWNER_HASH, digest));
        assertEquals(0, digest.counter());
        assertFalse(digest.isStaged());
    }

    @Test
    void shouldRefuseWhenArgumentIsNull() {
        assertNamesNull("owner", () -> replica.hold(null));
        assertNamesNull("owner", () -> replica.release(null));
        assertNamesNull("owner", () -> replica.isHeld(null));
        assertNamesNull("owner", () -> replica.heard(null, 1, 1, 1));
        assertNamesNull("listener", () -> replica.listener(null));
        final OwnerReader reader = store.reader();
        assertNamesNull("owner", () -> reader.snapshot(null));
        assertNamesNull("owner", () -> reader.read(null, StoreKey.bytes("k"), (c, n, v, b, o, l) -> {}));
        assertNamesNull("key", () -> reader.read(OWNER, null, (c, n, v, b, o, l) -> {}));
        assertNamesNull("visitor", () -> reader.read(OWNER, StoreKey.bytes("k"), null));
        assertNamesNull("visitor", () -> reader.forEachOwner(null));
    }

    private static void assertNamesNull(final String name, final Executable call) {
        assertEquals(
                "must not be null, " + name + "=null",
                assertThrows(InvalidValueException.class, call).getMessage());
    }
}
