package io.gossip.testkit.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.core.wire.PacketDescriptor;
import io.gossip.spi.Lane;
import io.gossip.store.KeyedHash;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Whatever comes in: a node does not throw, does not hang, and keeps what is its own (N5, N8, N13). */
class HostilePacketProperties {
    private static final String CLUSTER = "default";
    private static final String VERSION = "v1";
    private static final long SEED = 42;
    private static final NodeAddress STRANGER = new NodeAddress("stranger", 1);
    private static final NodeAddress VICTIM_ADDRESS = new NodeAddress("a", 7_946);

    /** What is said differs from try to try; what it is made from does not. */
    private static final List<Packet> HEARD = settled().heardByVictim();

    private static Wiretap settled() {
        return new Wiretap(CLUSTER, VERSION, SEED).settled();
    }

    /** How a packet is spoilt: numbers that mean something for every packet. */
    record Mutation(int packet, int other, int kind, int place, int length, byte value) {
        private static final int KINDS = 6;

        byte[] of(final List<Packet> heard) {
            final byte[] bytes = pick(heard, packet).clone();
            final int at = Math.floorMod(place, bytes.length);
            return switch (Math.floorMod(kind, KINDS)) {
                case 0 -> flipped(bytes, at);
                case 1 -> Arrays.copyOf(bytes, at);
                case 2 -> spliced(bytes, at, pick(heard, other));
                case 3 -> overwritten(bytes, at);
                case 4 -> Arrays.copyOf(bytes, bytes.length + Math.floorMod(length, 64));
                default -> number(bytes, at);
            };
        }

        private static byte[] pick(final List<Packet> heard, final int number) {
            return heard.get(Math.floorMod(number, heard.size())).bytes();
        }

        private byte[] flipped(final byte[] bytes, final int at) {
            bytes[at] ^= (byte) (1 << (value & 7));
            return bytes;
        }

        private static byte[] spliced(final byte[] bytes, final int at, final byte[] tail) {
            final byte[] both = Arrays.copyOf(bytes, at + tail.length);
            System.arraycopy(tail, 0, both, at, tail.length);
            return both;
        }

