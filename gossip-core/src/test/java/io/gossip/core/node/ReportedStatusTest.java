package io.gossip.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.ClusterView;
import io.gossip.Incarnation;
import io.gossip.MembershipMode;
import io.gossip.NodeStatus;
import io.gossip.PeerLink;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.Heard;
import io.gossip.core.fixture.Packets;
import io.gossip.core.fixture.Parts;
import io.gossip.core.fixture.RecordingTransport.Sent;
import io.gossip.core.wire.JoinRequest;
import io.gossip.core.wire.MemberState;
import io.gossip.spi.Lane;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One node, to which node 1 says how it sees itself; that is shown, and nothing else comes of it. */
class ReportedStatusTest {
    private static final Incarnation FIRST = Cluster.inc(Cluster.FIRST_COUNTER, 0);
    private static final Incarnation REFUTED = Cluster.inc(Cluster.FIRST_COUNTER, 1);
    private static final Incarnation SECOND = Cluster.inc(Cluster.FIRST_COUNTER + 1, 0);

    private final Net net = new Net();
    private final Net.Peer own = net.startCredulous(
            0, Net.config(0).membershipMode(MembershipMode.OPEN).build());
    private final Parts other = new Parts(1, 1);

    private List<Sent> say(final Parts speaker) {
        speaker.outbox.send(Lane.BEST_EFFORT, Cluster.address(0));
        speaker.transport.take().forEach(own.transport::arrive);
        own.transport.take();
        own.node.doWork(net.nowNs);
        return own.transport.take();
    }

    private void join(final int n, final Incarnation incarnation) {
        final Parts speaker = n == 1 ? other : new Parts(n, n);
        speaker.outbox
                .packet()
                .tryJoin(new JoinRequest(77, Cluster.id(n), Cluster.address(n), incarnation, 0, "orders", "v1"));
        say(speaker);
    }

    private List<Sent> ping(final Incarnation incarnation, final NodeStatus status) {
        other.outbox.packet().tryPing(5, Cluster.hash(0), incarnation, 0, 0, status);
        return say(other);
    }

    private void claim(final MemberState state, final Incarnation incarnation) {
        other.outbox.packet().tryMember(Cluster.claim(state, 1, incarnation, Cluster.hash(0), false));
        say(other);
    }

    private ClusterView view() {
        return own.node.store().view();
    }

    private ClusterView.Member shown(final int n) {
        return view().members().get(Cluster.id(n));
    }

    private void assertReported(final NodeStatus expected) {
        assertEquals(expected, shown(1).reportedStatus());
    }

    @Test
    void shouldShowWhatAMemberLastSaidInAPingOrAck() {
        join(1, FIRST);
        assertReported(NodeStatus.INVALID);
        ping(FIRST, NodeStatus.NOT_IN_QUORUM);
        assertReported(NodeStatus.NOT_IN_QUORUM);
        assertEquals(NodeStatus.UP, shown(1).status());
        other.outbox.packet().tryAck(5, FIRST, 0, 0, NodeStatus.SUSPECT_NOT_IN_QUORUM);
        say(other);
        assertReported(NodeStatus.SUSPECT_NOT_IN_QUORUM);
    }

    @Test
    void shouldMakeANewViewOfAChangeAndOfNothingElse() {
        join(1, FIRST);
        ping(FIRST, NodeStatus.UP);
        final ClusterView before = view();
        ping(FIRST, NodeStatus.UP);
        assertSame(before, view());
        ping(FIRST, NodeStatus.NOT_IN_QUORUM);
        assertEquals(before.changeNumber() + 1, view().changeNumber());
        assertEquals(before.quorum(), view().quorum());
    }

    @Test
    void shouldBelieveOnlyTheLifeThatIsHeld() {
        join(1, SECOND);
        ping(SECOND, NodeStatus.UP);
        ping(FIRST, NodeStatus.NOT_IN_QUORUM);
        assertReported(NodeStatus.UP);
        ping(Cluster.inc(Cluster.FIRST_COUNTER + 2, 0), NodeStatus.NOT_IN_QUORUM);
        assertReported(NodeStatus.UP);
    }

