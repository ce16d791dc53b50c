package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.NodeInfo;
import io.gossip.store.OwnerScript.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What holds for every history of an owner. The numbers are those of docs/merge.md. */
final class MergeProperties {
    private static final Generation FIRST = new Generation(1, 7);

    @Provide
    Arbitrary<List<Step>> steps() {
        return OwnerScript.steps();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    @Label("P5: a joiner shows the owner's View(g, m), the state hash included (P14)")
    void shouldShowOwnersViewWhenJoined(@ForAll("steps") final List<Step> steps) {
        final OwnerScript owner = new OwnerScript(FIRST).run(steps);
        final LocalStore replica = OwnerScript.replica("r");
        OwnerScript.join(replica, owner.own());

        assertNull(owner.history().judge(OwnerScript.seenBy(replica), false));
        assertEquals(owner.seen(), OwnerScript.seenBy(replica));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    @Label("P1, P2, P4: join gives the larger (g, m), from both sides, and once more changes nothing")
    void shouldShowLargerStateWhenTwoJoin(
            @ForAll("steps") final List<Step> before,
            @ForAll("steps") final List<Step> after,
            @ForAll final boolean isNewLife) {
        final OwnerScript owner = new OwnerScript(FIRST).run(before);
        final LocalStore a = OwnerScript.replica("a");
        OwnerScript.join(a, owner.own());
        final LocalStore b = OwnerScript.replica("b");
        if (isNewLife) {
            owner.relive(new Generation(1, 8));
        }
        OwnerScript.join(b, owner.run(after).own());

        for (int i = 0; i < 2; i++) {
            OwnerScript.join(a, b);
            OwnerScript.join(b, a);
            assertEquals(owner.seen(), OwnerScript.seenBy(a));
            assertEquals(owner.seen(), OwnerScript.seenBy(b));
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    @Label("P3: the order in which three states are joined does not matter")
    void shouldEndEqualWhenThreeStatesAreJoinedInAnyOrder(
            @ForAll("steps") final List<Step> first,
            @ForAll("steps") final List<Step> second,
            @ForAll("steps") final List<Step> third,
            @ForAll final Random random) {
        final OwnerScript owner = new OwnerScript(FIRST);
        final List<ChunkBuffer> states = new ArrayList<>();
        states.add(owner.run(first).whole());
        states.add(owner.run(second).whole());
        states.add(owner.relive(new Generation(2, 0)).run(third).whole());
        final OwnerSnapshot largest = owner.seen();
        Collections.shuffle(states, random);

        final LocalStore replica = OwnerScript.replica("r");
        states.forEach(replica.replica()::merge);
        assertEquals(largest, OwnerScript.seenBy(replica));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    @Label("P7, P8, P10, P15: truncated chunks, shuffled and duplicated, show only owner's views; live keys stay")
    void shouldShowOnlyViewsWhenChunksAreShuffled(
            @ForAll("steps") final List<Step> before,
            @ForAll("steps") final List<Step> after,
            @ForAll @IntRange(min = 1, max = 4) final int room,
            @ForAll final Random random) {
        final OwnerScript owner = new OwnerScript(FIRST).run(before);
        final LocalStore replica = OwnerScript.replica("r");
        OwnerScript.join(replica, owner.own());
        owner.run(after);
        final List<ChunkBuffer> chunks = catchUp(owner, OwnerScript.digestOf(replica), room);
        final List<ChunkBuffer> shuffled = new ArrayList<>(chunks);
        shuffled.addAll(chunks);
        Collections.shuffle(shuffled, random);

        OwnerSnapshot last = OwnerScript.seenBy(replica);
        for (final ChunkBuffer chunk : shuffled) {
            replica.replica().merge(chunk);
            final OwnerSnapshot now = OwnerScript.seenBy(replica);
            assertNull(owner.history().judge(now, false));
            assertTrue(now.version() >= last.version());
            last = now;
        }
        // In order they lead to the end, whatever happened before; the stage may have to be begun anew (B).
        catchUp(owner, OwnerScript.digestOf(replica), room).forEach(replica.replica()::merge);
        assertEquals(owner.seen(), OwnerScript.seenBy(replica));
    }

    /** @return the chunks that lead from a digest to the owner's state, cut as a replica would ask for them */
    private static List<ChunkBuffer> catchUp(final OwnerScript owner, final OwnerDigest from, final int room) {
        final List<ChunkBuffer> chunks = new ArrayList<>();
        final OwnerDigest asker = new OwnerDigest().copy(from);
        ChunkBuffer chunk = OwnerScript.cut(owner.own(), asker, room);
        while (chunk != null) {
            chunks.add(chunk);
            final long floor = chunk.isReset() || asker.floor() > asker.frontier()
                    ? Math.max(asker.floor(), chunk.targetVersion())
                    : chunk.toVersion();
            asker.set(asker.ownerHash(), chunk.counter(), chunk.nonce(), chunk.toVersion(), floor, false, true);
            chunk = OwnerScript.cut(owner.own(), asker, room);
        }
        return chunks;
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    @Label("P9, P11: chunks of one catch-up come from peers at different versions, and some get lost")
    void shouldCatchUpWhenPeersAreAtDifferentVersions(
            @ForAll("steps") final List<Step> first,
            @ForAll("steps") final List<Step> second,
            @ForAll("steps") final List<Step> third,
            @ForAll @IntRange(min = 1, max = 4) final int room,
            @ForAll final Random random) {
        final OwnerScript owner = new OwnerScript(FIRST).run(first);
        final LocalStore lagging = OwnerScript.replica("lagging");
        OwnerScript.join(lagging, owner.own());
        final LocalStore middle = OwnerScript.replica("middle");
        OwnerScript.join(middle, owner.run(second).own());
        final List<LocalStore> senders =
                List.of(lagging, middle, owner.run(third).own());
        final LocalStore replica = OwnerScript.replica("r");
        for (int i = 0; i < 400 && !owner.seen().equals(OwnerScript.seenBy(replica)); i++) {
            final LocalStore sender = senders.get(random.nextInt(senders.size()));
            final OwnerDigest digest = OwnerScript.digestOf(replica);
            final ChunkBuffer chunk = OwnerScript.cut(sender, digest, digest.isComplete() ? 999 : room);
            if (chunk != null && random.nextInt(4) > 0) {
                replica.replica().merge(chunk);
                assertNull(owner.history().judge(OwnerScript.seenBy(replica), false));
            }
            replica.replica().onRound();
        }
        assertEquals(owner.seen(), OwnerScript.seenBy(replica));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    @Label("P14: state hashes are equal for equal views and differ for different ones")
    void shouldTellStatesApartByTheirHash(
            @ForAll("steps") final List<Step> steps, @ForAll("steps") final List<Step> others) {
        final OwnerSnapshot one = new OwnerScript(FIRST).run(steps).seen();
        final OwnerSnapshot same = new OwnerScript(FIRST).run(steps).seen();
        final OwnerSnapshot other = new OwnerScript(FIRST).run(others).seen();
        assertEquals(one.stateHash(), same.stateHash());
        if (one.equals(other)) {
            assertEquals(one.stateHash(), other.stateHash());
        } else {
            assertNotEquals(one.stateHash(), other.stateHash());
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    @Label("P17, P18: a purge changes no read, and one who missed it ends equal through a reset")
    void shouldEndEqualThroughResetWhenPurgeWasMissed(@ForAll("steps") final List<Step> steps) {
        final OwnerScript owner = new OwnerScript(FIRST).run(steps).run(List.of(step(OwnerScript.Kind.SET)));
        final LocalStore replica = OwnerScript.replica("r");
        OwnerScript.join(replica, owner.own());
        owner.run(List.of(step(OwnerScript.Kind.DELETE)));
        final OwnerHistory.Truth before = owner.history().now();
        owner.own().self().tryPurge(owner.history().version());
        owner.history().purge(owner.history().version());
        owner.history().publish();

        final ChunkBuffer chunk = OwnerScript.cut(owner.own(), OwnerScript.digestOf(replica), 99);
        assertTrue(chunk.isReset());
        assertEquals(MergeOutcome.PUBLISHED, replica.replica().merge(chunk));
        assertEquals(owner.seen(), OwnerScript.seenBy(replica));
        assertEquals(
                before.live(), OwnerHistory.shown(OwnerScript.seenBy(replica)).live());
        assertTrue(OwnerScript.seenBy(replica).entries().values().stream().noneMatch(NodeInfo.Entry::isTombstone));
    }

    private static Step step(final OwnerScript.Kind kind) {
        return new Step(kind, 0, 1);
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    @Label("N3, N8: a chunk of any numbers throws nothing, and refused it changes nothing")
    void shouldNeverThrowWhenChunkHoldsAnyNumbers(
            @ForAll("steps") final List<Step> steps,
            @ForAll @LongRange(min = -2, max = 40) final long from,
            @ForAll @LongRange(min = -2, max = 40) final long to,
            @ForAll @LongRange(min = -2, max = 40) final long target,
            @ForAll @LongRange(min = -2, max = 40) final long floor,
            @ForAll @IntRange(max = 3) final int flags,
            @ForAll @LongRange(min = -1, max = 3) final long counter,
            @ForAll final long nonce,
            @ForAll final List<@IntRange(min = -2, max = 42) Integer> versions,
            @ForAll @IntRange(min = 0, max = 5) final int kind,
            @ForAll final byte[] key) {
        final LocalStore replica = OwnerScript.replica("r");
        OwnerScript.join(replica, new OwnerScript(FIRST).run(steps).own());
        final ChunkBuffer chunk = ChunkBuffer.unlimited();
        chunk.begin(OwnerScript.OWNER, counter, nonce, from, target, floor, flags);
        versions.forEach(version -> chunk.entry(version, kind, key, new byte[0]));
        chunk.end(to);
        final OwnerSnapshot before = OwnerScript.seenBy(replica);
        final String digest = OwnerScript.digestOf(replica).toString();

        final MergeOutcome outcome = replica.replica().merge(chunk);

        final OwnerSnapshot now = OwnerScript.seenBy(replica);
        if (outcome == MergeOutcome.PUBLISHED) {
            assertTrue(now.generation().compareTo(before.generation()) > 0 || now.version() > before.version());
        } else {
            assertEquals(before, now);
        }
        if (outcome != MergeOutcome.PUBLISHED && outcome != MergeOutcome.STAGED) {
            assertEquals(digest, OwnerScript.digestOf(replica).toString());
        }
        assertEquals(outcome == MergeOutcome.REFUSED ? 1 : 0, replica.replica().refusedCount());
    }
}
