package io.gossip.core.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Incarnation;
import io.gossip.NodeAddress;
import io.gossip.NodeStatus;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.Heard;
import io.gossip.core.fixture.Packets;
import io.gossip.core.fixture.Parts;
import io.gossip.core.fixture.RecordingTransport.Sent;
import io.gossip.core.membership.Member;
import io.gossip.core.wire.MemberState;
import io.gossip.spi.Lane;
import io.gossip.spi.Transport;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProberTest {
    private static final long START_NS = 7 * Cluster.MS;

    private final Parts parts = new Parts().withMembers(5);
    private final Prober prober = new Prober(Cluster.intervals(), parts.probeParts(), parts.random, START_NS);

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
            prober.onAck(ping(sent.get(0)).sequence(), at(1_000L * i + 399));
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
        prober.onAck(sequence, at(999));
        runUntil(at(1_000));
        assertEquals(List.of(), parts.events.take());
    }

    @Test
    void shouldIgnoreAcksOfOtherProbes() {
        final Member target = probeFirst();
        prober.onAck(sequence + 1, at(10));
        prober.onAck(sequence - 1, at(10));
        runUntil(at(1_000));
        assertEquals(MemberState.SUSPECT, target.state());
        parts.transport.take();
        prober.onAck(sequence, at(1_001));
        assertEquals(at(1_400), prober.deadlineNs(), "the old ack does not end the new probe");
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
        prober.onAck(sequence, at(500));
        prober.onNack(sequence);
        assertEquals(1, prober.nackCount());
    }

    @Test
    void shouldKeepItsRhythmWhenAlone() {
        final Parts alone = new Parts();
        final Prober idle = new Prober(Cluster.intervals(), alone.probeParts(), alone.random, START_NS);
        idle.run(at(0));
        assertEquals(at(1_000), idle.deadlineNs());
        idle.onAck(0, at(1));
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
