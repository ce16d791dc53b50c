package io.gossip.core.join;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Incarnation;
import io.gossip.NodeAddress;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.Heard;
import io.gossip.core.fixture.Packets;
import io.gossip.core.fixture.Parts;
import io.gossip.core.fixture.RecordingTransport.Sent;
import io.gossip.core.task.TimedTask;
import io.gossip.core.wire.JoinReply;
import io.gossip.core.wire.JoinRequest;
import io.gossip.core.wire.JoinVerdict;
import io.gossip.core.wire.MemberState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JoinerTest {
    private static final long TICK_NS = 200 * Cluster.MS;
    private static final int MAX_CONTACTS = 20;

    private final Parts parts = new Parts();
    private final Joiner joiner = new Joiner(parts.joinParts(), "orders", "v1", TICK_NS, MAX_CONTACTS);

    private void run() {
        final long dueNs = joiner.deadlineNs();
        joiner.run(dueNs);
        assertTrue(joiner.deadlineNs() > dueNs, "the next deadline lies in the future");
    }

    private List<NodeAddress> joinedAt(final long nowNs) {
        joiner.run(nowNs);
        return parts.transport.take().stream().map(Sent::destination).toList();
    }

    private int attemptOf(final Sent packet) {
        return Packets.all(List.of(packet), Heard.Join.class).get(0).request().attempt();
    }

    private JoinReply reply(final int attempt, final JoinVerdict verdict) {
        return new JoinReply(attempt, verdict, Incarnation.NONE, 0);
    }

    @Test
    void shouldHaveNothingToDoWithoutContacts() {
        assertEquals(TimedTask.NEVER, joiner.deadlineNs());
        joiner.run(5);
        assertEquals(TimedTask.NEVER, joiner.deadlineNs());
        joiner.restart(5);
        assertEquals(TimedTask.NEVER, joiner.deadlineNs());
    }

    @Test
    void shouldIntroduceItselfToASeedAtOnce() {
        joiner.addSeed(Cluster.address(1), 50);
        assertEquals(50, joiner.deadlineNs());
        joiner.run(50);
        final Sent sent = parts.transport.take().get(0);
        assertEquals(Cluster.address(1), sent.destination());
        assertEquals(
                List.of(new Heard.Join(new JoinRequest(
                        attemptOf(sent), Cluster.id(0), Cluster.address(0), Cluster.inc(1_000, 0), 0, "orders", "v1"))),
                Packets.read(sent));
    }

    @Test
    void shouldBackOffWithJitterFromTwoToOneHundredAndFiftyTicksForEver() {
        joiner.addSeed(Cluster.address(1), 0);
        long lastNs = 0;
        joiner.run(0);
        parts.transport.take();
        final Set<Long> pauses = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            final long expectedNs = Math.min(2L << Math.min(i, 10), 150) * TICK_NS;
            final long pauseNs = joiner.deadlineNs() - lastNs;
            assertTrue(
                    pauseNs >= expectedNs * 3 / 4 && pauseNs <= expectedNs * 5 / 4 + 1,
                    "attempt " + i + " pause " + pauseNs + " expected about " + expectedNs);
            pauses.add(pauseNs);
            lastNs = joiner.deadlineNs();
            run();
            assertEquals(1, parts.transport.take().size());
        }
        assertTrue(pauses.size() > 150, "jitter");
    }

    @Test
    void shouldNotContactItselfOrNowhere() {
        joiner.addSeed(Cluster.address(0), 0);
        joiner.addSeed(new NodeAddress("10.0.0.7", 0), 0);
        assertEquals(TimedTask.NEVER, joiner.deadlineNs());
    }

    @Test
    void shouldNotJoinAnAddressBehindWhichAMemberIsPresent() {
        parts.withMembers(1);
        joiner.addSeed(Cluster.address(1), 0);
        joiner.addSeed(Cluster.address(2), 0);
        assertEquals(List.of(Cluster.address(2)), joinedAt(0));
        assertTrue(joiner.deadlineNs() > 0);
    }

    @Test
    void shouldTakeAnAliasForSatisfiedOnceItsMemberAnswered() {
        final NodeAddress alias = new NodeAddress("seed.example", 7_946);
        joiner.addSeed(alias, 0);
        joiner.run(0);
        final int attempt = attemptOf(parts.transport.take().get(0));
        parts.withMembers(1);
        assertTrue(joiner.onReply(reply(attempt, JoinVerdict.ACCEPTED), Cluster.hash(1), 10));
        for (int i = 0; i < 20; i++) {
            run();
        }
        assertEquals(List.of(), parts.transport.take());
        parts.kill(1, Cluster.inc(1_000, 0), 0);
        run();
        assertEquals(1, parts.transport.take().size(), "contacted again when the member is gone");
    }

    @Test
    void shouldMatchRepliesToTheLatestAttempt() {
        joiner.addSeed(Cluster.address(1), 0);
        joiner.run(0);
        final int first = attemptOf(parts.transport.take().get(0));
        run();
        final int second = attemptOf(parts.transport.take().get(0));
        assertFalse(joiner.onReply(reply(first, JoinVerdict.ACCEPTED), 5, 0));
        assertTrue(joiner.onReply(reply(second, JoinVerdict.ACCEPTED), 5, 0));
        assertFalse(joiner.onReply(reply(second, JoinVerdict.ACCEPTED), 5, 0), "each once");
    }

    @Test
    void shouldNotTakeARepliesNumberZeroForAnAnswer() {
        joiner.addSeed(Cluster.address(1), 0);
        assertFalse(joiner.onReply(reply(0, JoinVerdict.OUTBID), 5, 0));
        assertFalse(
                new Joiner(parts.joinParts(), "orders", "v1", TICK_NS, 1).onReply(reply(0, JoinVerdict.FULL), 5, 0));
    }

    @Test
    void shouldTryAgainSoonWhenOutbid() {
        joiner.addSeed(Cluster.address(1), 0);
        for (int i = 0; i < 10; i++) {
            run();
        }
        final List<Sent> sent = parts.transport.take();
        final long nowNs = joiner.deadlineNs() - 20 * TICK_NS;
        joiner.onReply(reply(attemptOf(sent.get(sent.size() - 1)), JoinVerdict.OUTBID), 5, nowNs);
        assertEquals(nowNs + TICK_NS, joiner.deadlineNs());
        run();
        assertEquals(1, parts.transport.take().size());
    }

    @Test
    void shouldJoinAtMostEightAtATimeAndAllInTheEnd() {
        final Set<NodeAddress> all = new HashSet<>();
        for (int i = 1; i <= 30; i++) {
            joiner.addSeed(Cluster.address(i), 0);
            all.add(Cluster.address(i));
        }
        final Set<NodeAddress> joined = new HashSet<>();
        while (joiner.deadlineNs() < 10 * TICK_NS) {
            final List<NodeAddress> now = joinedAt(joiner.deadlineNs());
            assertTrue(now.size() <= 8, "joins=" + now.size());
            joined.addAll(now);
        }
        assertEquals(all, joined, "seeds never give way, whatever the bound");
    }

    @Test
    void shouldContactAFailedMemberSoonAndOneThatLeftNoMore() {
        parts.withMembers(2);
        joiner.onFailed(parts.member(1), 0);
        assertEquals(2 * TICK_NS, joiner.deadlineNs());
        parts.kill(1, Cluster.inc(1_000, 0), 0);
        assertEquals(List.of(Cluster.address(1)), joinedAt(2 * TICK_NS));
        joiner.onLeft(parts.member(1));
        joiner.run(joiner.deadlineNs());
        assertEquals(List.of(), parts.transport.take());
        assertEquals(TimedTask.NEVER, joiner.deadlineNs());
    }

    @Test
    void shouldContactASeedSoonWhenItsMemberFailed() {
        parts.withMembers(1);
        joiner.addSeed(Cluster.address(1), 0);
        joiner.run(0);
        assertEquals(List.of(), parts.transport.take());
        parts.kill(1, Cluster.inc(1_000, 0), 0);
        joiner.onFailed(parts.member(1), TICK_NS);
        assertEquals(3 * TICK_NS, joiner.deadlineNs());
        assertEquals(List.of(Cluster.address(1)), joinedAt(3 * TICK_NS));
    }

    @Test
    void shouldKeepASeedWhoseMemberLeft() {
        parts.withMembers(1);
        joiner.addSeed(Cluster.address(1), 0);
        joiner.onLeft(parts.member(1));
        parts.membership.apply(Cluster.claim(MemberState.LEFT, 1, Cluster.inc(1_000, 0)), false, 0);
        assertEquals(List.of(Cluster.address(1)), joinedAt(0));
    }

    @Test
    void shouldForgetTheOldestKnownAddressWhenFull() {
        joiner.addSeed(Cluster.address(1), 0);
        for (int i = 2; i <= MAX_CONTACTS + 5; i++) {
            joiner.addKnown(Cluster.address(i), 0);
        }
        final Set<NodeAddress> joined = new HashSet<>();
        while (joiner.deadlineNs() < 10 * TICK_NS) {
            joined.addAll(joinedAt(joiner.deadlineNs()));
        }
        assertEquals(MAX_CONTACTS, joined.size());
        assertTrue(joined.contains(Cluster.address(1)));
        assertFalse(joined.contains(Cluster.address(2)));
    }

    private Set<NodeAddress> joinedFrom(final long nowNs) {
        final Set<NodeAddress> joined = new HashSet<>();
        joiner.restart(nowNs);
        while (joiner.deadlineNs() < nowNs + 10 * TICK_NS) {
            joined.addAll(joinedAt(joiner.deadlineNs()));
        }
        return joined;
    }

    private static Set<NodeAddress> addresses(final int from, final int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Cluster::address).collect(Collectors.toSet());
    }

    @Test
    void shouldContactWhatIsDeclaredNowAndNothingElse() {
        joiner.declare(addresses(1, 3), 0);
        assertEquals(addresses(1, 3), joinedFrom(0));
        joiner.declare(addresses(3, 5), 1_000);
        assertEquals(addresses(3, 5), joinedFrom(1_000));
        joiner.declare(Set.of(), 2_000);
        assertEquals(Set.of(), joinedFrom(2_000));
        assertEquals(TimedTask.NEVER, joiner.deadlineNs());
    }

    @Test
    void shouldGoOnWithWhatIsDeclaredAgainAsIfNothingHadHappened() {
        joiner.declare(addresses(1, 1), 0);
        for (int i = 0; i < 10; i++) {
            run();
        }
        final long dueNs = joiner.deadlineNs();
        joiner.declare(addresses(1, 1), dueNs - 1);
        assertEquals(dueNs, joiner.deadlineNs(), "the back-off");
    }

    @Test
    void shouldKeepSeedsAndWhereMembersFailedWhateverIsDeclared() {
        parts.withMembers(3);
        joiner.addSeed(Cluster.address(9), 0);
        joiner.declare(addresses(1, 3), 0);
        joiner.addSeed(Cluster.address(1), 0);
        for (int i = 1; i <= 3; i++) {
            parts.kill(i, Cluster.inc(1_000, 0), 0);
        }
        joiner.onFailed(parts.member(2), 0);
        joiner.declare(Set.of(), 0);
        assertEquals(Set.of(Cluster.address(9), Cluster.address(1), Cluster.address(2)), joinedFrom(0));
    }

    @Test
    void shouldContactADeclaredAddressWhoseMemberLeftForAsLongAsItIsDeclared() {
        parts.withMembers(1);
        joiner.declare(addresses(1, 1), 0);
        joiner.onFailed(parts.member(1), 0);
        parts.membership.apply(Cluster.claim(MemberState.LEFT, 1, Cluster.inc(1_000, 0)), false, 0);
        joiner.onLeft(parts.member(1));
        assertEquals(addresses(1, 1), joinedFrom(0));
        joiner.declare(Set.of(), 0);
        assertEquals(Set.of(), joinedFrom(0));
    }

    @Test
    void shouldContactAtOnceWhatIsAskedForThoughItIsBackingOffThere() {
        joiner.addKnown(Cluster.address(1), 0);
        for (int i = 0; i < 10; i++) {
            run();
        }
        parts.transport.take();
        joiner.declare(addresses(1, 1), 5);
        assertEquals(List.of(Cluster.address(1)), joinedAt(5));
    }

    @Test
    void shouldLetNothingAskedForGiveWayToWhatIsLearnt() {
        joiner.addSeed(Cluster.address(1), 0);
        joiner.declare(addresses(2, MAX_CONTACTS - 1), 0);
        joiner.addKnown(Cluster.address(100), 0);
        joiner.addKnown(Cluster.address(101), 0);
        final Set<NodeAddress> expected = addresses(1, MAX_CONTACTS - 1);
        expected.add(Cluster.address(101));
        assertEquals(expected, joinedFrom(0), "the older one gave way");
        joiner.declare(addresses(2, MAX_CONTACTS), 0);
        joiner.addKnown(Cluster.address(102), 0);
        assertEquals(addresses(1, MAX_CONTACTS), joinedFrom(0), "no room is left");
        joiner.declare(Set.of(), 0);
        joiner.addKnown(Cluster.address(103), 0);
        assertEquals(Set.of(Cluster.address(1), Cluster.address(103)), joinedFrom(0));
    }

    @Test
    void shouldContactEverybodyAnewWhenStartingOver() {
        final List<NodeAddress> all = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            joiner.addSeed(Cluster.address(i), 0);
            all.add(Cluster.address(i));
        }
        for (int i = 0; i < 30; i++) {
            run();
        }
        parts.transport.take();
        final long nowNs = joiner.deadlineNs() - 1;
        joiner.restart(nowNs);
        assertEquals(nowNs, joiner.deadlineNs());
        assertEquals(all, joinedAt(nowNs));
    }
}
