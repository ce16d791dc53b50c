package io.gossip.simulation;

import static io.gossip.simulation.Clusters.settled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.Incarnation;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.StoreKey;
import io.gossip.core.wire.DigestKind;
import io.gossip.core.wire.MemberClaim;
import io.gossip.core.wire.MemberState;
import io.gossip.core.wire.PacketEncoder;
import io.gossip.sim.VirtualCluster;
import io.gossip.sim.network.VirtualTransport;
import io.gossip.spi.Lane;
import io.gossip.store.KeyedHash;
import io.gossip.store.OwnerDigest;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one small packet of a stranger, under any name, can make a node send. */
class HostilePacketSimulation {
    private static final KeyedHash HASH = KeyedHash.of("virtual", "v1");
    private static final int PACKET = 1_400;

    private VirtualCluster cluster;
    private VirtualTransport socket;

    @BeforeEach
    void settle() {
        cluster = settled(VirtualCluster.builder().nodes(4).seed(9));
        socket = cluster.network().open(NodeAddress.parse("10.6.6.6:7946"));
    }

    private void send(final String name, final Lane lane, final Consumer<PacketEncoder> messages) {
        final PacketEncoder packet = new PacketEncoder(HASH.clusterHash(), HASH.of(NodeId.of(name)), PACKET);
        packet.begin(PACKET);
        messages.accept(packet);
        final int length = packet.end();
        assertTrue(length > 0);
        socket.send(lane, cluster.node("n0").address(), packet.buffer(), 0, length);
    }

    private long packetsOfVictim() {
        return cluster.traffic("n0", Lane.BEST_EFFORT).packetsSent();
    }

    /** Told on to the address in the packet, the claim came back to who told it, and so on, as fast as the network is. */
    @Test
    void shouldNotTellItselfForEverThatAMemberIsGone() {
        final NodeId subject = NodeId.of("n1");
        final Incarnation held =
                cluster.node("n0").store().view().members().get(subject).incarnation();
        final MemberClaim claim = new MemberClaim(
                MemberState.GONE,
                subject,
                HASH.of(subject),
                cluster.node("n0").address(),
                new Incarnation(held.generation(), Incarnation.MAX_REFUTATION),
                0,
                true);
        cluster.cut("n0", "n1");
        final long before = packetsOfVictim();
        send("n2", Lane.BEST_EFFORT, packet -> packet.tryMember(claim));
        cluster.run(Duration.ofSeconds(1));
        assertTrue(packetsOfVictim() - before < 20, "packets: " + (packetsOfVictim() - before));
    }

    /** Transmissions of news are numbered: a stranger that asks often enough would use them up. */
    @Test
    void shouldNotTellAStrangerNews() {
        cluster.crash("n3");
        cluster.restart("n3");
        cluster.run(Duration.ofMillis(2));
        for (int i = 0; i < 8; i++) {
            send(
                    "stranger",
                    Lane.BEST_EFFORT,
                    packet -> packet.tryPing(
                            7,
                            HASH.of(NodeId.of("n0")),
                            new Incarnation(cluster.node("n0").node().generation(), 0),
                            0,
                            0,
                            NodeStatus.UP));
        }
        cluster.run(Duration.ofMillis(3));
        final int acks = socket.poll(
                (lane, source, buffer, offset, length) -> assertTrue(length <= 100, "bytes of an ack: " + length), 100);
        assertEquals(8, acks);
    }

    /** A sync of some dozens of bytes asks for the whole member table. */
    @Test
    void shouldSendTheMemberTableOnRequestButNotAtWill() {
        final long before = cluster.traffic("n0", Lane.RELIABLE).packetsSent();
        for (int i = 0; i < 100; i++) {
            send("n2", Lane.BEST_EFFORT, packet -> packet.trySync(true, 0));
        }
        cluster.run(Duration.ofMillis(10));
        final long sent = cluster.traffic("n0", Lane.RELIABLE).packetsSent() - before;
        assertEquals(1, sent, "member tables sent");
    }

    /** A pull of a hundred bytes, in a member's name, asks for all that is held of an owner. */
    @Test
    void shouldSendALargeAnswerAtMostOncePerTick() {
        cluster.write("n0", StoreKey.utf8("large"), "x".repeat(60_000));
        cluster.runTicks(20);
        final long before = cluster.traffic("n0", Lane.RELIABLE).packetsSent();
        for (int i = 0; i < 100; i++) {
            send("n2", Lane.BEST_EFFORT, packet -> {
                packet.tryBeginDigest(DigestKind.PULL, 0, 0, 0);
                packet.tryDigestEntry(new OwnerDigest().setNothing(HASH.of(NodeId.of("n0"))));
                packet.endDigest(0);
            });
        }
        cluster.run(Duration.ofMillis(10));
        assertEquals(1, cluster.traffic("n0", Lane.RELIABLE).packetsSent() - before, "messages sent");
    }

    /** Rule G': somebody holds later writes of this life than this node knows of; only a new life is above them. */
    @Test
    void shouldStartANewLifeWhenSomebodyHoldsMoreOfItsData() {
        final Generation before = cluster.node("n0").node().generation();
        send("n2", Lane.BEST_EFFORT, packet -> {
            packet.chunkSink().tryBegin(NodeId.of("n0"), before.counter(), before.nonce(), 0, 1_000, 0, 0);
            packet.chunkSink().end(1_000);
        });
        cluster.run(Duration.ofSeconds(1));
        assertTrue(cluster.node("n0").node().generation().compareTo(before) > 0);
        Clusters.awaitEqual(cluster, 50);
    }

    /** A departure is final for its life: no refutation brings it back, whoever makes it up. */
    @Test
    void shouldNotShowADepartedLifeAgainWhateverIsClaimed() {
        final NodeId subject = NodeId.of("n1");
        final NodeAddress address = cluster.node("n1").address();
        final Generation life = cluster.node("n1").node().generation();
        cluster.leave("n1");
        Clusters.awaitStatus(cluster, "n1", NodeStatus.DOWN, 20);
        final MemberClaim claim = new MemberClaim(
                MemberState.ALIVE, subject, HASH.of(subject), address, new Incarnation(life, 5), 0, false);
        send("n1", Lane.BEST_EFFORT, packet -> packet.tryMember(claim));
        cluster.run(Duration.ofMillis(5));
        assertEquals(NodeStatus.DOWN, Clusters.shown(cluster, "n0", "n1"));
    }

    /** A death that is only heard of is a suspicion: the teller may have been cut off. */
    @Test
    void shouldOnlySuspectWhoIsDeadByHearsay() {
        final NodeId subject = NodeId.of("n1");
        final MemberClaim claim = new MemberClaim(
                MemberState.DEAD,
                subject,
                HASH.of(subject),
                cluster.node("n1").address(),
                cluster.node("n0").store().view().members().get(subject).incarnation(),
                0,
                true);
        send("n2", Lane.BEST_EFFORT, packet -> packet.tryMember(claim));
        for (int i = 0; i < 200; i++) {
            cluster.run(Duration.ofMillis(1));
            assertEquals(NodeStatus.UP, Clusters.shown(cluster, "n0", "n1"));
        }
    }
}
