package io.gossip.testkit.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A law that cannot fail says nothing: each is run, as inherited, against a subject with the mistake it is there for. */
class BrokenLawsTest {
    static List<Arguments> mistakes() {
        return List.of(
                Arguments.of(BrokenStores.WithoutFloor.class, "visibleStateIsAlwaysAView"),
                Arguments.of(BrokenStores.WithoutStage.class, "visibleStateIsAlwaysAView"),
                Arguments.of(BrokenStores.WithoutGapCheck.class, "visibleStateIsAlwaysAView"),
                Arguments.of(BrokenStores.WithoutLargestTarget.class, "visibleStateIsAlwaysAView"),
                Arguments.of(BrokenStores.WithoutHeaderCheck.class, "spoiledChunkIsRefused"),
                Arguments.of(BrokenStores.WithoutCounterLimit.class, "spoiledChunkIsRefused"),
                Arguments.of(BrokenStores.WithoutVersionLimit.class, "spoiledChunkIsRefused"),
                Arguments.of(BrokenStores.WithoutPurge.class, "ownRecordIsTheView"),
                Arguments.of(BrokenStores.WithoutRepublishing.class, "outbidKeepsLiveKeys"),
                Arguments.of(BrokenStores.Generous.class, "longValueIsRefusedAtTheOwner"),
                Arguments.of(BrokenStores.Credulous.class, "rumorWithGapChangesNothing"),
                Arguments.of(BrokenStores.LastWins.class, "joinIsTheLarger"),
                Arguments.of(BrokenStores.LastWins.class, "joinIsCommutative"),
                Arguments.of(BrokenStores.LastWins.class, "joinIsIdempotent"),
                Arguments.of(BrokenStores.LastWins.class, "visibleStateNeverGoesBack"),
                Arguments.of(BrokenStores.LastWins.class, "liveKeysNeverVanish"),
                Arguments.of(BrokenStores.LastWins.class, "chunkTwiceChangesNothing"),
                Arguments.of(BrokenStores.Overzealous.class, "purgeChangesNoRead"),
                Arguments.of(BrokenStores.Deaf.class, "catchesUpWhenFaultsStop"),
                Arguments.of(BrokenStores.WithoutLives.class, "visibleStateIsAlwaysAView"),
                Arguments.of(BrokenStores.WithoutLives.class, "livesAreOrderedAlike"),
                Arguments.of(BrokenStores.WithoutLives.class, "emptyLifeClearsTheOld"),
                Arguments.of(BrokenStores.WithoutLives.class, "olderLifeChangesNothing"),
                Arguments.of(BrokenStores.ByKey.class, "cutsWhatTheViewSays"),
                Arguments.of(BrokenStores.ByKey.class, "catchesUpInPieces"),
                Arguments.of(BrokenStores.ByKey.class, "peersFollowTheOwner"),
                Arguments.of(BrokenStores.NeverResetting.class, "replicaBehindPurgeIsReset"),
                Arguments.of(BrokenStores.Talkative.class, "listenerHearsEveryStepOnce"),
                Arguments.of(BrokenStores.Hashless.class, "equalStatesHaveEqualHashes"),
                Arguments.of(BrokenStores.Throwing.class, "spoiledChunkIsRefused"),
                Arguments.of(BrokenStores.Throwing.class, "anyChunkIsHarmless"),
                Arguments.of(BrokenStores.Gullible.class, "ownRecordIsNeverMerged"),
                Arguments.of(BrokenStores.Gullible.class, "anyChunkIsHarmless"),
                Arguments.of(BrokenStores.Resentful.class, "spoiledChunkIsRefused"),
                Arguments.of(BrokenStores.Tidy.class, "replicasNeverPurge"),
                Arguments.of(BrokenCodecs.OneByteTooMany.class, "writesExactlyItsLength"),
                Arguments.of(BrokenCodecs.OneByteTooFew.class, "writesExactlyItsLength"),
                Arguments.of(BrokenCodecs.WithoutOffset.class, "decodesWhatItEncoded"),
                Arguments.of(BrokenCodecs.Narrow.class, "decodesWhatItEncoded"),
                Arguments.of(BrokenCodecs.Nullable.class, "takesAnyBytes"),
                Arguments.of(BrokenCodecs.Erroneous.class, "takesAnyBytes"),
                Arguments.of(BrokenCodecs.Erroneous.class, "takesSpoiledEncodings"),
                Arguments.of(BrokenCodecs.Prying.class, "readsOnlyItsBytes"),
                Arguments.of(BrokenCodecs.Clinging.class, "keepsNothingOfTheBuffer"),
                Arguments.of(BrokenQuorums.Half.class, "neverHasTwoQuorums"),
                Arguments.of(BrokenQuorums.Contrary.class, "isMonotone"),
                Arguments.of(BrokenQuorums.Moody.class, "isPure"),
                Arguments.of(BrokenQuorums.Authoritarian.class, "isPure"),
                Arguments.of(BrokenQuorums.Provincial.class, "neverHasTwoQuorums"),
                Arguments.of(BrokenQuorums.Hasty.class, "shortcutAgrees"),
                Arguments.of(BrokenQuorums.Lonely.class, "namesOnlyTheMissing"),
                Arguments.of(BrokenQuorums.Nostalgic.class, "namesOnlyTheMissing"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldFailWhenSubjectIsBroken(final Class<?> laws, final String law) {
        assertEquals(List.of(law), LawRun.of(laws, law).failed());
    }

    @Test
    void shouldRunAndPassWhenInheritedBySoundSubject() {
        final LawRun run = LawRun.of(MajorityQuorumProperties.class, "");
        assertEquals(List.of(), run.failed());
        assertEquals(5, run.passed().size());
    }

    @Test
    void shouldInheritEveryLawOfStoresWhenImplementingOneInterface() {
        final List<String> failed = LawRun.of(BrokenStores.Stillborn.class, "").failed();
        assertTrue(failed.size() >= 27, () -> "failed=" + failed);
        assertTrue(failed.containsAll(List.of("joinIsCommutative", "spoiledChunkIsRefused", "ownRecordIsTheView")));
    }
}
