package io.gossip.core.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeStatus;
import io.gossip.StoreLimits;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.Heard;
import io.gossip.core.fixture.Packets;
import io.gossip.core.fixture.Parts;
import io.gossip.core.fixture.RecordingTransport.Sent;
import io.gossip.core.task.TimedTask;
import io.gossip.core.wire.PacketOrigin;
import io.gossip.core.wire.sbe.PingDecoder;
import io.gossip.core.wire.sbe.PingRequestDecoder;
import io.gossip.spi.Lane;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponderTest {
    private final Parts parts = new Parts().withMembers(3);
    private final Responder responder = new Responder(parts.probeParts());
    private final Parts requester = new Parts(1, 1);
    private long nowNs;

    private void deliver(final Lane lane, final Parts sender) {
        sender.outbox.send(lane, Cluster.address(0));
        Packets.deliver(sender.transport.take().get(0), new Packets.Silent() {
            @Override
            public void onPing(final PacketOrigin from, final PingDecoder ping) {
                responder.onPing(from, (int) ping.sequence(), ping.target());
            }

            @Override
            public void onPingRequest(final PacketOrigin from, final PingRequestDecoder request) {
                responder.onPingRequest(from, (int) request.sequence(), request.target(), request.budgetUs(), nowNs);
            }
        });
    }

    private void ping(final Lane lane, final Parts sender, final long target) {
        sender.outbox.begin(lane).tryPing(17, target, Cluster.inc(1_000, 0), 0, 0, NodeStatus.UP);
        deliver(lane, sender);
    }

    private void request(final int sequence, final long target, final long budgetUs) {
        requester.outbox.packet().tryPingRequest(sequence, target, budgetUs);
        deliver(Lane.BEST_EFFORT, requester);
    }

    @Test
    void shouldAckAPingByName() {
        parts.status = NodeStatus.SUSPECT_NOT_IN_QUORUM;
        ping(Lane.BEST_EFFORT, requester, Cluster.hash(0));
        final Sent sent = parts.transport.take().get(0);
        assertEquals(Cluster.address(1), sent.destination());
        assertEquals(
                List.of(new Heard.Ack(17, Cluster.inc(1_000, 0), 0, 99, NodeStatus.SUSPECT_NOT_IN_QUORUM)),
                Packets.read(sent));
    }

    @Test
    void shouldAckWhoeverAsksForWhoeverListens() {
        ping(Lane.BEST_EFFORT, new Parts(9, 1), 0);
        assertEquals(Cluster.address(9), parts.transport.take().get(0).destination());
    }

    @Test
    void shouldAskAStrangerThatProbesItToIntroduceItself() {
        ping(Lane.BEST_EFFORT, new Parts(9, 1), Cluster.hash(0));
        final List<Heard> heard = Packets.read(parts.transport.take().get(0));
        assertEquals(
                List.of(
                        new Heard.Ack(17, Cluster.inc(1_000, 0), 0, 99, NodeStatus.UP),
                        new Heard.Sync(true, parts.probeParts().table().hash())),
                heard);
    }

    @Test
    void shouldNotInviteWhomItWouldNotLetIn() {
        final Parts full = new Parts(0, 42, 2, StoreLimits.defaults()).withMembers(2);
        final Responder ofFull = new Responder(full.probeParts());
        final Parts stranger = new Parts(9, 1);
        stranger.outbox.packet().tryPing(17, Cluster.hash(0), Cluster.inc(1_000, 0), 0, 0, NodeStatus.UP);
        stranger.outbox.send(Lane.BEST_EFFORT, Cluster.address(0));
        Packets.deliver(stranger.transport.take().get(0), new Packets.Silent() {
            @Override
            public void onPing(final PacketOrigin from, final PingDecoder ping) {
                ofFull.onPing(from, (int) ping.sequence(), ping.target());
            }
        });
        assertEquals(1, Packets.read(full.transport.take().get(0)).size(), "an ack and nothing else");
    }

    @Test
    void shouldNotInviteWhoPingsWhoeverListens() {
        ping(Lane.BEST_EFFORT, new Parts(9, 1), 0);
        assertEquals(1, Packets.read(parts.transport.take().get(0)).size());
    }

    @Test
    void shouldNotAckForAnotherName() {
        ping(Lane.BEST_EFFORT, requester, Cluster.hash(2));
        assertEquals(List.of(), parts.transport.take());
    }

    @Test
    void shouldAckOnTheReliableLaneAtTheAddressOfTheMember() {
        ping(Lane.RELIABLE, requester, Cluster.hash(0));
        final Sent sent = parts.transport.take().get(0);
        assertEquals(Lane.RELIABLE, sent.lane());
        assertEquals(Cluster.address(1), sent.destination());
        ping(Lane.RELIABLE, new Parts(9, 1), Cluster.hash(0));
        assertEquals(List.of(), parts.transport.take(), "there is no address of a stranger");
    }

    @Test
    void shouldProbeForOthersAndForwardTheAck() {
        request(5, Cluster.hash(2), 480_000);
        final Sent relayed = parts.transport.take().get(0);
        assertEquals(Cluster.address(2), relayed.destination());
        final Heard.Ping ping = (Heard.Ping) Packets.read(relayed).get(0);
        assertEquals(Cluster.hash(2), ping.target());
        assertTrue(ping.sequence() < 0, "the top bit tells relayed probes from own");
        assertEquals(480 * Cluster.MS, responder.deadlineNs());
        assertTrue(responder.tryRelayAck(ping.sequence()));
        final Sent ack = parts.transport.take().get(0);
        assertEquals(Cluster.address(1), ack.destination());
        assertEquals(5, ((Heard.Ack) Packets.read(ack).get(0)).sequence());
        assertEquals(TimedTask.NEVER, responder.deadlineNs());
        assertTrue(responder.tryRelayAck(ping.sequence()), "a second ack is no ack of an own probe either");
        assertEquals(List.of(), parts.transport.take());
    }

    @Test
    void shouldNackInsideTheBudgetOfTheRequester() {
        request(5, Cluster.hash(2), 480_000);
        parts.transport.take();
        responder.run(480 * Cluster.MS - 1);
        assertEquals(List.of(), parts.transport.take());
        responder.run(480 * Cluster.MS);
        final Sent nack = parts.transport.take().get(0);
        assertEquals(Cluster.address(1), nack.destination());
        assertEquals(List.of(new Heard.Nack(5)), Packets.read(nack));
        assertEquals(TimedTask.NEVER, responder.deadlineNs());
    }

    @Test
    void shouldTakeOwnAcksForOwn() {
        assertFalse(responder.tryRelayAck(1));
        assertFalse(responder.tryRelayAck(Integer.MAX_VALUE));
    }

    @Test
    void shouldNotProbeStrangersForOthers() {
        request(5, Cluster.hash(99), 480_000);
        assertEquals(List.of(), parts.transport.take());
        assertEquals(TimedTask.NEVER, responder.deadlineNs());
    }

    @Test
    void shouldBoundWhatItRelaysAndLetTheOldestGiveWay() {
        for (int i = 1; i <= 1_000; i++) {
            nowNs = i;
            request(i, Cluster.hash(2), 1_000);
        }
        parts.transport.take();
        responder.run(Cluster.MS * 2);
        final List<Heard.Nack> nacks = Packets.all(parts.transport.take(), Heard.Nack.class);
        assertEquals(256, nacks.size());
        assertEquals(new Heard.Nack(745), nacks.get(0));
        assertEquals(new Heard.Nack(1_000), nacks.get(255));
    }

    @Test
    void shouldKeepRelaysApart() {
        request(5, Cluster.hash(2), 480_000);
        request(6, Cluster.hash(3), 100_000);
        final List<Heard.Ping> pings = Packets.all(parts.transport.take(), Heard.Ping.class);
        responder.run(100 * Cluster.MS);
        assertEquals(List.of(new Heard.Nack(6)), Packets.all(parts.transport.take(), Heard.Nack.class));
        responder.tryRelayAck(pings.get(1).sequence());
        assertEquals(List.of(), parts.transport.take(), "too late");
        responder.tryRelayAck(pings.get(0).sequence());
        assertEquals(
                5, Packets.all(parts.transport.take(), Heard.Ack.class).get(0).sequence());
    }
}
