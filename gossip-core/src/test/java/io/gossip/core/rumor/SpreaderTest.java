package io.gossip.core.rumor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeAddress;
import io.gossip.StoreKey;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.Heard;
import io.gossip.core.fixture.Packets;
import io.gossip.core.fixture.Parts;
import io.gossip.core.fixture.RecordingTransport.Sent;
import io.gossip.core.outbound.Budgets;
import io.gossip.core.task.TimedTask;
import io.gossip.core.wire.PacketOrigin;
import io.gossip.spi.Lane;
import io.gossip.store.ChunkSource;
import io.gossip.store.OwnerDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpreaderTest {
    private static final long NOW_NS = -3;
    private static final long COALESCE_NS = 5 * Cluster.MS;

    private Parts parts = new Parts().withMembers(20);
    private RumorQueue queue = new RumorQueue(parts.table::presentCount);
    private Spreader spreader = spreaderOf(true);

    private Spreader spreaderOf(final boolean isImmediate) {
        return new Spreader(
                Cluster.intervals(),
                isImmediate,
                new SpreadParts(
                        queue,
                        parts.broadcasts,
                        parts.sampler,
                        parts.outbox,
                        parts.store.replica(),
                        parts.identity.hash()));
    }

    private void withMembers(final int n) {
        parts = new Parts().withMembers(n);
        queue = new RumorQueue(parts.table::presentCount);
        spreader = spreaderOf(true);
    }

    private void write(final String key, final int length, final long nowNs) {
        final long before = parts.store.self().version();
        parts.store.self().put(StoreKey.bytes(key), new byte[length]);
        queue.onWrite(parts.identity.hash(), before, false);
        spreader.onWrite(nowNs);
    }

    /** Node n has written a value of that length, and it is hot here. */
    private void hotPeer(final int n, final int length) {
        final Parts owner = new Parts(n, n);
        owner.store.self().put(StoreKey.bytes("k"), new byte[length]);
        owner.store
                .replica()
                .cut(
                        new OwnerDigest().setNothing(Cluster.hash(n)),
                        owner.outbox.packet().chunkSink());
        owner.outbox.send(Lane.BEST_EFFORT, Cluster.address(0));
        Packets.deliver(owner.transport.take().get(0), new Packets.Silent() {
            @Override
            public void onChunk(final PacketOrigin from, final ChunkSource chunk) {
                parts.store.replica().merge(chunk);
            }
        });
        queue.onWrite(Cluster.hash(n), 0, false);
    }

    private static Set<NodeAddress> destinations(final List<Sent> sent) {
        final Set<NodeAddress> all = new HashSet<>();
        sent.forEach(packet -> all.add(packet.destination()));
        return all;
    }

    private static List<Heard.Chunk> chunks(final List<Sent> sent) {
        return Packets.all(sent, Heard.Chunk.class);
    }

    @Test
    void shouldSendAFreshWriteAtOnceToTheFanOut() {
        assertEquals(TimedTask.NEVER, spreader.deadlineNs());
        write("k", 10, NOW_NS);
        assertEquals(NOW_NS, spreader.deadlineNs());
        spreader.run(NOW_NS);
        assertEquals(TimedTask.NEVER, spreader.deadlineNs());
        final List<Sent> sent = parts.transport.take();
        assertEquals(3, destinations(sent).size());
        assertEquals(3, sent.size());
        for (final Sent packet : sent) {
            assertArrayEquals(sent.get(0).bytes(), packet.bytes(), "the same packet to all");
        }
        assertEquals(
                List.of(new Heard.Chunk(Cluster.id(0), Cluster.life(1_000), 0, 1, 1, true, false)),
                Packets.read(sent.get(0)));
    }

    @Test
    void shouldLetFiveMillisecondsPassBetweenTwoBursts() {
        write("a", 10, NOW_NS);
        spreader.run(NOW_NS);
        write("b", 10, NOW_NS + 1);
        write("c", 10, NOW_NS + 2);
        assertEquals(NOW_NS + COALESCE_NS, spreader.deadlineNs());
        parts.transport.take();
        spreader.run(NOW_NS + COALESCE_NS);
        final List<Sent> sent = parts.transport.take();
        assertEquals(3, sent.size());
        assertEquals(3, chunks(sent).get(0).target(), "both writes share the packet");
        write("d", 10, NOW_NS + 3 * COALESCE_NS);
        assertEquals(NOW_NS + 3 * COALESCE_NS, spreader.deadlineNs());
    }

    @Test
    void shouldWaitForTheTickWhenImmediateSendsAreOff() {
        spreader = spreaderOf(false);
        write("k", 10, NOW_NS);
        assertEquals(TimedTask.NEVER, spreader.deadlineNs());
        spreader.onTick();
        assertEquals(3, chunks(parts.transport.take()).size());
    }

    @Test
    void shouldSendEachWriteExactlyAsOftenAsTheFormulaSays() {
        write("k", 10, NOW_NS);
        spreader.run(NOW_NS);
        for (int i = 0; i < 50; i++) {
            spreader.onTick();
        }
        final int copies = parts.transport.take().size();
        // A round is not cut short for the last of them.
        assertTrue(copies >= RumorQueue.sends(21, 1) && copies < RumorQueue.sends(21, 1) + 3, "copies=" + copies);
        assertTrue(queue.isEmpty());
    }

    @Test
    void shouldRepeatOnlyFreshWritesInABurst() {
        write("a", 10, NOW_NS);
        spreader.run(NOW_NS);
        hotPeer(3, 10);
        spreader.run(NOW_NS + COALESCE_NS);
        final List<Heard.Chunk> sent = chunks(parts.transport.take());
        assertEquals(Cluster.id(0), sent.get(0).owner());
        assertEquals(
                Set.of(Cluster.id(3)),
                new HashSet<>(sent.subList(3, sent.size()).stream()
                        .map(Heard.Chunk::owner)
                        .toList()));
        spreader.onTick();
        assertEquals(6, chunks(parts.transport.take()).size(), "the tick repeats both");
    }

    @Test
    void shouldSendToAllInASmallCluster() {
        withMembers(8);
        write("k", 10, NOW_NS);
        spreader.run(NOW_NS);
        assertEquals(8, destinations(parts.transport.take()).size(), "nine nodes");
        withMembers(9);
        write("k", 10, NOW_NS);
        spreader.run(NOW_NS);
        assertEquals(3, destinations(parts.transport.take()).size(), "ten nodes");
    }

    @Test
    void shouldSendLargeEntriesAsIds() {
        write("k", 299, NOW_NS);
        spreader.run(NOW_NS);
        assertEquals(3, chunks(parts.transport.take()).size(), "300 bytes with the key");
        write("k", 300, NOW_NS);
        spreader.run(NOW_NS + COALESCE_NS);
        final List<Sent> sent = parts.transport.take();
        assertEquals(3, sent.size());
        assertEquals(List.of(new Heard.RumorIds(List.of(Cluster.hash(0)))), Packets.read(sent.get(0)));
    }

    @Test
    void shouldSpendSendsOfIdsToo() {
        write("k", 5_000, NOW_NS);
        for (int i = 0; i < 50; i++) {
            spreader.onTick();
        }
        final List<Heard.RumorIds> ids = Packets.all(parts.transport.take(), Heard.RumorIds.class);
        assertEquals(9, ids.size(), "7 copies in rounds of 3");
        assertTrue(queue.isEmpty());
    }

    @Test
    void shouldKeepToItsPacketsAndSendTheRestAsIds() {
        withMembers(100);
        for (int n = 1; n <= 20; n++) {
            hotPeer(n, 250);
        }
        spreader.onTick();
        final Map<NodeAddress, List<Sent>> byPeer = byPeer(parts.transport.take());
        assertEquals(3, byPeer.size());
        byPeer.values().forEach(packets -> {
            assertEquals(3, packets.size(), "two with chunks, one with ids");
            packets.forEach(packet -> assertTrue(packet.bytes().length <= 1_400));
            final Set<Long> eager = new HashSet<>();
            chunks(packets).forEach(chunk -> eager.add(Cluster.HASH.of(chunk.owner())));
            final List<Long> ids =
                    Packets.all(packets, Heard.RumorIds.class).get(0).owners();
            assertTrue(eager.size() >= 6, "eager=" + eager.size());
            ids.forEach(id -> assertTrue(!eager.contains(id)));
            assertEquals(20, eager.size() + ids.size());
        });
    }

    /** What all are telling is mostly known to who is told; of its own fresh write nobody can have heard. */
    @Test
    void shouldSendAllButItsOwnFreshWriteAsIdsUnderBacklog() {
        withMembers(100);
        for (int n = 1; n <= 60; n++) {
            hotPeer(n, 10);
        }
        write("k", 10, NOW_NS);
        spreader.onTick();
        for (final List<Sent> packets : byPeer(parts.transport.take()).values()) {
            assertEquals(
                    List.of(Cluster.id(0)),
                    chunks(packets).stream().map(Heard.Chunk::owner).toList());
            assertEquals(
                    60,
                    Packets.all(packets, Heard.RumorIds.class).get(0).owners().size());
        }
        spreader.onTick();
        assertEquals(List.of(), chunks(parts.transport.take()), "told once, it is a rumor like others");
    }

    @Test
    void shouldSendNoMoreThanTheBudgetAndLoseNoSendByThat() {
        parts = new Parts(0, 42, new Budgets(10_000, 200 * Cluster.MS)).withMembers(100);
        queue = new RumorQueue(parts.table::presentCount);
        spreader = spreaderOf(true);
        for (int n = 1; n <= 90; n++) {
            hotPeer(n, 10);
        }
        parts.outbox.at(0);
        final Map<Long, Integer> copies = new HashMap<>();
        long sent = 0;
        long nowNs = 0;
        while (!queue.isEmpty() && nowNs < 60_000 * Cluster.MS) {
            nowNs += 200 * Cluster.MS;
            parts.outbox.at(nowNs);
            spreader.onTick();
            for (final Sent packet : parts.transport.take()) {
                sent += packet.bytes().length;
                Packets.all(List.of(packet), Heard.RumorIds.class)
                        .forEach(ids -> ids.owners().forEach(owner -> copies.merge(owner, 1, Integer::sum)));
            }
            // The rate, a bucket of three packets, and a round of three copies that overdrew it.
            assertTrue(sent <= nowNs / 100_000 + 6 * 1_400, "sent=" + sent + " nowNs=" + nowNs);
        }
        assertTrue(queue.isEmpty());
        assertEquals(90, copies.size());
        copies.values().forEach(count -> assertTrue(count >= RumorQueue.sends(101, 1), "copies=" + count));
        assertTrue(parts.counters.withheld(Lane.BEST_EFFORT) > 0);
    }

    @Test
    void shouldLeaveUserDataHalfOfThePacketHoweverMuchNewsThereIs() {
        withMembers(200);
        for (int n = 1; n <= 150; n++) {
            parts.broadcasts.enqueue(parts.table.find(Cluster.hash(n)).toClaim(true));
        }
        write("k", 200, NOW_NS);
        spreader.onTick();
        final Sent packet = parts.transport.take().get(0);
        assertEquals(1, chunks(List.of(packet)).size());
        assertTrue(Packets.all(List.of(packet), Heard.Member.class).size() > 5);
    }

    private static Map<NodeAddress, List<Sent>> byPeer(final List<Sent> sent) {
        final Map<NodeAddress, List<Sent>> byPeer = new HashMap<>();
        sent.forEach(packet -> byPeer.computeIfAbsent(packet.destination(), key -> new ArrayList<>())
                .add(packet));
        return byPeer;
    }

    @Test
    void shouldGiveEveryOwnerItsSendsUnderBacklog() {
        withMembers(100);
        for (int n = 1; n <= 90; n++) {
            hotPeer(n, 250);
        }
        final Map<Long, Integer> rounds = new HashMap<>();
        int ticks = 0;
        while (!queue.isEmpty() && ticks++ < 200) {
            spreader.onTick();
            final Set<Long> told = new HashSet<>();
            final List<Sent> sent = parts.transport.take();
            chunks(sent).forEach(chunk -> told.add(Cluster.HASH.of(chunk.owner())));
            Packets.all(sent, Heard.RumorIds.class).forEach(ids -> told.addAll(ids.owners()));
            told.forEach(owner -> rounds.merge(owner, 1, Integer::sum));
        }
        assertTrue(queue.isEmpty());
        assertEquals(90, rounds.size());
        rounds.values().forEach(count -> assertTrue(3 * count >= RumorQueue.sends(101, 1), "sends=" + count));
    }

    @Test
    void shouldAnnounceANewLifeFromNothing() {
        write("k", 10, NOW_NS);
        parts.store.self().relive(Cluster.life(2_000));
        queue.onWrite(parts.identity.hash(), 0, true);
        spreader.onWrite(NOW_NS);
        spreader.run(NOW_NS);
        assertEquals(
                new Heard.Chunk(Cluster.id(0), Cluster.life(2_000), 0, 1, 1, true, false),
                chunks(parts.transport.take()).get(0));
    }

    @Test
    void shouldAnnounceANewLifeWithoutWrites() {
        queue.onWrite(parts.identity.hash(), 0, true);
        spreader.onTick();
        assertEquals(
                new Heard.Chunk(Cluster.id(0), Cluster.life(1_000), 0, 0, 0, true, false),
                chunks(parts.transport.take()).get(0));
    }

    @Test
    void shouldCarryNewsOfMembersWithAndWithoutWrites() {
        parts.broadcasts.enqueue(Cluster.alive(7));
        spreader.onTick();
        assertEquals(3, Packets.all(parts.transport.take(), Heard.Member.class).size());
        write("k", 10, NOW_NS);
        spreader.run(NOW_NS);
        final List<Heard> packet = Packets.read(parts.transport.take().get(0));
        assertEquals(new Heard.Member(Cluster.alive(7)), packet.get(0));
        assertEquals(2, packet.size());
    }

    @Test
    void shouldSendNothingWhenThereIsNothingOrNobody() {
        spreader.onTick();
        spreader.run(NOW_NS);
        assertEquals(List.of(), parts.transport.take());
        withMembers(0);
        write("k", 10, NOW_NS);
        spreader.run(NOW_NS);
        spreader.onTick();
        assertEquals(List.of(), parts.transport.take());
        assertEquals(TimedTask.NEVER, spreader.deadlineNs());
        assertTrue(queue.hasFresh(), "kept for the first member");
    }

    @Test
    void shouldDropOwnersOfWhomNothingIsHeld() {
        queue.onWrite(Cluster.hash(3), 0, false);
        parts.store.replica().release(Cluster.id(3));
        for (int i = 0; i < 20; i++) {
            spreader.onTick();
        }
        assertTrue(queue.isEmpty());
        assertEquals(List.of(), parts.transport.take());
    }
}
