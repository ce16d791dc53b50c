package io.gossip.core.wire;

import io.gossip.Generation;
import io.gossip.Incarnation;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.spi.Lane;
import io.gossip.store.ChunkFlags;
import io.gossip.store.EntryKind;
import io.gossip.store.KeyedHash;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One readable message of each kind, and the cluster the tests speak in. */
final class Samples {
    static final KeyedHash HASH = KeyedHash.of("orders", "v1");
    static final long CLUSTER = 0x1122_3344_5566_7788L;
    static final NodeId SENDER = NodeId.of("node-a");
    static final NodeAddress SOURCE = new NodeAddress("10.0.0.1", 7946);
    static final Incarnation LIFE = new Incarnation(new Generation(1_700_000_000_000L, 0xA1B2_C3D4_E5F6_0718L), 3);
    static final int LIMIT = 1_400;

    private Samples() {}

    /** @return the kinds by name, in the order of their template ids */
    static Map<String, Message> ofEachKind() {
        final Map<String, Message> kinds = new LinkedHashMap<>();
        kinds.put("ping", pingOf(NodeStatus.NOT_IN_QUORUM));
        kinds.put("ack", ackOf(NodeStatus.UP));
        kinds.put("ping-request", new Message.PingRequest(8, 0x0102_0304_0506_0708L, 250_000));
        kinds.put("nack", new Message.Nack(8));
        kinds.put("member", member());
        kinds.put("join", join());
        kinds.put("join-reply", new Message.Reply(new JoinReply(1, JoinVerdict.ACCEPTED, LIFE, 42)));
        kinds.put("sync", new Message.Sync(true, 0x2122_2324_2526_2728L));
        kinds.put("digest", digest());
        kinds.put("chunk", chunk());
        kinds.put("rumor-ids", new Message.RumorIds(List.of(new Message.RumorId(0x31L, 0x3233_3435, 9))));
        return kinds;
    }

    static Message.Ping pingOf(final NodeStatus status) {
        return new Message.Ping(7, 0x0102_0304_0506_0708L, LIFE, 42, 0x1718_191A_1B1C_1D1EL, status);
    }

    static Message.Ack ackOf(final NodeStatus status) {
        return new Message.Ack(7, LIFE, 42, 0x1718_191A_1B1C_1D1EL, status);
    }

    static Message.Member member() {
        return new Message.Member(claim(NodeId.of("node-b"), MemberState.SUSPECT));
    }

    static MemberClaim claim(final NodeId id, final MemberState state) {
        return new MemberClaim(
                state, id, HASH.of(id), new NodeAddress("10.0.0.2", 7946), LIFE, 0x4142_4344_4546_4748L, true);
    }

    static Message.Join join() {
        return new Message.Join(
                new JoinRequest(1, SENDER, new NodeAddress("host-a.example", 7946), LIFE, 42, "orders", "v1"));
    }

    static Message.Digest digest() {
        return new Message.Digest(
                DigestKind.OFFER,
                0,
                -1,
                0x5152_5354_5556_5758L,
                0x6162_6364_6566_6768L,
                List.of(new Message.Row(0x0100_0000, 0x71, 5), new Message.Row(0xF100_0000, 0, 0)),
                List.of(new Message.Entry(0x8182_8384_8586_8788L, 1_700_000_000_000L, 0x91L, 12, 4, true, false)));
    }

    static Message.Chunk chunk() {
        return new Message.Chunk(
                SENDER,
                1_700_000_000_000L,
                0xA1B2_C3D4_E5F6_0718L,
                39,
                42,
                42,
                8,
                ChunkFlags.RUMOR,
                List.of(
                        Message.Write.of(40, EntryKind.SET, utf8("color"), utf8("blue")),
                        Message.Write.of(42, EntryKind.TOMBSTONE, utf8("size"), utf8(""))));
    }

    static PacketEncoder encoder() {
        return new PacketEncoder(CLUSTER, HASH.of(SENDER), LIMIT);
    }

    /** @return a packet of the messages, which must fit */
    static byte[] packet(final Message... messages) {
        final PacketEncoder encoder = encoder();
        for (final Message message : messages) {
            if (!message.tryWrite(encoder)) {
                throw new AssertionError("does not fit: " + message);
            }
        }
        return sealed(encoder);
    }

    /** @return a copy of the packet */
    static byte[] sealed(final PacketEncoder encoder) {
        final byte[] packet = new byte[encoder.end()];
        encoder.buffer().getBytes(0, packet);
        return packet;
    }

    static byte[] utf8(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Lane lane() {
        return Lane.BEST_EFFORT;
    }
}
