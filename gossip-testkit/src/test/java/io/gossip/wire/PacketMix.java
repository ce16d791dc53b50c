package io.gossip.wire;

import io.gossip.Generation;
import io.gossip.Incarnation;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.core.wire.DigestKind;
import io.gossip.core.wire.JoinReply;
import io.gossip.core.wire.JoinRequest;
import io.gossip.core.wire.JoinVerdict;
import io.gossip.core.wire.MemberClaim;
import io.gossip.core.wire.MemberState;
import io.gossip.core.wire.PacketEncoder;
import io.gossip.spi.NioBuffer;
import io.gossip.store.OwnerDigest;
import java.util.Random;

/** Packets of the present encoder with messages of all kinds in any order. */
final class PacketMix {
    static final int KINDS = 11;

    private static final int LIMIT = 8_192;

    private final PacketEncoder encoder = new PacketEncoder(RenderedMessages.CLUSTER, 5, LIMIT);
    private final Random random;

    PacketMix(final long seed) {
        random = new Random(seed);
    }

    /** @return a packet with one message of each kind, by rising template id */
    byte[] ofAllKinds() {
        encoder.begin(LIMIT);
        for (int kind = 1; kind <= KINDS; kind++) {
            add(kind);
        }
        return sealed();
    }

    /** @return a packet with that many messages of any kinds */
    byte[] ofAnyKinds(final int messages) {
        encoder.begin(LIMIT);
        for (int i = 0; i < messages; i++) {
            add(1 + random.nextInt(KINDS));
        }
        return sealed();
    }

    private byte[] sealed() {
        final byte[] packet = new byte[encoder.end()];
        encoder.buffer().getBytes(0, packet);
        return packet;
    }

    private void add(final int kind) {
        switch (kind) {
            case 1 ->
                encoder.tryPing(random.nextInt(), random.nextLong(), life(), version(), random.nextLong(), status());
            case 2 -> encoder.tryAck(random.nextInt(), life(), version(), random.nextLong(), status());
            case 3 -> encoder.tryPingRequest(random.nextInt(), random.nextLong(), random.nextInt(1_000_000));
            case 4 -> encoder.tryNack(random.nextInt());
            case 5 ->
                encoder.tryMember(new MemberClaim(
                        MemberState.SUSPECT, id(), 0, address(), life(), random.nextLong(), random.nextBoolean()));
            case 6 ->
                encoder.tryJoin(new JoinRequest(random.nextInt(), id(), address(), life(), version(), "orders", "v1"));
            case 7 -> encoder.tryJoinReply(new JoinReply(random.nextInt(), JoinVerdict.OUTBID, life(), version()));
            case 8 -> encoder.trySync(random.nextBoolean(), random.nextLong());
            case 9 -> addDigest();
            case 10 -> addChunk();
            case 11 -> addRumorIds();
            default -> throw new AssertionError("no such kind=" + kind);
        }
    }

    private NodeStatus status() {
        return NodeStatus.fromCode(random.nextInt(NodeStatus.values().length));
    }

    private void addDigest() {
        if (encoder.tryBeginDigest(DigestKind.OFFER, random.nextInt(), random.nextLong(), random.nextLong())) {
            for (int i = random.nextInt(6); i > 0; i--) {
                encoder.tryDigestRow(random.nextInt(), random.nextInt(), random.nextInt());
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                encoder.tryDigestEntry(new OwnerDigest()
                        .set(
                                random.nextLong(),
                                version(),
                                random.nextLong(),
                                version(),
                                version(),
                                random.nextBoolean(),
                                random.nextBoolean()));
            }
            encoder.endDigest(random.nextInt());
        }
    }

    private void addChunk() {
        final NioBuffer bytes = NioBuffer.allocate(64);
        if (encoder.chunkSink().tryBegin(id(), version(), random.nextLong(), version(), version(), version(), 2)) {
            for (int i = random.nextInt(5); i > 0; i--) {
                bytes.putLong(0, random.nextLong());
                encoder.chunkSink()
                        .tryAdd(
                                version(),
                                random.nextInt(256),
                                bytes,
                                0,
                                random.nextInt(8),
                                bytes,
                                4,
                                random.nextInt(60));
            }
            encoder.chunkSink().end(version());
        }
    }

    private void addRumorIds() {
        if (encoder.tryBeginRumorIds()) {
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                encoder.tryRumorId(random.nextLong(), random.nextInt(), random.nextInt());
            }
            encoder.endRumorIds();
        }
    }

    private Incarnation life() {
        return new Incarnation(new Generation(version(), random.nextLong()), random.nextInt(1_000));
    }

    private long version() {
        return random.nextLong() >>> 1;
    }

    private NodeId id() {
        return NodeId.of("node-" + random.nextInt(1_000));
    }

    private NodeAddress address() {
        return new NodeAddress("host-" + random.nextInt(1_000), 1 + random.nextInt(65_535));
    }
}
