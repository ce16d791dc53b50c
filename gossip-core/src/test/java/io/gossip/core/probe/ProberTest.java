package io.gossip.core.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Incarnation;
import io.gossip.NodeAddress;
import io.gossip.NodeStatus;
import io.gossip.PeerLink;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.Heard;
import io.gossip.core.fixture.Packets;
import io.gossip.core.fixture.Parts;
import io.gossip.core.fixture.RecordingTransport.Sent;
import io.gossip.core.membership.Member;
import io.gossip.core.wire.MemberState;
import io.gossip.spi.Lane;
import io.gossip.spi.Transport;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProberTest {
    private static final long START_NS = 7 * Cluster.MS;

    private final Parts parts = new Parts().withMembers(5);
    private final Prober prober = new Prober(Cluster.intervals(), parts.probeParts(), true, parts.random, START_NS);

    private int sequence;

    private static long at(final long ms) {
        return START_NS + ms * Cluster.MS;
    }

    /** Runs the prober when it is due, up to and including the time. */
    private void runUntil(final long nowNs) {
        while (prober.deadlineNs() <= nowNs) {
            final long dueNs = prober.deadlineNs();
            prober.run(dueNs);
            assertTrue(prober.deadlineNs() > dueNs, "the next deadline lies in the future");
        }
    }

    private Heard.Ping ping(final Sent packet) {
        return Packets.all(List.of(packet), Heard.Ping.class).get(0);
    }

    private Member memberAt(final NodeAddress address) {
        return parts.table.all().stream()
                .filter(member -> member.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    /** @return the member that is probed, after the first ping */
    private Member probeFirst() {
        runUntil(at(0));
        final List<Sent> sent = parts.transport.take();
        assertEquals(1, sent.size());
        sequence = ping(sent.get(0)).sequence();
        assertTrue(sequence >= 0, "the top bit is for relayed probes");
        return memberAt(sent.get(0).destination());
    }

    @Test
    void shouldPingOneMemberByNameWithItsOwnWord() {
        assertEquals(START_NS, prober.deadlineNs());
        runUntil(at(0));
        final List<Sent> sent = parts.transport.take();
        assertEquals(1, sent.size());
        final Heard.Ping ping = ping(sent.get(0));
        final Member target = memberAt(sent.get(0).destination());
        assertEquals(new Heard.Ping(ping.sequence(), target.hash(), Cluster.inc(1_000, 0), 0, 99, NodeStatus.UP), ping);
        assertEquals(Lane.BEST_EFFORT, sent.get(0).lane());
        assertEquals(at(400), prober.deadlineNs());
    }

    @Test
    void shouldProbeTheNextAfterTheIntervalWhenAcked() {
        final Set<Long> probed = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            runUntil(at(1_000L * i));
            final List<Sent> sent = parts.transport.take();
            assertEquals(1, sent.size(), "an ack in time needs no help");
            probed.add(ping(sent.get(0)).target());
            prober.onAck(
                    Lane.BEST_EFFORT,
                    ping(sent.get(0)).target(),
                    ping(sent.get(0)).sequence(),
                    at(1_000L * i + 399));
            assertEquals(at(1_000L * i + 1_000), prober.deadlineNs());
        }
        assertEquals(5, probed.size());
        assertEquals(List.of(), parts.events.take());
    }

    @Test
    void shouldAskOthersAndTheReliableLaneAtTheTimeout() {
        final Member target = probeFirst();
        runUntil(at(399));
        assertEquals(List.of(), parts.transport.take());
        runUntil(at(400));
        final List<Sent> sent = parts.transport.take();
        assertEquals(3, sent.size());
        final Set<NodeAddress> relays = new HashSet<>();
        for (final Sent packet : sent.subList(0, 2)) {
            // 80 % of the 600 ms left
            assertEquals(List.of(new Heard.PingRequest(sequence, target.hash(), 480_000)), Packets.read(packet));
            relays.add(packet.destination());
        }
        assertEquals(2, relays.size());
        assertTrue(!relays.contains(target.address()));
        assertEquals(Lane.RELIABLE, sent.get(2).lane());
        assertEquals(target.address(), sent.get(2).destination());
        assertEquals(target.hash(), ping(sent.get(2)).target());
    }

    @Test
    void shouldSuspectAtTheEndOfTheIntervalAndNotBefore() {
        final Member target = probeFirst();
        runUntil(at(999));
        assertEquals(MemberState.ALIVE, target.state());
        runUntil(at(1_000));
        assertEquals(List.of("suspected " + target.id()), parts.events.take());
        assertEquals(Cluster.hash(0), target.suspicion().accuser());
    }

    @Test
    void shouldNotSuspectWhenAnAckComesLateButInsideTheInterval() {
        probeFirst();
        runUntil(at(400));
        prober.onAck(Lane.BEST_EFFORT, 1, sequence, at(999));
        runUntil(at(1_000));
        assertEquals(List.of(), parts.events.take());
    }

    @Test
    void shouldIgnoreAcksOfOtherProbes() {
        final Member target = probeFirst();
        prober.onAck(Lane.BEST_EFFORT, 1, sequence + 1, at(10));
        prober.onAck(Lane.BEST_EFFORT, 1, sequence - 1, at(10));
        runUntil(at(1_000));
        assertEquals(MemberState.SUSPECT, target.state());
        parts.transport.take();
        prober.onAck(Lane.BEST_EFFORT, 1, sequence, at(1_001));
        assertEquals(at(2_200), prober.deadlineNs(), "the old ack does not end the new probe");
    }

    @Test
    void shouldAskOthersAtOnceWhenTheSendFails() {
        for (int i = 1; i <= 5; i++) {
            parts.transport.refuse(Cluster.address(i), Transport.UNREACHABLE);
        }
        parts.transport.refuse(Cluster.address(1), Transport.UNREACHABLE);
        prober.run(at(0));
        assertEquals(at(1_000), prober.deadlineNs());
        // ping, two requests and the ping on the reliable lane
        assertEquals(3, parts.counters.failed(Lane.BEST_EFFORT));
        assertEquals(1, parts.counters.failed(Lane.RELIABLE));
    }

    @Test
    void shouldNotSuspectWhoSpokeUpMeanwhile() {
        final Member target = probeFirst();
        final Incarnation newer = Cluster.inc(1_000, 1);
        final int n = Integer.parseInt(target.id().toString().replaceAll(".*-", ""));
        parts.membership.apply(Cluster.claim(MemberState.ALIVE, n, newer), true, at(500));
        parts.events.take();
        runUntil(at(1_000));
        assertEquals(List.of(), parts.events.take());
        assertEquals(MemberState.ALIVE, target.state());
    }

    @Test
    void shouldGiveHelpersTheirTimeWhenThisNodeWasFrozen() {
        final Member target = probeFirst();
        prober.run(at(5_000));
        assertEquals(MemberState.ALIVE, target.state());
        assertEquals(3, parts.transport.take().size());
        assertTrue(
                prober.deadlineNs() >= at(5_400),
                "others are asked and must be able to answer, left ms="
                        + (prober.deadlineNs() - at(5_000)) / Cluster.MS);
    }

    @Test
    void shouldTellASuspectOfItsSuspicionWithThePing() {
        for (int i = 1; i <= 5; i++) {
            parts.membership.suspect(parts.member(i), at(0));
        }
        parts.events.take();
        runUntil(at(0));
        final Sent sent = parts.transport.take().get(0);
        final Member target = memberAt(sent.destination());
        final List<Heard.Member> told = Packets.all(List.of(sent), Heard.Member.class);
        assertEquals(target.hash(), told.get(0).claim().idHash());
        assertEquals(MemberState.SUSPECT, told.get(0).claim().state());
    }

    @Test
    void shouldCountNacksOfThePresentProbe() {
        probeFirst();
        runUntil(at(400));
        prober.onNack(sequence);
        prober.onNack(sequence + 9);
        assertEquals(1, prober.nackCount());
        prober.onAck(Lane.BEST_EFFORT, 1, sequence, at(500));
        prober.onNack(sequence);
        assertEquals(1, prober.nackCount());
    }

    @Test
    void shouldDoubtItselfWhenNeitherTheTargetNorARelayAnswers() {
        probeFirst();
        runUntil(at(1_000));
        assertEquals(2, parts.health.score(), "two nacks are missing");
        // The next probe has three times as long, for both of its parts.
        assertEquals(at(1_000 + 3 * 400), prober.deadlineNs());
        parts.transport.take();
        runUntil(at(2_200));
        assertEquals(at(1_000 + 3 * 1_000), prober.deadlineNs());
        final List<Heard.PingRequest> requests = Packets.all(parts.transport.take(), Heard.PingRequest.class);
        // 80 % of 1.8 s
        assertEquals(1_440_000, requests.get(0).budgetUs());
    }

    @Test
    void shouldDoubtTheTargetAloneWhenAllRelaysSendNacks() {
        final Member target = probeFirst();
        runUntil(at(400));
        prober.onNack(sequence);
        prober.onNack(sequence);
        prober.onNack(sequence);
        runUntil(at(1_000));
        assertEquals(MemberState.SUSPECT, target.state());
        assertEquals(0, parts.health.score());
    }

    @Test
    void shouldBeBetterWithEachProbeThatIsAnswered() {
        parts.health.onStalled(3);
        probeFirst();
        prober.onAck(Lane.BEST_EFFORT, 77, sequence, at(1));
        prober.onAck(Lane.BEST_EFFORT, 78, sequence, at(2));
        assertEquals(2, parts.health.score(), "once for each probe");
    }

    @Test
    void shouldDoubtItselfOnceWhenTheOnlyOtherIsSilent() {
        final Parts two = new Parts().withMembers(1);
        final Prober lonely = new Prober(Cluster.intervals(), two.probeParts(), true, two.random, START_NS);
        long nowNs = START_NS;
        for (int runs = 0; runs < 12; runs++) {
            lonely.run(nowNs);
            nowNs = lonely.deadlineNs();
        }
        assertEquals(MemberState.SUSPECT, two.member(1).state());
        assertEquals(1, two.health.score());
    }

    @Test
    void shouldNotAskSuspectsForHelp() {
        for (int i = 1; i <= 5; i++) {
            if (i != 3) {
                parts.membership.suspect(parts.member(i), at(0));
            }
        }
        runUntil(at(400));
        for (final Sent packet : parts.transport.take()) {
            if (!Packets.all(List.of(packet), Heard.PingRequest.class).isEmpty()) {
                assertEquals(Cluster.address(3), packet.destination());
            }
        }
    }

    @Test
    void shouldWaitAsLongAsTheRoundTripsOfTheTargetSay() {
        final Member target = probeFirst();
        prober.onAck(Lane.BEST_EFFORT, target.hash(), sequence, at(60));
        for (int i = 1; i <= 4; i++) {
            runUntil(at(1_000L * i));
            final Heard.Ping ping = ping(parts.transport.take().get(0));
            prober.onAck(Lane.BEST_EFFORT, 1, ping.sequence(), at(1_000L * i + 90));
            assertEquals(at(1_000L * i + 1_000), prober.deadlineNs());
        }
        // All five once; the next of them that is the first again has 60 + 4 * 30 ms, others the ceiling.
        for (int i = 5; i <= 9; i++) {
            runUntil(at(1_000L * i));
            final Heard.Ping ping = ping(parts.transport.take().get(0));
            final long timeoutMs = ping.target() == target.hash() ? 180 : 400;
            assertEquals(at(1_000L * i + timeoutMs), prober.deadlineNs(), "target " + ping.target());
            prober.onAck(Lane.BEST_EFFORT, 1, ping.sequence(), at(1_000L * i + 1));
        }
        assertEquals(Duration.ofMillis(60), target.snapshot().link().roundTrip().orElseThrow());
    }

    @Test
    void shouldRememberThatDatagramsGetLost() {
        final Parts two = new Parts().withMembers(1);
        final Member target = two.member(1);
        final Prober other = new Prober(Cluster.intervals(), two.probeParts(), true, two.random, START_NS);
        for (int i = 0; i < 3; i++) {
            two.transport.take();
            other.run(other.deadlineNs());
            final int ping = ping(two.transport.take().get(0)).sequence();
            other.run(other.deadlineNs());
            other.onAck(Lane.RELIABLE, target.hash(), ping, other.deadlineNs() - 1);
        }
        assertEquals(0, two.health.score(), "an answer is an answer");
        two.transport.take();
        // From the fourth on the reliable lane at once, and a datagram with each fourth probe.
        int datagrams = 0;
        for (int i = 0; i < 8; i++) {
            other.run(other.deadlineNs());
            final List<Sent> sent = two.transport.take();
            assertEquals(Lane.RELIABLE, sent.get(sent.size() - 1).lane(), "probe " + i);
            datagrams += sent.size() - 1;
            other.onAck(Lane.RELIABLE, target.hash(), ping(sent.get(0)).sequence(), other.deadlineNs() - 1);
        }
        assertEquals(2, datagrams);
        assertEquals(PeerLink.State.RELIABLE_ONLY, target.snapshot().link().state());
        assertEquals(MemberState.ALIVE, target.state());
        other.run(other.deadlineNs());
        two.transport.take();
        while (two.transport.take().stream().noneMatch(packet -> packet.lane() == Lane.BEST_EFFORT)) {
            other.run(other.deadlineNs());
        }
    }

    @Test
    void shouldGiveWhoIsProbedTheTimeInWhichThisNodeDidNotListen() {
        final Member target = probeFirst();
        prober.onStalled(3_000 * Cluster.MS);
        prober.onStalled(3_000 * Cluster.MS);
        assertEquals(at(3_400), prober.deadlineNs(), "once for each wait");
        runUntil(at(3_400));
        assertEquals(at(4_000), prober.deadlineNs());
        prober.onStalled(500 * Cluster.MS);
        assertEquals(at(4_500), prober.deadlineNs());
        prober.onAck(Lane.BEST_EFFORT, target.hash(), sequence, at(4_499));
        prober.onStalled(500 * Cluster.MS);
        assertEquals(at(4_500), prober.deadlineNs(), "nobody is waited for");
        assertEquals(MemberState.ALIVE, target.state());
    }

    @Test
    void shouldNotTellASuspectWhenThereIsNoBuddySystem() {
        final Prober silent = new Prober(Cluster.intervals(), parts.probeParts(), false, parts.random, START_NS);
        for (int i = 1; i <= 5; i++) {
            parts.membership.suspect(parts.member(i), at(0));
        }
        parts.broadcasts.clear();
        silent.run(at(0));
        assertEquals(List.of(), Packets.all(parts.transport.take(), Heard.Member.class));
    }

    @Test
    void shouldKeepItsRhythmWhenAlone() {
        final Parts alone = new Parts();
        final Prober idle = new Prober(Cluster.intervals(), alone.probeParts(), true, alone.random, START_NS);
        idle.run(at(0));
        assertEquals(at(1_000), idle.deadlineNs());
        idle.onAck(Lane.BEST_EFFORT, 1, 0, at(1));
        assertEquals(at(1_000), idle.deadlineNs());
        idle.run(at(1_000));
        assertEquals(at(2_000), idle.deadlineNs());
        assertEquals(List.of(), alone.transport.take());
    }

    @Test
    void shouldCarryNewsOnEveryPacket() {
        parts.broadcasts.enqueue(Cluster.alive(5));
        runUntil(at(400));
        final long news = Packets.all(parts.transport.take(), Heard.Member.class).stream()
                .filter(member -> member.claim().equals(Cluster.alive(5)))
                .count();
        assertEquals(4, news, "ping, two requests, reliable ping");
    }
}
