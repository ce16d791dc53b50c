package io.gossip.simulation;

import static io.gossip.simulation.Clusters.KEY;
import static io.gossip.simulation.Clusters.settled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.Incarnation;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.core.wire.JoinRequest;
import io.gossip.core.wire.MemberClaim;
import io.gossip.core.wire.MemberState;
import io.gossip.core.wire.PacketEncoder;
import io.gossip.sim.VirtualCluster;
import io.gossip.spi.Lane;
import io.gossip.spi.Transport;
import io.gossip.store.KeyedHash;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** N7: forged packets with a valid checksum freeze nobody. The forger knows the cluster id and speaks in others' names. */
class ForgerySimulation {
    private static final KeyedHash HASH = KeyedHash.of("virtual", "v1");
    private static final NodeId VICTIM = NodeId.of("n2");
    private static final NodeAddress FORGER = NodeAddress.parse("10.9.9.9:7946");

    private static Incarnation forged(final long above) {
        return new Incarnation(new Generation(1_700_000_000_000L + above, 666), 0);
    }

    /** Sends one packet to each node, as if from the victim. */
    private static void send(
            final VirtualCluster cluster, final Transport socket, final Consumer<PacketEncoder> message) {
        final PacketEncoder packet = new PacketEncoder(HASH.clusterHash(), HASH.of(VICTIM), 1_400);
        message.accept(packet.begin(1_400));
        final int length = packet.end();
        cluster.nodes().forEach(node -> socket.send(Lane.BEST_EFFORT, node.address(), packet.buffer(), 0, length));
    }

    private static void shouldRecover(final Consumer<PacketEncoder> forgery) {
        final VirtualCluster cluster = settled(VirtualCluster.builder().nodes(5).seed(4));
        cluster.write("n2", KEY, "kept");
        cluster.runTicks(20);
        final Transport socket = cluster.network().open(FORGER);
        send(cluster, socket, forgery);
        cluster.runTicks(150);
        Clusters.awaitEqual(cluster, 150);
        assertTrue(cluster.views().allHold("n2", KEY, "kept"));
        cluster.write("n2", KEY, "still heard");
        cluster.runTicks(20);
        assertTrue(cluster.views().allHold("n2", KEY, "still heard"));
        cluster.nodes()
                .forEach(node -> assertEquals(
                        cluster.node("n2").address(),
                        node.store().view().members().get(VICTIM).address().orElseThrow(),
                        "at " + node.id()));
    }

    private static JoinRequest join(final Incarnation inc) {
        return new JoinRequest(1, VICTIM, FORGER, inc, 0, "virtual", "v1");
    }

    private static MemberClaim claim(final MemberState state, final Incarnation inc) {
        return new MemberClaim(state, VICTIM, HASH.of(VICTIM), FORGER, inc, 0, false);
    }

    @Test
    void shouldRecoverFromAForgedJoinOfALaterLife() {
        shouldRecover(packet -> packet.tryJoin(join(forged(1_000))));
    }

    @Test
    void shouldRecoverFromAForgedJoinOfALifeBeyondBelief() {
        shouldRecover(packet -> packet.tryJoin(join(forged(1L << 60))));
    }

    @Test
    void shouldRecoverFromAForgedJoinAndDeathOfALifeBeyondBelief() {
        shouldRecover(packet -> {
            packet.tryJoin(join(forged(1L << 60)));
            packet.tryMember(claim(MemberState.DEAD, forged(1L << 60)));
        });
    }

    @Test
    void shouldRecoverFromAForgedDeathAndADepartureInItsOwnLife() {
        for (final MemberState state : new MemberState[] {MemberState.DEAD, MemberState.LEFT, MemberState.GONE}) {
            shouldRecover(packet -> packet.tryMember(claim(state, forged(1_000))));
        }
    }

    @Test
    void shouldRecoverFromAForgedRefutationAtTheLimit() {
        shouldRecover(packet -> packet.tryMember(claim(
                MemberState.DEAD, new Incarnation(new Generation(1_700_000_000_500L, 1), Incarnation.MAX_REFUTATION))));
    }
}
