package io.gossip.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.GossipEvent;
import io.gossip.Incarnation;
import io.gossip.MembershipMode;
import io.gossip.NodeAddress;
import io.gossip.NodeStatus;
import io.gossip.Retention;
import io.gossip.StoreKey;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.Heard;
import io.gossip.core.fixture.Packets;
import io.gossip.core.fixture.Parts;
import io.gossip.core.fixture.RecordingTransport.Sent;
import io.gossip.core.wire.DigestKind;
import io.gossip.core.wire.JoinRequest;
import io.gossip.core.wire.JoinVerdict;
import io.gossip.core.wire.MemberClaim;
import io.gossip.core.wire.MemberState;
import io.gossip.spi.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One node, spoken to by hand: node 1 is written packet by packet. */
class PacketReceiverTest {
    private final Net net = new Net();
    private final Net.Peer own = net.startCredulous(
            0, Net.config(0).membershipMode(MembershipMode.OPEN).build());
    private final Parts other = new Parts(1, 1);

    private static final Incarnation FIRST = Cluster.inc(Cluster.FIRST_COUNTER, 0);

    /** Sends what is in node 1's packet, and returns what the node answers in the same cycle. */
    private List<Sent> say(final Lane lane) {
        other.outbox.send(lane, Cluster.address(0));
        other.transport.take().forEach(own.transport::arrive);
        own.transport.take();
        own.node.doWork(net.nowNs);
        return own.transport.take();
    }

    private List<Sent> join(final Incarnation incarnation) {
        other.outbox
                .packet()
                .tryJoin(new JoinRequest(77, Cluster.id(1), Cluster.address(1), incarnation, 0, "orders", "v1"));
        return say(Lane.BEST_EFFORT);
    }

    private List<Sent> claim(final MemberState state, final int n, final Incarnation incarnation) {
        other.outbox.packet().tryMember(Cluster.claim(state, n, incarnation, Cluster.hash(1), false));
        return say(Lane.BEST_EFFORT);
    }

    private List<Sent> ping(final Incarnation incarnation) {
        return ping(incarnation, NodeStatus.UP);
    }

    private List<Sent> ping(final Incarnation incarnation, final NodeStatus status) {
        other.outbox.packet().tryPing(5, Cluster.hash(0), incarnation, 0, 0, status);
        return say(Lane.BEST_EFFORT);
    }

    private MemberStateSeen seen() {
        final List<String> kinds = new ArrayList<>();
        own.events.forEach(event -> kinds.add(event.getClass().getSimpleName()));
        return new MemberStateSeen(kinds);
    }

    private record MemberStateSeen(List<String> events) {}

    @Test
    void shouldAnswerAJoinWithAVerdictAndItsTable() {
        final List<Sent> sent = join(FIRST);
        final Heard.Reply reply = Packets.all(sent, Heard.Reply.class).get(0);
        assertEquals(JoinVerdict.ACCEPTED, reply.reply().verdict());
        assertEquals(77, reply.reply().attempt());
        final Sent table = sent.stream()
                .filter(packet -> packet.lane() == Lane.RELIABLE)
                .findFirst()
                .orElseThrow();
        final List<Heard> heard = Packets.read(table);
        assertTrue(((Heard.Sync) heard.get(heard.size() - 1)).wantsReply());
    }

    /** Its table it is sent only once in a while: without this it would know nobody until then. */
    @Test
    void shouldTellAJoinerWhoAcceptsItHoweverSoonItComesBack() {
        join(FIRST);
        final List<Sent> sent = join(Cluster.inc(Cluster.FIRST_COUNTER + 1, 0));
        assertTrue(sent.stream().noneMatch(packet -> packet.lane() == Lane.RELIABLE));
        final Sent reply = sent.stream()
                .filter(packet ->
                        !Packets.all(List.of(packet), Heard.Reply.class).isEmpty())
                .findFirst()
                .orElseThrow();
        assertEquals(
                JoinVerdict.ACCEPTED,
                Packets.all(List.of(reply), Heard.Reply.class).get(0).reply().verdict());
        assertTrue(Packets.all(List.of(reply), Heard.Member.class).stream()
                .map(Heard.Member::claim)
                .anyMatch(claim -> claim.id().equals(Cluster.id(0)) && claim.state() == MemberState.ALIVE));
    }

