package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.StoreLimits;
import io.gossip.store.WeakMergeRules.Off;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Rules that keep nothing wrong from being shown, but save bytes and rounds (S1, O, A, B) or keep things moving (L, J,
 * G, G'): each scene once with the rule and once without, and the difference is what the rule is for.
 */
final class MergeLivenessTest {
    private static final int MANY = 200;
    private static final long HUGE = 1L << 62;

    @Test
    @DisplayName("S1: a quiet, equal cluster sends nothing")
    void shouldSendNothingWhenEqual() {
        assertEquals(0, chunksWhenQuiet(new CutRules()));
        assertEquals(50, chunksWhenQuiet(new CutRules() {
            @Override
            boolean isLevel(final OwnerDigest asker, final View view) {
                return false;
            }
        }));
    }

    private static int chunksWhenQuiet(final CutRules rules) {
        final MergeScene scene = new MergeScene().cutBy(rules).write(20).ask(MergeScene.ALL);
        final int before = scene.chunks();
        for (int i = 0; i < 50; i++) {
            scene.ask(3);
        }
        return scene.chunks() - before;
    }

    @Test
    @DisplayName("O: late chunks of a passed reset do not slow down a catch-up")
    void shouldNotBeSlowedDownWhenPassedResetComesLate() {
        assertLateChunkCosts(Off.PASSED, false);
    }

    @Test
    @DisplayName("B: a duplicate of a reset's first chunk does not begin it anew")
    void shouldNotBeginAnewWhenFirstChunkOfResetIsDuplicated() {
        assertLateChunkCosts(Off.CONTINUED_RESET, true);
    }

    private static void assertLateChunkCosts(final Off rule, final boolean isOfRunningReset) {
        final int with = roundsWithLateChunk(isOfRunningReset, Off.FULL);
        final int without = roundsWithLateChunk(isOfRunningReset, Off.FULL, rule);
        assertTrue(with > 0 && (without < 0 || without > with), "rounds with=" + with + " without=" + without);
    }

    private static int roundsWithLateChunk(final boolean isOfRunningReset, final Off... off) {
        final MergeScene scene = new MergeScene(off).write(12, 8).delete("k0").purge();
        ChunkBuffer late = scene.next(3);
        scene.ask(MergeScene.ALL).write(60);
        if (isOfRunningReset) {
            scene.purge();
            late = scene.next(3);
        }
        assertTrue(late.isReset());
        final ChunkBuffer each = late;
        final int rounds = scene.roundsToEqual(MANY, () -> {
            scene.give(each);
            scene.ask(3);
        });
        assertNull(scene.verdict());
        return rounds;
    }

    @Test
    @DisplayName("A: a raised target in a stage does not stop complete chunks from being published")
    void shouldGoOnPublishingWhenTargetWasForged() {
        final int with = publishesUnderRaisedTarget();
        assertTrue(with > 50, "publishes=" + with);
        assertEquals(0, publishesUnderRaisedTarget(Off.AT_ONCE));
    }

    private static int publishesUnderRaisedTarget(final Off... off) {
        final MergeScene scene =
                new MergeScene(off).write(5).ask(MergeScene.ALL).write(9);
        scene.give(AdversaryPeer.withTarget(scene.next(3), scene.own().self().version() + 5_000));
        final int before = scene.publishes();
        for (int i = 0; i < 120; i++) {
            scene.write(1).ask(MergeScene.ALL);
        }
        assertNull(scene.verdict());
        return scene.publishes() - before;
    }

    @Test
    @DisplayName("L: a writer faster than the link does not keep its replicas from publishing")
    void shouldPublishWhenWriterIsFasterThanTheLink() {
        final MergeScene with = outrun();
        assertAll(
                () -> assertTrue(with.publishes() >= 15, "publishes=" + with.publishes()),
                () -> assertNull(with.verdict()));
        assertTrue(outrun(Off.FULL).publishes() <= 1);
    }

    private static MergeScene outrun(final Off... off) {
        final MergeScene scene = new MergeScene(off);
        int gap = 0;
        for (int i = 0; i < 200; i++) {
            final int before = scene.publishes();
            scene.write(3 + i % 2).ask(3);
            gap = scene.publishes() > before ? 0 : gap + 1;
            assertTrue(off.length > 0 || gap <= MergeRules.MAX_ROUNDS + 2, "rounds without a publish, gap=" + gap);
        }
        return scene;
    }

    @Test
    @DisplayName("J: incomplete chunks with a huge target stop nothing")
    void shouldGoOnWhenPartsWithHugeTargetAreForged() {
        assertFloodIsRefused(flood(true, HUGE, 0));
        final int without = flood(true, HUGE, 0, Off.MAX_JUMP).publishes();
        assertTrue(without < 12, "publishes=" + without);
        assertEquals(1, flood(true, HUGE, 0, Off.MAX_JUMP, Off.FULL).publishes());
    }

    @Test
    @DisplayName("N7, J: a complete chunk with a huge version freezes nobody")
    void shouldGoOnWhenHugeVersionIsForged() {
        assertFloodIsRefused(flood(false, HUGE, 0));
        assertNotNull(flood(false, HUGE, 0, Off.MAX_JUMP).verdict());
    }

    @Test
    @DisplayName("N7, J: a complete chunk of a life far above freezes nobody")
    void shouldGoOnWhenHugeCounterIsForged() {
        assertFloodIsRefused(flood(false, 1, 1L << 56));
        final MergeScene without = flood(false, 1, 1L << 56, Off.MAX_COUNTER);
        assertNotNull(without.verdict());
        assertFalse(without.isEqual());
    }

    private static MergeScene flood(final boolean isPart, final long jump, final long above, final Off... off) {
        final MergeScene scene = new MergeScene(off).write(5).ask(MergeScene.ALL);
        for (int i = 0; i < 60; i++) {
            scene.write(1).give(scene.forged(isPart, jump, above));
            scene.ask(MergeScene.ALL);
        }
        return scene;
    }

    private static void assertFloodIsRefused(final MergeScene scene) {
        assertEquals(61, scene.publishes());
        assertEquals(60, scene.victim().replica().refusedCount());
        assertNull(scene.verdict());
        assertTrue(scene.isEqual());
    }

    @Test
    @DisplayName("L: a forged part of a higher life is got rid of by dropping or by a complete transfer")
    void shouldCatchUpWhenPartOfHigherLifeIsForged() {
        final int limit = MergeRules.MAX_ROUNDS + 4;
        assertAll(
                () -> assertTrue(inRange(roundsUnderForgedLife(true), limit)),
                () -> assertTrue(inRange(roundsUnderForgedLife(false, Off.FULL), limit)),
                () -> assertTrue(inRange(roundsUnderForgedLife(true, Off.DROP), limit)),
                () -> assertEquals(-1, roundsUnderForgedLife(true, Off.DROP, Off.FULL)));
    }

    private static boolean inRange(final int rounds, final int limit) {
        return rounds > 0 && rounds <= limit;
    }

    private static int roundsUnderForgedLife(final boolean mayStay, final Off... off) {
        final MergeScene scene =
                new MergeScene(off).write(5).ask(MergeScene.ALL).write(5);
        scene.give(scene.forged(true, 900, 5));
        final int rounds = scene.roundsToEqual(100, () -> scene.ask(MergeScene.ALL));
        assertTrue(mayStay || scene.record().stage() == null);
        return rounds;
    }

    @Test
    @DisplayName("G': a complete forged chunk within the bounds is outbid once the owner hears of it")
    void shouldHealWhenOwnerHearsOfForgedVersion() {
        final MergeScene scene = new MergeScene().write(5).ask(MergeScene.ALL).write(5);
        scene.give(scene.forged(false, 900, 0));
        assertTrue(scene.roundsToEqual(40, () -> scene.askAndTell(3)) > 0);

        final MergeScene deaf = new MergeScene().write(5).ask(MergeScene.ALL).write(5);
        deaf.give(deaf.forged(false, 900, 0));
        assertEquals(-1, deaf.roundsToEqual(40, () -> deaf.ask(3)));
    }

    @Test
    @DisplayName("J: a fresh joiner takes the owner's own word as known")
    void shouldJoinWhenOwnerIsFarAboveNothing() {
        assertTrue(roundsToJoin(new Generation(1L << 57, 7), 9, 1 << 20) > 0);
        assertEquals(-1, roundsToJoin(new Generation(1L << 57, 7), 9, 1 << 20, Off.HELLO));
        assertTrue(roundsToJoin(new Generation(1, 7), 300, 200) > 0);
        assertEquals(-1, roundsToJoin(new Generation(1, 7), 300, 200, Off.HELLO));
    }

    private static int roundsToJoin(final Generation life, final int writes, final long maxJump, final Off... off) {
        final StoreLimits limits = StoreLimits.defaults().withMaxVersionJump(maxJump);
        final MergeScene scene = new MergeScene(life, limits, off).write(writes).hello();
        return scene.roundsToEqual(60, () -> scene.ask(MergeScene.ALL));
    }

    @Test
    @DisplayName("J: an owner whose clock fell by more than 2^48 is forgotten and learnt anew")
    void shouldForgetWhenOwnersWordStaysFarBelow() {
        assertTrue(roundsAfterFallOfClock() > MergeRules.MAX_ROUNDS);
        assertEquals(-1, roundsAfterFallOfClock(Off.FORGET));
    }

    private static int roundsAfterFallOfClock(final Off... off) {
        final MergeScene scene = new MergeScene(new Generation(1L << 57, 7), StoreLimits.defaults(), off).hello();
        scene.write(9).ask(MergeScene.ALL).start(new Generation(3, 8)).write(4).hello();
        return scene.roundsToEqual(60, () -> scene.askAndTell(MergeScene.ALL));
    }

    @Test
    @DisplayName("a rumor behind a gap is pulled and opens no stage; after that rumors join on")
    void shouldPullWhenRumorDoesNotJoinOn() {
        final MergeScene scene = new MergeScene().write(3).ask(MergeScene.ALL).write(9);
        assertEquals(MergeOutcome.PULL, scene.give(scene.rumor(2)));
        assertNull(scene.record().stage());
        scene.ask(MergeScene.ALL).write(1);
        assertEquals(MergeOutcome.PUBLISHED, scene.give(scene.rumor(2)));
        assertTrue(scene.isEqual());
    }

    @Test
    @DisplayName("G, P20: the old view stays while a life is staged, a higher life replaces it, an empty one publishes")
    void shouldShowOldViewWhenNewLifeIsStaged() {
        final MergeScene scene =
                new MergeScene().write(9).ask(MergeScene.ALL).relive(2, 1).ask(3);
        assertEquals(1, scene.seen().generation().counter());
        assertEquals(9, scene.seen().version());
        assertEquals(2, scene.digest().counter());
        assertEquals(3, scene.digest().frontier());

        scene.relive(3, 1).ask(4);
        assertEquals(1, scene.seen().generation().counter());
        assertEquals(3, scene.record().stage().counter());

        scene.start(new Generation(4, 1)).ask(3);
        assertEquals(new Generation(4, 1), scene.seen().generation());
        assertTrue(scene.seen().entries().isEmpty());
        assertNull(scene.verdict());
    }

    @Test
    @DisplayName("known limit: a life overtaken after a rollback is equal in (g, m), and the state hash tells")
    void shouldDifferInStateHashWhenLifeIsOvertakenAfterRollback() {
        final MergeScene scene = new MergeScene().write(9).ask(MergeScene.ALL);
        final OwnerSnapshot lost = scene.seen();
        scene.start(lost.generation()).write(9, 4);

        final OwnerSnapshot overtaken = scene.own().reader().snapshot(MergeScene.OWNER);
        assertEquals(lost.generation(), overtaken.generation());
        assertEquals(lost.version(), overtaken.version());
        assertEquals(CutOutcome.NOTHING, scene.own().replica().cut(scene.digest(), ChunkBuffer.unlimited()));
        assertNotEquals(lost.stateHash(), overtaken.stateHash());
    }
}
