package io.gossip.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.core.wire.sbe.AckEncoder;
import io.gossip.core.wire.sbe.ChunkEncoder;
import io.gossip.core.wire.sbe.DigestEncoder;
import io.gossip.core.wire.sbe.JoinEncoder;
import io.gossip.core.wire.sbe.JoinReplyEncoder;
import io.gossip.core.wire.sbe.MemberEncoder;
import io.gossip.core.wire.sbe.PingEncoder;
import io.gossip.spi.NioBuffer;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketDecoderTest {
    /** Of the first message: behind packet header, frame length and message header. */
    private static final int BODY = PacketDescriptor.HEADER_LENGTH + 12;

    private static final int BLOCK_LENGTH = BODY - 8;
    private static final Message FIRST = new Message.Nack(1);
    private static final Message LAST = new Message.Nack(2);
    private static final int NACK_LENGTH = 16;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 23})
    void shouldRefuseWhenShorterThanAHeader(final int length) {
        final Reception reception = Reception.of(Arrays.copyOf(Samples.packet(FIRST), length));

        assertRefused(PacketVerdict.TOO_SHORT, WireCounter.PACKETS_TOO_SHORT, reception);
    }

    @Test
    void shouldAcceptWhenThereIsNoMessage() {
        final byte[] packet = Arrays.copyOf(Samples.packet(FIRST), PacketDescriptor.HEADER_LENGTH);

        assertEquals(
                PacketVerdict.ACCEPTED,
                Reception.of(Reception.withMatchingChecksum(packet)).verdict());
    }

    @Test
    void shouldRefuseWhenTheMagicDiffers() {
        assertRefused(
                PacketVerdict.BAD_MAGIC, WireCounter.PACKETS_BAD_MAGIC, tampered(packet -> packet[1] = 0x61, FIRST));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 255})
    void shouldRefuseWhenTheWireVersionDiffers(final int version) {
        assertRefused(
                PacketVerdict.BAD_VERSION,
                WireCounter.PACKETS_BAD_VERSION,
                tampered(packet -> packet[2] = (byte) version, FIRST));
    }

    @ParameterizedTest
    @ValueSource(ints = {PacketDescriptor.AUTHENTICATED_FLAG, 2, 128, 255})
    void shouldRefuseWhenAFlagIsNotUnderstood(final int flags) {
        assertRefused(
                PacketVerdict.BAD_FLAGS,
                WireCounter.PACKETS_BAD_FLAGS,
                tampered(packet -> packet[3] = (byte) flags, FIRST));
    }

    @Test
    void shouldRefuseWhenTheChecksumDiffers() {
        final byte[] packet = Samples.packet(FIRST);
        packet[packet.length - 1] ^= 1;

        assertRefused(PacketVerdict.BAD_CRC, WireCounter.PACKETS_BAD_CRC, Reception.of(packet));
    }

    @Test
    void shouldDispatchOnlyJoinsAndRepliesWhenOfAnotherCluster() {
        final Message reply = Samples.ofEachKind().get("join-reply");
        final PacketEncoder encoder = new PacketEncoder(Samples.CLUSTER + 1, 9, Samples.LIMIT);
        for (final Message message : List.of(FIRST, Samples.join(), Samples.chunk(), reply, Samples.member())) {
            assertTrue(message.tryWrite(encoder));
        }

        final Reception reception = Reception.of(Samples.sealed(encoder));

        assertEquals(PacketVerdict.OTHER_CLUSTER, reception.verdict());
        assertEquals(List.of(new Message.Foreign(Samples.join()), new Message.Foreign(reply)), reception.messages());
        assertEquals(1, reception.packets());
        assertEquals(1, reception.count(WireCounter.PACKETS_OTHER_CLUSTER));
    }

    @Test
    void shouldSkipAndCountWhenTheTemplateIsUnknown() {
        assertSkipped(WireCounter.MESSAGES_UNKNOWN_TEMPLATE, tamperedMiddle(BODY - 6, 99, Samples.member()));
    }

    @Test
    void shouldSkipAndCountWhenTheSchemaIsForeign() {
        assertSkipped(WireCounter.MESSAGES_FOREIGN_SCHEMA, tamperedMiddle(BODY - 4, 7, Samples.member()));
    }

    @Test
    void shouldReadAsBeforeWhenTheSchemaVersionIsNewer() {
        final Reception reception = tamperedMiddle(BODY - 2, 60_000, Samples.chunk());

        assertEquals(List.of(FIRST, Samples.chunk(), LAST), reception.messages());
    }

    @Test
    void shouldSkipAndCountWhenACodeIsUnknown() {
        final int state = BODY + MemberEncoder.stateEncodingOffset();
        final int verdict = BODY + JoinReplyEncoder.verdictEncodingOffset();
        final int kind = BODY + DigestEncoder.kindEncodingOffset();
        for (final int code : new int[] {0, 6, 255}) {
            assertSkipped(WireCounter.MESSAGES_UNKNOWN_CODE, tamperedMiddleByte(state, code, Samples.member()));
            assertSkipped(
                    WireCounter.MESSAGES_UNKNOWN_CODE,
                    tamperedMiddleByte(verdict, code, Samples.ofEachKind().get("join-reply")));
            assertSkipped(WireCounter.MESSAGES_UNKNOWN_CODE, tamperedMiddleByte(kind, code, Samples.digest()));
        }
    }

    /** A ping is a sign of life, and an ack an answer, whatever else is in it. */
    @Test
    void shouldReadAnUnknownStatusAsNone() {
        final Message.Ping ping = (Message.Ping) Samples.ofEachKind().get("ping");
        final Message.Ack ack = (Message.Ack) Samples.ofEachKind().get("ack");
        for (final int code : new int[] {0, 7, 128, 255}) {
            assertEquals(
                    List.of(FIRST, Samples.pingOf(NodeStatus.INVALID), LAST),
                    tamperedMiddleByte(BODY + PingEncoder.statusEncodingOffset(), code, ping)
                            .messages());
            assertEquals(
                    List.of(FIRST, Samples.ackOf(NodeStatus.INVALID), LAST),
                    tamperedMiddleByte(BODY + AckEncoder.statusEncodingOffset(), code, ack)
                            .messages());
        }
        for (final NodeStatus status : NodeStatus.values()) {
            assertEquals(
                    List.of(FIRST, Samples.pingOf(status), LAST),
                    tamperedMiddleByte(BODY + PingEncoder.statusEncodingOffset(), status.code(), ping)
                            .messages());
        }
    }

    @Test
    void shouldEndThePacketWhenABlockIsShorterThanTheSchemaHasIt() {
        for (final Message message : Samples.ofEachKind().values()) {
            final byte[] packet = Samples.packet(FIRST, message, LAST);
            final int known = packet[BLOCK_LENGTH + NACK_LENGTH];
            if (known > 0) {
                assertEnded(tamperedMiddleByte(BLOCK_LENGTH, known - 1, message));
            }
        }
    }

    @Test
    void shouldEndThePacketWhenABlockIsLongerThanTheMessage() {
        for (final Message message : Samples.ofEachKind().values()) {
            assertEnded(tamperedMiddle(BLOCK_LENGTH, 60_000, message));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, Integer.MIN_VALUE, -1, Integer.MAX_VALUE, 1_000})
    void shouldEndThePacketWhenAFrameHasAnImpossibleLength(final int length) {
        assertEnded(tampered(
                packet -> NioBuffer.wrapping(packet)
                        .putInt(PacketDescriptor.HEADER_LENGTH + NACK_LENGTH, length, PacketDescriptor.BYTE_ORDER),
                FIRST,
                Samples.member(),
                LAST));
    }

    @Test
    void shouldEndThePacketWhenACounterOrVersionIsNegative() {
        final Message ack = Samples.ofEachKind().get("ack");
        final Message reply = Samples.ofEachKind().get("join-reply");
        final Message ids = Samples.ofEachKind().get("rumor-ids");
        final int rows = BODY + DigestEncoder.BLOCK_LENGTH + 4 + 2 * 12 + 4;
        final int writes = BODY + ChunkEncoder.BLOCK_LENGTH + 4;
        assertNegativeRefused(Samples.ofEachKind().get("ping"), PingEncoder.generationEncodingOffset());
        assertNegativeRefused(Samples.ofEachKind().get("ping"), PingEncoder.ownVersionEncodingOffset());
        assertNegativeRefused(ack, 8);
        assertNegativeRefused(ack, 24);
        assertNegativeRefused(Samples.member(), MemberEncoder.generationEncodingOffset());
        assertNegativeRefused(Samples.join(), JoinEncoder.generationEncodingOffset());
        assertNegativeRefused(Samples.join(), JoinEncoder.ownVersionEncodingOffset());
        assertNegativeRefused(reply, JoinReplyEncoder.generationEncodingOffset());
        assertNegativeRefused(reply, JoinReplyEncoder.ownVersionEncodingOffset());
        assertNegativeRefused(Samples.digest(), rows - BODY + DigestEncoder.EntriesEncoder.generationEncodingOffset());
        assertNegativeRefused(Samples.digest(), rows - BODY + DigestEncoder.EntriesEncoder.frontierEncodingOffset());
        assertNegativeRefused(Samples.digest(), rows - BODY + DigestEncoder.EntriesEncoder.floorEncodingOffset());
        assertNegativeRefused(Samples.chunk(), ChunkEncoder.generationEncodingOffset());
        assertNegativeRefused(Samples.chunk(), ChunkEncoder.fromVersionEncodingOffset());
        assertNegativeRefused(Samples.chunk(), ChunkEncoder.toVersionEncodingOffset());
        assertNegativeRefused(Samples.chunk(), ChunkEncoder.targetVersionEncodingOffset());
        assertNegativeRefused(Samples.chunk(), ChunkEncoder.purgeFloorEncodingOffset());
        assertNegativeRefused(
                Samples.chunk(), writes - BODY + ChunkEncoder.EntriesEncoder.entryVersionEncodingOffset());
    }

    /** The high byte of a long at that offset of the body gets its sign bit. */
    private static void assertNegativeRefused(final Message message, final int bodyOffset) {
        assertEnded(tamperedMiddleByte(BODY + bodyOffset + 7, 0x80, message));
    }

    @Test
    void shouldEndThePacketWhenTheNodeIdIsNone() {
        final int member = BODY + MemberEncoder.BLOCK_LENGTH;
        assertEnded(tamperedMiddle(member, 0, Samples.member()));
        assertEnded(tamperedMiddle(member, 256, Samples.member()));
        assertEnded(tamperedMiddleByte(member + 2, 0xFF, Samples.member()));
        assertEnded(tamperedMiddleByte(member + 2, '\n', Samples.member()));
        assertEnded(tamperedMiddleByte(BODY + JoinEncoder.BLOCK_LENGTH + 2, 0xC0, Samples.join()));
        final byte[] chunk = Samples.packet(Samples.chunk());
        assertEnded(tamperedMiddleByte(chunk.length - 1, 0xC3, Samples.chunk()));
    }

    @Test
    void shouldEndThePacketWhenTheAddressCannotBeReached() {
        final int host = BODY + MemberEncoder.BLOCK_LENGTH + 2 + "node-b".length();
        assertEnded(tamperedMiddle(BODY + MemberEncoder.portEncodingOffset(), 0, Samples.member()));
        assertEnded(tamperedMiddle(BODY + JoinEncoder.portEncodingOffset(), 0, Samples.join()));
        assertEnded(tamperedMiddle(host, 0, Samples.member()));
        assertEnded(tamperedMiddleByte(host + 2, '[', Samples.member()));
        assertEnded(tamperedMiddleByte(host + 2, ' ', Samples.member()));
        assertEnded(tamperedMiddleByte(host + 2, 0x80, Samples.member()));
    }

    @Test
    void shouldEndThePacketWhenATextIsNotUtf8() {
        final byte[] join = Samples.packet(Samples.join());

        assertEnded(tamperedMiddleByte(join.length - 1, 0xE2, Samples.join()));
    }

    @Test
    void shouldEndThePacketWhenAGroupDoesNotFit() {
        final int rows = BODY + DigestEncoder.BLOCK_LENGTH;
        final int entries = BODY + ChunkEncoder.BLOCK_LENGTH;
        for (final int count : new int[] {3, 20, 65_535}) {
            assertEnded(tamperedMiddle(rows + 2, count, Samples.digest()));
            assertEnded(tamperedMiddle(entries + 2, count, Samples.chunk()));
            assertEnded(tamperedMiddle(BODY + 2, count, Samples.ofEachKind().get("rumor-ids")));
        }
        for (final int blockLength : new int[] {0, 1, 8, 65_535}) {
            assertEnded(tamperedMiddle(rows, blockLength, Samples.digest()));
            assertEnded(tamperedMiddle(entries, blockLength, Samples.chunk()));
            assertEnded(tamperedMiddle(BODY, blockLength, Samples.ofEachKind().get("rumor-ids")));
        }
    }

    @Test
    void shouldEndThePacketWhenAKeyOrValueDoesNotFit() {
        final int key = BODY + ChunkEncoder.BLOCK_LENGTH + 4 + 9;
        assertEnded(tamperedMiddle(key, 256, Samples.chunk()));
        assertEnded(tamperedMiddle(key, 200, Samples.chunk()));
        final int value = key + 2 + "color".length();
        assertEnded(tamperedMiddle(value, 60_000, Samples.chunk()));
        assertEnded(tamperedMiddleByte(value + 3, 0xFF, Samples.chunk()));
    }

    /** The blocks of both entries would fit, were it not for the value between them. */
    @Test
    void shouldEndThePacketWhenAValueLeavesNoRoomForTheNextEntry() {
        final int value = BODY + ChunkEncoder.BLOCK_LENGTH + 4 + 9 + 2 + "color".length();
        for (int left = 0; left < 9; left++) {
            final byte[] packet = Samples.packet(Samples.chunk());
            final int length = packet.length - left - (value + 4);
            final NioBuffer buffer = NioBuffer.wrapping(packet);
            buffer.putInt(value, length, PacketDescriptor.BYTE_ORDER);
            Reception.withMatchingChecksum(packet);

            final Reception reception = Reception.of(GuardedBuffer.of(buffer, 0, packet.length), 0, packet.length);

            assertEquals(PacketVerdict.MALFORMED, reception.verdict());
            assertTrue(reception.messages().isEmpty());
        }
    }

    @Test
    void shouldKeepUnknownKindsOfWrites() {
        final int kind = BODY + ChunkEncoder.BLOCK_LENGTH + 4 + 8;
        final Reception reception = tamperedMiddleByte(kind, 200, Samples.chunk());

        final Message.Chunk chunk = (Message.Chunk) reception.messages().get(1);
        assertEquals(200, chunk.writes().get(0).kind());
    }

    @Test
    void shouldComputeTheHashOfAMemberItself() {
        final NodeId id = NodeId.of("node-c");
        final MemberClaim forged = new MemberClaim(MemberState.ALIVE, id, 666, Samples.SOURCE, Samples.LIFE, 0, false);

        final Message.Member seen = (Message.Member) Reception.of(Samples.packet(new Message.Member(forged)))
                .messages()
                .get(0);

        assertEquals(Samples.HASH.of(id), seen.claim().idHash());
    }

    @Test
    void shouldLetOutWhatTheHandlerThrows() {
        final byte[] packet = Samples.packet(Samples.member());
        final MessageHandler handler = (MessageHandler) Proxy.newProxyInstance(
                MessageHandler.class.getClassLoader(), new Class<?>[] {MessageHandler.class}, (proxy, method, args) -> {
                    throw new IllegalStateException("the handler's own");
                });
        final PacketDecoder decoder = new PacketDecoder(Samples.HASH, Samples.CLUSTER, 1_000, new WireCounters());

        assertThrows(
                IllegalStateException.class,
                () -> decoder.decode(
                        Samples.lane(), Samples.SOURCE, NioBuffer.wrapping(packet), 0, packet.length, handler));
    }

    private static Reception tampered(final Consumer<byte[]> change, final Message... messages) {
        final byte[] packet = Samples.packet(messages);
        change.accept(packet);
        return Reception.of(Reception.withMatchingChecksum(packet));
    }

    /** Offsets as if the message were the first: it is preceded by {@link #FIRST} and followed by {@link #LAST}. */
    private static Reception tamperedMiddle(final int offset, final int value, final Message message) {
        return tampered(
                packet -> NioBuffer.wrapping(packet)
                        .putShort(NACK_LENGTH + offset, (short) value, PacketDescriptor.BYTE_ORDER),
                FIRST,
                message,
                LAST);
    }

    private static Reception tamperedMiddleByte(final int offset, final int value, final Message message) {
        return tampered(packet -> packet[NACK_LENGTH + offset] = (byte) value, FIRST, message, LAST);
    }

    private static void assertRefused(
            final PacketVerdict verdict, final WireCounter counter, final Reception reception) {
        assertEquals(verdict, reception.verdict());
        assertEquals(1, reception.count(counter));
        assertEquals(1, reception.packets());
        assertTrue(reception.messages().isEmpty());
    }

    private static void assertSkipped(final WireCounter counter, final Reception reception) {
        assertEquals(PacketVerdict.ACCEPTED, reception.verdict());
        assertEquals(List.of(FIRST, LAST), reception.messages());
        assertEquals(1, reception.count(counter));
        assertEquals(2, reception.count(WireCounter.MESSAGES_DISPATCHED));
    }

    private static void assertEnded(final Reception reception) {
        assertEquals(PacketVerdict.MALFORMED, reception.verdict());
        assertEquals(List.of(FIRST), reception.messages());
        assertEquals(1, reception.count(WireCounter.PACKETS_MALFORMED));
    }
}