    @Test
    void shouldNotAdmitAJoinForSomebodyElse() {
        final Parts liar = new Parts(2, 2);
        liar.outbox.packet().tryJoin(new JoinRequest(77, Cluster.id(1), Cluster.address(1), FIRST, 0, "orders", "v1"));
        liar.outbox.send(Lane.BEST_EFFORT, Cluster.address(0));
        liar.transport.take().forEach(own.transport::arrive);
        own.node.doWork(net.nowNs);
        assertEquals(1, own.node.store().view().members().size());
    }

    @Test
    void shouldGiveAStrangerAnAckAndNothingElse() {
        final List<Sent> sent = ping(FIRST);
        assertEquals(1, Packets.all(sent, Heard.Ack.class).size());
        assertEquals(1, own.node.store().view().members().size());
        other.outbox.packet().tryBeginDigest(DigestKind.OFFER, 0, 1, 2);
        other.outbox.current().endDigest(-1);
        assertEquals(List.of(), say(Lane.BEST_EFFORT));
        other.outbox.bulk().trySync(true, 5);
        assertEquals(List.of(), say(Lane.RELIABLE));
    }

    @Test
    void shouldRefuteAtOnceAndTellOthers() {
        join(FIRST);
        final Incarnation before =
                own.node.store().view().members().get(Cluster.id(0)).incarnation();
        claim(MemberState.SUSPECT, 0, before);
        final Incarnation after =
                own.node.store().view().members().get(Cluster.id(0)).incarnation();
        assertEquals(new Incarnation(before.generation(), before.refutation() + 1), after);
        net.run(Duration.ofMillis(500));
        assertEquals(
                0,
                own.events.stream()
                        .filter(GossipEvent.IdentityConflict.class::isInstance)
                        .count());
    }

    /** Two of one name know of each other by third ones only, who hold the one or the other. */
    @Test
    void shouldTellACloneOfTheLifeThatOutbidsIt() {
        join(FIRST);
        final NodeAddress elsewhere = NodeAddress.parse("10.9.9.9:7946");
        final Generation life = new Generation(Cluster.FIRST_COUNTER + 5, 1);
        other.outbox
                .packet()
                .tryMember(new MemberClaim(
                        MemberState.ALIVE,
                        Cluster.id(0),
                        Cluster.hash(0),
                        elsewhere,
                        new Incarnation(life, 0),
                        0,
                        true));
        final List<Sent> told = say(Lane.BEST_EFFORT).stream()
                .filter(packet -> packet.destination().equals(elsewhere))
                .toList();
        assertEquals(1, told.size());
        final MemberClaim claim = Packets.all(told, Heard.Member.class).get(0).claim();
        assertEquals(Cluster.id(0), claim.id());
        assertTrue(claim.incarnation().generation().compareTo(life) > 0);
    }

    /** An id is short, and anybody's: whoever says to know more of this node is asked for it. */
    @Test
    void shouldAskAndNotBelieveWhoNamesALaterWriteOfItself() {
        join(FIRST);
        final Generation before = own.node.generation();
        other.outbox.packet().tryBeginRumorIds();
        other.outbox.current().tryRumorId(Cluster.hash(0), 12_345, 1_000);
        other.outbox.current().endRumorIds();
        final List<Heard.Digest> asked = Packets.all(say(Lane.BEST_EFFORT), Heard.Digest.class);
        assertEquals(1, asked.size());
        assertEquals(before, own.node.generation());
    }

    @Test
    void shouldOutbidItsOwnGoodByeWithoutLosingKeys() {
        own.node.store().updateSelf(StoreKey.utf8("color"), "blue");
        join(FIRST);
        final Incarnation before =
                own.node.store().view().members().get(Cluster.id(0)).incarnation();
        claim(MemberState.LEFT, 0, before);
        assertEquals(before.generation().counter() + 1, own.node.generation().counter());
        assertEquals(
                "blue",
                own.node.store().value(Cluster.id(0), StoreKey.utf8("color")).orElseThrow());
    }