    @Test
    void shouldForgetItWithANewLife() {
        join(1, FIRST);
        ping(FIRST, NodeStatus.UP);
        join(1, SECOND);
        assertReported(NodeStatus.INVALID);
    }

    @Test
    void shouldKeepTheLastWordOfTheDeadUntilTheyReturn() {
        join(1, FIRST);
        ping(FIRST, NodeStatus.UP);
        claim(MemberState.DEAD, FIRST);
        assertEquals(NodeStatus.DOWN, shown(1).status());
        assertReported(NodeStatus.UP);
        ping(FIRST, NodeStatus.NOT_IN_QUORUM);
        assertReported(NodeStatus.NOT_IN_QUORUM);
        claim(MemberState.ALIVE, REFUTED);
        assertEquals(NodeStatus.UP, shown(1).status());
        assertReported(NodeStatus.INVALID);
    }

    @Test
    void shouldTakeTheWordWithWhichTheDeadReturn() {
        join(1, FIRST);
        claim(MemberState.DEAD, FIRST);
        ping(REFUTED, NodeStatus.NOT_IN_QUORUM);
        assertEquals(NodeStatus.UP, shown(1).status());
        assertReported(NodeStatus.NOT_IN_QUORUM);
    }

    @Test
    void shouldKeepItThroughASuspicion() {
        join(1, FIRST);
        ping(FIRST, NodeStatus.NOT_IN_QUORUM);
        claim(MemberState.SUSPECT, FIRST);
        assertTrue(shown(1).suspected());
        assertReported(NodeStatus.NOT_IN_QUORUM);
        claim(MemberState.ALIVE, REFUTED);
        assertReported(NodeStatus.NOT_IN_QUORUM);
    }

    /** It is no event of the state machine, which would end what the application thinks of this node. */
    @Test
    void shouldDecideNothingAndTellNobody() {
        join(1, FIRST);
        ping(FIRST, NodeStatus.UP);
        own.node.store().updateSelfStatus(NodeStatus.DOWN);
        net.run(Duration.ofMillis(1));
        final long rootHash = own.node.rootHash();
        final int events = own.events.size();
        for (final NodeStatus status : NodeStatus.values()) {
            final List<Heard.Ack> acks = Packets.all(ping(FIRST, status), Heard.Ack.class);
            assertEquals(1, acks.size());
            assertEquals(NodeStatus.UP, acks.get(0).status(), "by its state machine, not by the application");
            assertReported(status);
            assertEquals(NodeStatus.UP, shown(1).status());
            assertEquals(NodeStatus.DOWN, view().selfStatus());
            assertEquals(NodeStatus.UP, shown(0).reportedStatus());
        }
        assertEquals(rootHash, own.node.rootHash());
        assertEquals(events, own.events.size());
    }

    /** A packet can bury its own sender, and then go on to speak for it. */
    @Test
    void shouldNoteNothingOfWhoIsNoMemberAnyMore() {
        join(1, FIRST);
        join(2, FIRST);
        claim(MemberState.DEAD, FIRST);
        other.outbox.packet().tryPing(5, Cluster.hash(0), FIRST, 0, 0, NodeStatus.UP);
        other.outbox.current().tryMember(Cluster.claim(MemberState.GONE, 1, FIRST));
        other.outbox.current().tryPing(6, Cluster.hash(0), FIRST, 0, 0, NodeStatus.NOT_IN_QUORUM);
        say(other);
        assertEquals(
                List.of(Cluster.id(0), Cluster.id(2)),
                List.copyOf(view().members().keySet()));
        assertEquals(Cluster.address(2), shown(2).address().orElseThrow());
        assertEquals(NodeStatus.INVALID, shown(2).reportedStatus());
    }

    @Test
    void shouldComeToRestOnceEachKnowsOfEach() {
        final Net.Peer peer =
                net.start(3, Net.config(3).membershipMode(MembershipMode.OPEN).build(), 0);
        assertTrue(net.runUntil(
                Duration.ofMinutes(1),
                () -> view().members().containsKey(peer.id())
                        && shown(3).reportedStatus() == NodeStatus.UP
                        && shown(3).link().state() == PeerLink.State.DATAGRAMS));
        final ClusterView before = view();
        net.run(Duration.ofMinutes(2));
        assertSame(before, view());
    }
}
