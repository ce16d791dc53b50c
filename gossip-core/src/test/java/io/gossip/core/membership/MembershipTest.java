package io.gossip.core.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Incarnation;
import io.gossip.NodeAddress;
import io.gossip.StoreLimits;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.Parts;
import io.gossip.core.suspicion.SuspicionTimeouts;
import io.gossip.core.task.TimedTask;
import io.gossip.core.wire.MemberClaim;
import io.gossip.core.wire.MemberState;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private static final long SECOND_NS = 1_000 * Cluster.MS;
    private static final Incarnation FIRST = Cluster.inc(Cluster.FIRST_COUNTER, 0);

    private final Parts parts = new Parts();
    private final Membership membership = parts.membership;

    private ClaimOutcome hear(final MemberState state, final int n, final Incarnation inc, final int accuser) {
        return membership.apply(Cluster.claim(state, n, inc, Cluster.hash(accuser), false), false, 0);
    }

    private ClaimOutcome hearsay(final MemberState state, final int n, final Incarnation inc, final int accuser) {
        return membership.apply(Cluster.claim(state, n, inc, Cluster.hash(accuser), true), false, 0);
    }

    @Test
    void shouldAdmitAnUnknownNodeAndTellOthers() {
        assertEquals(ClaimOutcome.APPLIED, membership.apply(Cluster.alive(1), false, 0));
        assertEquals(List.of("known node-1", "joined node-1"), parts.events.take());
        assertEquals(List.of(Cluster.alive(1)), parts.events.takeNews());
        assertEquals(2, parts.table.presentCount());
        assertEquals(ClaimOutcome.IGNORED, membership.apply(Cluster.alive(1), false, 0));
        assertEquals(List.of(), parts.events.takeNews());
    }

    @Test
    void shouldNotTakeClaimsAboutItself() {
        final MemberClaim death = Cluster.claim(MemberState.DEAD, 0, Cluster.inc(9_999, 0));
        assertEquals(ClaimOutcome.SELF, membership.apply(death, false, 0));
        assertEquals(0, parts.table.all().size());
    }

    @Test
    void shouldKnowTheGoneWithoutEverHavingSeenThemJoin() {
        hear(MemberState.DEAD, 1, FIRST, 5);
        hear(MemberState.LEFT, 2, FIRST, 0);
        assertEquals(List.of("known node-1", "known node-2"), parts.events.take());
        assertEquals(1, parts.table.presentCount());
    }

    @Test
    void shouldSuspectAnUnknownNodeOnlyAfterItsJoin() {
        hear(MemberState.SUSPECT, 1, FIRST, 5);
        assertEquals(List.of("known node-1", "joined node-1", "suspected node-1"), parts.events.take());
        assertEquals(MemberState.SUSPECT, parts.member(1).state());
    }

    @Test
    void shouldFailASuspectExactlyAtTheDeadline() {
        parts.withMembers(10);
        membership.suspect(parts.member(1), 0);
        final long deadlineNs = membership.deadlineNs();
        // 11 members: alpha 4 * log10 11 * 1 s, times beta 6
        assertEquals(24_993, deadlineNs / Cluster.MS);
        membership.run(deadlineNs - 1);
        assertEquals(MemberState.SUSPECT, parts.member(1).state());
        parts.events.take();
        parts.events.takeNews();
        membership.run(deadlineNs);
        assertEquals(MemberState.DEAD, parts.member(1).state());
        assertEquals(List.of("failed node-1"), parts.events.take());
        final MemberClaim news = parts.events.takeNews().get(0);
        assertEquals(MemberState.DEAD, news.state());
        assertEquals(Cluster.hash(0), news.accuser());
        assertFalse(news.hearsay());
        assertEquals(TimedTask.NEVER, membership.deadlineNs());
    }

    @Test
    void shouldLeaveNoDeadlineInThePastWhenManyExpireAtOnce() {
        parts.withMembers(200);
        for (int i = 1; i <= 150; i++) {
            membership.suspect(parts.member(i), i);
        }
        final long nowNs = membership.deadlineNs();
        membership.run(nowNs);
        assertTrue(membership.deadlineNs() > nowNs, "deadline=" + membership.deadlineNs() + " now=" + nowNs);
    }

    @Test
    void shouldShortenASuspicionWhenAnIndependentAccuserConfirms() {
        parts.withMembers(9);
        hear(MemberState.SUSPECT, 1, FIRST, 2);
        assertEquals(24 * SECOND_NS, membership.deadlineNs());
        parts.events.takeNews();
        assertEquals(ClaimOutcome.APPLIED, hear(MemberState.SUSPECT, 1, FIRST, 3));
        assertEquals(11_381, membership.deadlineNs() / Cluster.MS);
        assertEquals(Cluster.hash(3), parts.events.takeNews().get(0).accuser());
        assertEquals(ClaimOutcome.APPLIED, hear(MemberState.SUSPECT, 1, FIRST, 4));
        assertEquals(4 * SECOND_NS, membership.deadlineNs());
        assertEquals(ClaimOutcome.IGNORED, hear(MemberState.SUSPECT, 1, FIRST, 5));
        assertEquals(1, parts.events.takeNews().size());
    }

    @Test
    void shouldNotShortenASuspicionByHearsayOrByTheSameAccuser() {
        parts.withMembers(9);
        hear(MemberState.SUSPECT, 1, FIRST, 2);
        assertEquals(ClaimOutcome.IGNORED, hear(MemberState.SUSPECT, 1, FIRST, 2));
        assertEquals(ClaimOutcome.IGNORED, hearsay(MemberState.SUSPECT, 1, FIRST, 3));
        assertEquals(24 * SECOND_NS, membership.deadlineNs());
    }

    @Test
    void shouldOnlySuspectWhenADeathIsHearsay() {
        parts.withMembers(9);
        hearsay(MemberState.DEAD, 1, FIRST, 5);
        assertEquals(MemberState.SUSPECT, parts.member(1).state());
        assertEquals(List.of("suspected node-1"), parts.events.take());
        final MemberClaim news = parts.events.takeNews().get(0);
        assertEquals(MemberState.SUSPECT, news.state());
        assertTrue(news.hearsay());
        assertEquals(24 * SECOND_NS, membership.deadlineNs());
    }

    @Test
    void shouldOnlySuspectWhenADeathIsHeardOfOneThatWasNotSuspected() {
        parts.withMembers(9);
        hear(MemberState.DEAD, 1, FIRST, 5);
        assertEquals(MemberState.SUSPECT, parts.member(1).state());
        assertEquals(List.of("suspected node-1"), parts.events.take());
        final MemberClaim news = parts.events.takeNews().get(0);
        assertEquals(MemberState.SUSPECT, news.state(), "the rumor of its death ends here");
        assertEquals(Cluster.hash(5), news.accuser());
        // 10 members: it has alpha * 1 s to refute, as if all had confirmed
        assertEquals(4 * SECOND_NS, membership.deadlineNs());
        membership.run(4 * SECOND_NS);
        assertEquals(List.of("failed node-1"), parts.events.take());
    }

    @Test
    void shouldBelieveADeathOfOneThatHadTheTimeToRefuteIt() {
        parts.withMembers(9);
        hear(MemberState.SUSPECT, 1, FIRST, 2);
        final MemberClaim death = Cluster.claim(MemberState.DEAD, 1, FIRST, Cluster.hash(5), false);
        membership.apply(death, false, 4 * SECOND_NS - 1);
        assertEquals(MemberState.SUSPECT, parts.member(1).state());
        membership.apply(death, false, 4 * SECOND_NS);
        assertEquals(MemberState.DEAD, parts.member(1).state());
        assertTrue(parts.events.takeNews().contains(death), "it is told on");
    }

    @Test
    void shouldBelieveADeathAtOnceWhenSuspicionsAreNotLengthened() {
        final Membership swim = new Membership(
                parts.table,
                parts.gone,
                new SuspicionTimeouts(Cluster.intervals(), false),
                parts.health,
                Parts.MAX_MEMBERS,
                parts.identity,
                parts.events);
        parts.withMembers(9);
        swim.suspect(parts.member(2), 0);
        assertEquals(4 * SECOND_NS, swim.deadlineNs());
        parts.events.take();
        swim.apply(Cluster.claim(MemberState.DEAD, 1, FIRST, Cluster.hash(5), false), false, 0);
        assertEquals(List.of("failed node-1"), parts.events.take());
    }

    @Test
    void shouldNotCountTheTimeInWhichItListenedToNobody() {
        parts.withMembers(9);
        hear(MemberState.SUSPECT, 1, FIRST, 2);
        membership.onStalled(100 * SECOND_NS);
        assertEquals(124 * SECOND_NS, membership.deadlineNs());
    }

    /** In a cluster of two nobody can confirm, so that the accuser goes by how well it is itself. */
    @Test
    void shouldWaitLongerForTheOnlyOtherWhenThisNodeIsNotWell() {
        parts.withMembers(1);
        hear(MemberState.SUSPECT, 1, FIRST, 0);
        assertEquals(4 * SECOND_NS, membership.deadlineNs());
        parts.health.onStalled(2);
        assertEquals(12 * SECOND_NS, membership.deadlineNs());
        for (int i = 0; i < 3; i++) {
            parts.health.onStalled(3);
        }
        assertEquals(24 * SECOND_NS, membership.deadlineNs(), "never above beta times as long");
    }

    @Test
    void shouldClearTheSuspicionWhenRefuted() {
        parts.withMembers(9);
        hear(MemberState.SUSPECT, 1, FIRST, 2);
        parts.events.take();
        assertEquals(ClaimOutcome.APPLIED, hear(MemberState.ALIVE, 1, Cluster.inc(1_000, 1), 0));
        assertEquals(List.of("refuted node-1"), parts.events.take());
        assertNull(parts.member(1).suspicion());
        assertEquals(TimedTask.NEVER, membership.deadlineNs());
    }

    @Test
    void shouldNotKillARefutedIncarnation() {
        parts.withMembers(9);
        hear(MemberState.SUSPECT, 1, FIRST, 2);
        hear(MemberState.ALIVE, 1, Cluster.inc(1_000, 1), 0);
        for (final MemberState state : List.of(MemberState.SUSPECT, MemberState.DEAD, MemberState.LEFT)) {
            assertEquals(ClaimOutcome.IGNORED, hear(state, 1, FIRST, 3));
        }
        membership.run(Long.MAX_VALUE / 2);
        assertEquals(MemberState.ALIVE, parts.member(1).state());
    }

    @Test
    void shouldRestartTheSuspicionWhenAHigherIncarnationIsSuspected() {
        parts.withMembers(9);
        hear(MemberState.SUSPECT, 1, FIRST, 2);
        hear(MemberState.SUSPECT, 1, FIRST, 3);
        membership.apply(
                Cluster.claim(MemberState.SUSPECT, 1, Cluster.inc(1_000, 1), Cluster.hash(4), false),
                false,
                3 * SECOND_NS);
        assertEquals(27 * SECOND_NS, membership.deadlineNs());
        assertEquals(1, parts.table.suspects().size());
    }

    @Test
    void shouldNotReviveTheDeadWithAnEqualIncarnation() {
        parts.withMembers(3);
        hear(MemberState.DEAD, 1, FIRST, 2);
        membership.run(membership.deadlineNs());
        assertEquals(ClaimOutcome.IGNORED, membership.apply(Cluster.alive(1), true, 0));
        assertFalse(parts.member(1).isPresent());
        parts.events.take();
        hear(MemberState.ALIVE, 1, Cluster.inc(1_000, 1), 0);
        assertEquals(List.of("joined node-1"), parts.events.take());
    }

    @Test
    void shouldTakeALeavingAsFinalForItsLife() {
        parts.withMembers(3);
        hear(MemberState.LEFT, 1, FIRST, 0);
        assertEquals(List.of("left node-1"), parts.events.take());
        hear(MemberState.ALIVE, 1, Cluster.inc(1_000, 9), 0);
        assertEquals(MemberState.LEFT, parts.member(1).state());
        hear(MemberState.ALIVE, 1, Cluster.inc(1_001, 0), 0);
        assertEquals(List.of("joined node-1"), parts.events.take());
    }

    @Test
    void shouldReportANewLifeOnTheSameAddressAsAnUpdate() {
        parts.withMembers(3);
        hear(MemberState.ALIVE, 1, Cluster.inc(1_001, 0), 0);
        assertEquals(List.of("updated node-1"), parts.events.take());
        hear(MemberState.ALIVE, 1, Cluster.inc(1_001, 1), 0);
        assertEquals(List.of(), parts.events.take(), "a refutation of nothing is no event");
    }

    @Test
    void shouldMoveOnlyWithAHigherIncarnation() {
        parts.withMembers(3);
        final NodeAddress moved = new NodeAddress("10.9.9.9", 1);
        assertEquals(ClaimOutcome.IGNORED, membership.apply(movedTo(moved, FIRST), true, 0));
        assertEquals(Cluster.address(1), parts.member(1).address());
        membership.apply(movedTo(moved, Cluster.inc(1_001, 0)), false, 0);
        assertEquals(moved, parts.member(1).address());
        assertEquals(List.of("updated node-1"), parts.events.take());
        membership.apply(movedTo(Cluster.address(1), Cluster.inc(1_000, 7)), true, 0);
        assertEquals(moved, parts.member(1).address());
    }

    @Test
    void shouldNotMoveByASuspicionOfTheIncarnationHeld() {
        parts.withMembers(3);
        membership.apply(
                new MemberClaim(
                        MemberState.SUSPECT,
                        Cluster.id(1),
                        Cluster.hash(1),
                        new NodeAddress("10.9.9.9", 1),
                        FIRST,
                        Cluster.hash(2),
                        false),
                false,
                0);
        assertEquals(MemberState.SUSPECT, parts.member(1).state());
        assertEquals(Cluster.address(1), parts.member(1).address());
        parts.events.takeNews().forEach(news -> assertEquals(Cluster.address(1), news.address()));
    }

    private static MemberClaim movedTo(final NodeAddress address, final Incarnation inc) {
        return new MemberClaim(MemberState.ALIVE, Cluster.id(1), Cluster.hash(1), address, inc, 0, false);
    }

    @Test
    void shouldRefuseStrangersWhenFullButStillHearOfMembers() {
        final Parts small = new Parts(0, 1, 3, StoreLimits.defaults()).withMembers(3);
        assertEquals(ClaimOutcome.REFUSED, small.membership.apply(Cluster.alive(4), true, 0));
        assertEquals(3, small.table.all().size());
        assertEquals(1, small.membership.refusedCount());
        final MemberClaim newer = Cluster.claim(MemberState.ALIVE, 3, Cluster.inc(1_001, 0));
        assertEquals(ClaimOutcome.APPLIED, small.membership.apply(newer, false, 0));
    }

    @Test
    void shouldRefuseCountersBeyondBeliefUnlessTheMemberSaysSo() {
        parts.withMembers(1);
        final Incarnation largest = Cluster.inc(1_000 + (1L << 48), 0);
        final Incarnation beyond = Cluster.inc(1_001 + (1L << 48), 0);
        assertEquals(ClaimOutcome.REFUSED, hear(MemberState.ALIVE, 1, beyond, 0));
        assertEquals(ClaimOutcome.REFUSED, hear(MemberState.ALIVE, 1, Cluster.inc(Long.MAX_VALUE, 0), 0));
        assertEquals(ClaimOutcome.REFUSED, hear(MemberState.ALIVE, 2, beyond, 0));
        assertEquals(FIRST, parts.member(1).incarnation());
        assertEquals(ClaimOutcome.APPLIED, hear(MemberState.ALIVE, 1, largest, 0));
        assertEquals(ClaimOutcome.APPLIED, membership.apply(Cluster.claim(MemberState.ALIVE, 2, beyond), true, 0));
        assertEquals(3, membership.refusedCount());
    }

    @Test
    void shouldRefuseAnotherIdWithTheHashOfAMember() {
        parts.withMembers(1);
        final MemberClaim twin = new MemberClaim(
                MemberState.ALIVE, Cluster.id(2), Cluster.hash(1), Cluster.address(2), Cluster.inc(5_000, 0), 0, false);
        assertEquals(ClaimOutcome.REFUSED, membership.apply(twin, true, 0));
        assertEquals(Cluster.id(1), parts.member(1).id());
    }

    @Test
    void shouldOnlyTellWhenSomebodySaysThatAPresentMemberIsForgotten() {
        parts.withMembers(1);
        assertEquals(ClaimOutcome.GONE, hear(MemberState.GONE, 1, FIRST, 0));
        assertEquals(ClaimOutcome.IGNORED, hear(MemberState.GONE, 1, Cluster.inc(999, 0), 0));
        assertEquals(ClaimOutcome.IGNORED, hear(MemberState.GONE, 2, FIRST, 0));
        assertEquals(List.of(), parts.events.take());
        assertTrue(parts.member(1).isPresent());
    }

    @Test
    void shouldNotBringBackAForgottenMemberByAccusingIt() {
        parts.withMembers(2);
        final Member forgotten = parts.member(1);
        new Reaper(parts.table, parts.gone, 1_000, parts.events, 0).forgetAll();
        parts.events.take();
        membership.suspect(forgotten, 5);
        assertEquals(List.of(), parts.events.take());
        assertNull(parts.member(1));
    }
}