    @Test
    void shouldTellWhomItHoldsDeadThatItDoes() {
        join(FIRST);
        claim(MemberState.DEAD, 1, FIRST);
        final Heard.Member told = Packets.all(ping(FIRST), Heard.Member.class).stream()
                .filter(member -> member.claim().idHash() == Cluster.hash(1))
                .findFirst()
                .orElseThrow();
        assertEquals(MemberState.DEAD, told.claim().state());
        ping(Cluster.inc(Cluster.FIRST_COUNTER, 1));
        assertEquals(List.of("MemberJoined", "MemberFailed", "MemberJoined"), membershipEvents(), seen().toString());
    }

    private List<String> membershipEvents() {
        return seen().events().stream()
                .filter(kind -> kind.startsWith("Member"))
                .toList();
    }

    @Test
    void shouldTakeANewerRefutationInAPingForARefutation() {
        join(FIRST);
        claim(MemberState.SUSPECT, 1, FIRST);
        assertTrue(own.node.store().view().members().get(Cluster.id(1)).suspected());
        ping(FIRST);
        assertTrue(own.node.store().view().members().get(Cluster.id(1)).suspected(), "the accused incarnation itself");
        ping(Cluster.inc(Cluster.FIRST_COUNTER, 1));
        assertEquals(List.of("MemberJoined", "MemberSuspected", "MemberRefuted"), membershipEvents());
    }

    @Test
    void shouldBoundUnaskedAnswersPerCycle() {
        join(FIRST);
        claim(MemberState.DEAD, 1, FIRST);
        for (int i = 0; i < 100; i++) {
            other.outbox.packet().tryPing(i, 99, FIRST, 0, 0, NodeStatus.UP);
            other.outbox.send(Lane.BEST_EFFORT, Cluster.address(0));
        }
        other.transport.take().forEach(own.transport::arrive);
        own.transport.take();
        own.node.doWork(net.nowNs);
        assertEquals(16, own.transport.take().size());
    }

    @Test
    void shouldNotSayOfTheDeadThatTheyAreForgottenToAddressesNobodyAsksFrom() {
        final Retention brief = new Retention(Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofHours(1));
        final Net.Peer peer = net.start(
                3,
                Net.config(3)
                        .membershipMode(MembershipMode.OPEN)
                        .retention(brief)
                        .build());
        other.outbox.packet().tryMember(Cluster.claim(MemberState.DEAD, 5, FIRST));
        other.outbox.send(Lane.BEST_EFFORT, Cluster.address(3));
        other.transport.take().forEach(peer.transport::arrive);
        net.run(Duration.ofSeconds(3));
        assertEquals(
                1,
                peer.events.stream()
                        .filter(GossipEvent.MemberRemoved.class::isInstance)
                        .count());
        for (final MemberState state : List.of(MemberState.DEAD, MemberState.LEFT, MemberState.GONE)) {
            other.outbox.packet().tryMember(Cluster.claim(state, 5, FIRST));
            other.outbox.send(Lane.BEST_EFFORT, Cluster.address(3));
        }
        other.transport.take().forEach(peer.transport::arrive);
        peer.node.doWork(net.nowNs);
        // Who holds it as gone may forget it, and is told; who has forgotten it knows; the dead are told nothing.
        final List<Sent> answers = peer.transport.take();
        assertEquals(2, Packets.all(answers, Heard.Member.class).size());
        for (final Sent answer : answers) {
            assertNotEquals(Cluster.address(5), answer.destination());
        }
        other.outbox.packet().tryMember(Cluster.claim(MemberState.ALIVE, 5, FIRST));
        other.outbox.send(Lane.BEST_EFFORT, Cluster.address(3));
        other.transport.take().forEach(peer.transport::arrive);
        peer.node.doWork(net.nowNs);
        final Sent told = peer.transport.take().get(0);
        assertEquals(Cluster.address(5), told.destination());
        assertEquals(
                MemberState.GONE,
                Packets.all(List.of(told), Heard.Member.class).get(0).claim().state());
    }
}