        private byte[] overwritten(final byte[] bytes, final int at) {
            Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + Math.floorMod(length, 16)), value);
            return bytes;
        }

        /** A number of 8 bytes that is large, small or negative. */
        private byte[] number(final byte[] bytes, final int at) {
            if (bytes.length >= at + Long.BYTES) {
                final long[] numbers = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 48, 1L << 20, value};
                ByteBuffer.wrap(bytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(at, numbers[Math.floorMod(length, numbers.length)]);
            }
            return bytes;
        }
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        final Arbitrary<Integer> any = Arbitraries.integers().between(0, 100_000);
        return Combinators.combine(any, any, any, any, any, Arbitraries.bytes())
                .as(Mutation::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20)
                .withoutEdgeCases();
    }

    @Property
    void shouldIgnoreWhenBytesAreArbitrary(
            @ForAll final List<byte[]> packets, @ForAll final Lane lane, @ForAll final boolean isStranger) {
        final Wiretap cluster = settled();
        final State before = new State(cluster);
        cluster.tell(packets.stream()
                .map(bytes ->
                        new Packet(lane, isStranger ? STRANGER : new NodeAddress("b", 7_946), VICTIM_ADDRESS, bytes))
                .toList());
        assertEquals(before, new State(cluster));
    }

    @Property
    void shouldKeepItsOwnWhenBodyIsArbitrary(
            @ForAll final byte[] body,
            @ForAll @IntRange(max = 12) final int template,
            @ForAll @IntRange(max = 2) final int sender,
            @ForAll final Lane lane) {
        final Wiretap cluster = settled();
        final Map<String, String> own = cluster.values().get(Wiretap.VICTIM);
        cluster.tell(List.of(new Packet(lane, STRANGER, VICTIM_ADDRESS, framed(body, template, sender))));
        cluster.letVictimWork(20);
        assertEquals(own, cluster.values().get(Wiretap.VICTIM));
        assertBounded(cluster);
    }

    /** A packet of this cluster in every respect but its one message. */
    private static byte[] framed(final byte[] body, final int template, final int sender) {
        final KeyedHash hash = KeyedHash.of(CLUSTER, VERSION);
        final byte[] first = HEARD.get(0).bytes();
        final int headers = PacketDescriptor.HEADER_LENGTH + PacketDescriptor.FRAME_LENGTH_LENGTH;
        final byte[] bytes = Arrays.copyOf(first, headers + 8 + body.length);
        final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        final String[] ids = {"a", "b", "nobody"};
        buffer.putLong(PacketDescriptor.SENDER_HASH_OFFSET, hash.of(NodeId.of(ids[sender])));
        buffer.putInt(PacketDescriptor.HEADER_LENGTH, 8 + body.length);
        buffer.putShort(headers, (short) body.length);
        buffer.putShort(headers + 2, (short) template);
        System.arraycopy(body, 0, bytes, headers + 8, body.length);
        return Packet.summed(bytes);
    }

    @Property
    void shouldChangeNothingWhenChecksumIsWrong(@ForAll("mutations") final List<Mutation> mutations) {
        final Wiretap cluster = settled();
        final State before = new State(cluster);
        final List<Packet> spoilt = new ArrayList<>();
        for (final Mutation mutation : mutations) {
            final byte[] bytes = mutation.of(HEARD);
            if (!Arrays.equals(bytes, Packet.summed(bytes))) {
                spoilt.add(HEARD.get(0).with(bytes));
            }
        }
        cluster.tell(spoilt);
        assertEquals(before, new State(cluster));
    }

    @Property
    void shouldKeepValuesWhenPacketsAreReplayed(@ForAll final List<Integer> numbers) {
        final Wiretap cluster = settled();
        final Map<NodeId, Map<String, String>> before = cluster.values();
        cluster.tell(numbers.stream()
                .map(number -> HEARD.get(Math.floorMod(number, HEARD.size())))
                .toList());
        cluster.letVictimWork(5);
        assertEquals(before, cluster.values());
    }

    /** With the right checksum a forger may say what he likes of others, within the bounds; what is my own stays. */
    @StatisticsReport(onFailureOnly = true)
    @Property
    void shouldKeepItsOwnWhenPacketsAreForged(@ForAll("mutations") final List<Mutation> mutations) {
        final Wiretap cluster = settled();
        final Map<NodeId, Map<String, String>> others = cluster.values();
        final Map<String, String> own = others.get(Wiretap.VICTIM);
        final long dispatchedBefore = cluster.victim().counters().received().get("messages dispatched");
        final Generation life = cluster.victim().generation();
        final long version =
                cluster.victim().store().localNodeInfo(Wiretap.VICTIM).version();
        cluster.tell(mutations.stream()
                .map(mutation -> HEARD.get(Math.floorMod(mutation.packet(), HEARD.size()))
                        .with(Packet.summed(mutation.of(HEARD))))
                .toList());
        final long dispatched = cluster.victim().counters().received().get("messages dispatched");
        Statistics.label("dispatched").collect(dispatched > dispatchedBefore).coverage(c -> c.check(true)
                .percentage(p -> p > 50));
        Statistics.label("others changed")
                .collect(!others.equals(cluster.values()))
                .coverage(c -> c.check(true).count(n -> n > 0));
        cluster.letVictimWork(100);
        assertEquals(own, cluster.values().get(Wiretap.VICTIM));
        final Generation now = cluster.victim().generation();
        assertTrue(now.compareTo(life) >= 0);
        assertTrue(!now.equals(life)
                || version
                        == cluster.victim()
                                .store()
                                .localNodeInfo(Wiretap.VICTIM)
                                .version());
        assertBounded(cluster);
    }

    @Property(tries = 20)
    void shouldMergeNothingWhenClusterIsAnother(@ForAll final long seed, @ForAll final boolean isOtherVersion) {
        final Wiretap cluster = settled();
        final Wiretap other =
                new Wiretap(isOtherVersion ? CLUSTER : "other", isOtherVersion ? "v2" : VERSION, seed).settled();
        final State before = new State(cluster);
        cluster.tell(other.heardByVictim());
        assertEquals(before, new State(cluster));
    }

    private static void assertBounded(final Wiretap cluster) {
        assertTrue(cluster.victim().store().view().members().size() <= Wiretap.MAX_OWNERS);
        assertTrue(cluster.values().size() <= Wiretap.MAX_OWNERS);
    }

    /** All that the outside sees of the victim. */
    record State(long rootHash, Object view, Object infos) {
        State(final Wiretap cluster) {
            this(
                    cluster.victim().rootHash(),
                    cluster.victim().store().view(),
                    cluster.victim().store().localState());
        }
    }
}
