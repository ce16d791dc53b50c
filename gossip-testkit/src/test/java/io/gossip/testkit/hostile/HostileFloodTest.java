package io.gossip.testkit.hostile;

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
import io.gossip.spi.Lane;
import io.gossip.store.ChunkSink;
import io.gossip.store.KeyedHash;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** P30: a node told of 20,000 nodes that do not exist holds as many as its limits say, and goes on working. */
class HostileFloodTest {
    private static final int MANY = 20_000;
    private static final KeyedHash HASH = KeyedHash.of("default", "v1");
    private static final Incarnation FIRST = new Incarnation(new Generation(1, 1), 0);
    /** Members, and of some classes one more for each of those that have gone. */
    private static final int BOUND = 2 * Wiretap.MAX_OWNERS + 8;

    private static final long OUTBID_INTERVAL_NS = 500_000_000;

    private final Wiretap cluster = new Wiretap("default", "v1", 7).settled();
    private final Map<NodeId, Map<String, String>> before = cluster.values();
    private final PacketEncoder packet = new PacketEncoder(HASH.clusterHash(), HASH.of(NodeId.of("b")), 1_400);

    @Test
    void shouldHoldNoMoreThanItsLimitsWhenToldOfManyMembers() {
        for (final MemberState state : MemberState.values()) {
            flood(number -> packet.tryMember(claim(state, number)));
        }
        assertBounded();
    }

    @Test
    void shouldHoldNoMoreThanItsLimitsWhenManyJoin() {
        for (int i = 0; i < MANY; i++) {
            final NodeId id = id(i);
            final PacketEncoder join = new PacketEncoder(HASH.clusterHash(), HASH.of(id), 1_400);
            join.tryJoin(new JoinRequest(i, id, address(i), FIRST, 0, "default", "v1"));
            tell(join);
        }
        assertBounded();
    }

    @Test
    void shouldHoldNoMoreThanItsLimitsWhenToldOfManyOwners() {
        flood(number -> {
            final ChunkSink sink = packet.chunkSink();
            if (sink.tryBegin(id(number), 1, 1, 0, 0, 0, 0)) {
                sink.end(0);
            }
        });
        flood(number -> {
            packet.tryBeginRumorIds();
            packet.tryRumorId(number, 1, 1);
            packet.endRumorIds();
        });
        assertBounded();
    }

    @Test
    void shouldOutbidAndKeepItsValuesWhenForgedAboutItself() {
        final Generation life = cluster.victim().generation();
        packet.begin(1_400);
        final ChunkSink sink = packet.chunkSink();
        assertTrue(sink.tryBegin(Wiretap.VICTIM, life.counter() + 10, 5, 0, 0, 0, 0));
        sink.end(0);
        tell(packet);

        assertEquals(life.counter() + 11, cluster.victim().generation().counter());
        assertEquals(before, cluster.values());
    }

    /** Each forged life is as far above the last as is believed (J): after 2^15 of them the numbers are at their end. */
    @Test
    void shouldGoOnWhenOutbidToTheLastCounter() {
        for (int i = 0; i <= 1 << 15; i++) {
            final long counter = cluster.victim().generation().counter();
            final long forged = counter > Long.MAX_VALUE - (1L << 48) ? Long.MAX_VALUE : counter + (1L << 48);
            packet.begin(1_400);
            final ChunkSink sink = packet.chunkSink();
            assertTrue(sink.tryBegin(Wiretap.VICTIM, forged, 5, 0, 0, 0, 0));
            sink.end(0);
            tell(packet);
            cluster.skip(OUTBID_INTERVAL_NS);
        }
        assertEquals(before.get(Wiretap.VICTIM), cluster.values().get(Wiretap.VICTIM));
    }

    @Test
    void shouldCountWhatIsHeldWhenThereIsSomething() {
        final Map<String, Integer> held = HeldObjects.of(cluster.victim());
        assertEquals(2, held.get("Member"), () -> "held=" + held);
        assertEquals(2, held.get("PeerRecord"), () -> "held=" + held);
    }

    private void flood(final IntConsumer message) {
        for (int i = 0; i < MANY; i++) {
            packet.begin(1_400);
            message.accept(i);
            tell(packet);
        }
    }

    private void tell(final PacketEncoder whole) {
        final byte[] bytes = new byte[whole.end()];
        whole.buffer().getBytes(0, bytes);
        cluster.tell(List.of(new Packet(Lane.BEST_EFFORT, address(0), new NodeAddress("a", 7_946), bytes)));
    }

    private void assertBounded() {
        final Map<String, Integer> held = HeldObjects.of(cluster.victim());
        held.forEach((type, count) -> assertTrue(count <= 3 * BOUND, () -> type + "=" + count));
        assertTrue(held.get("Member") <= Wiretap.MAX_OWNERS, () -> "held=" + held);
        assertTrue(held.get("PeerRecord") <= Wiretap.MAX_OWNERS, () -> "held=" + held);
        assertTrue(cluster.victim().store().view().members().size() <= Wiretap.MAX_OWNERS);
        before.forEach((id, values) -> assertEquals(values, cluster.values().get(id)));
        cluster.letVictimWork(20);
        cluster.victim().store().updateSelf(Wiretap.NAME, "still here");
        assertEquals(
                "still here",
                cluster.victim().store().value(Wiretap.VICTIM, Wiretap.NAME).orElseThrow());
    }

    private static MemberClaim claim(final MemberState state, final int number) {
        final NodeId id = id(number);
        return new MemberClaim(state, id, HASH.of(id), address(number), FIRST, 0, true);
    }

    private static NodeId id(final int number) {
        return NodeId.of("forged" + number);
    }

    private static NodeAddress address(final int number) {
        return new NodeAddress("10.0." + number / 200 + "." + number % 200, 1);
    }
}
