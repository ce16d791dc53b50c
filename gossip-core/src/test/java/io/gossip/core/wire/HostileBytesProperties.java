package io.gossip.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.core.wire.sbe.MessageHeaderDecoder;
import io.gossip.spi.NioBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever comes in: no exception, no read outside the packet, exactly one packet counter. The handler reads each
 * message it gets to its last byte, so a message that was dispatched without a full check fails here.
 */
class HostileBytesProperties {
    private static final int PADDING = 37;

    @Provide
    Arbitrary<List<Message>> mixtures() {
        return MessageArbitraries.mixtures();
    }

    @Provide
    Arbitrary<byte[]> anything() {
        return MessageArbitraries.bytes(200);
    }

    /** Bodies behind a sound frame and message header, with lengths that are sometimes those of the schema. */
    @Provide
    Arbitrary<byte[]> bodies() {
        final Arbitrary<Integer> blockLengths = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 80), Arbitraries.of(0, 4, 9, 25, 40, 44, 48, 49, 65_535));
        return Combinators.combine(Arbitraries.integers().between(0, 12), blockLengths, smallNumbers(300))
                .as(HostileBytesProperties::frame)
                .list()
                .ofMaxSize(4)
                .map(HostileBytesProperties::packet);
    }

    /** Mostly zeros and small numbers: random lengths are nearly always too long, and reach nothing behind them. */
    private static Arbitrary<byte[]> smallNumbers(final int maxLength) {
        return Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.just((byte) 0)),
                        Tuple.of(3, Arbitraries.bytes().between((byte) 0, (byte) 50)),
                        Tuple.of(1, Arbitraries.bytes()))
                .array(byte[].class)
                .ofMaxSize(maxLength);
    }

    private static byte[] frame(final int templateId, final int blockLength, final byte[] body) {
        final byte[] frame = new byte[12 + body.length];
        final NioBuffer buffer = NioBuffer.wrapping(frame);
        buffer.putInt(0, MessageHeaderDecoder.ENCODED_LENGTH + body.length, PacketDescriptor.BYTE_ORDER);
        buffer.putShort(4, (short) blockLength, PacketDescriptor.BYTE_ORDER);
        buffer.putShort(6, (short) templateId, PacketDescriptor.BYTE_ORDER);
        buffer.putShort(8, (short) MessageHeaderDecoder.SCHEMA_ID, PacketDescriptor.BYTE_ORDER);
        System.arraycopy(body, 0, frame, 12, body.length);
        return frame;
    }

    private static byte[] packet(final List<byte[]> frames) {
        final byte[] header = Arrays.copyOf(Samples.packet(new Message.Nack(1)), PacketDescriptor.HEADER_LENGTH);
        final byte[] packet = Arrays.copyOf(
                header, header.length + frames.stream().mapToInt(f -> f.length).sum());
        int at = header.length;
        for (final byte[] frame : frames) {
            System.arraycopy(frame, 0, packet, at, frame.length);
            at += frame.length;
        }
        return packet;
    }

    @Property(tries = 1_000)
    void shouldSurviveAnyBytes(@ForAll("anything") final byte[] bytes) {
        receive(bytes);
    }

    @Property(tries = 1_000)
    void shouldSurviveAnyBytesBehindASoundHeader(@ForAll("anything") final byte[] bytes) {
        receive(Reception.withMatchingChecksum(packet(List.of(bytes))));
    }

    @Property(tries = 3_000)
    void shouldSurviveAnyBodyInASoundFrame(@ForAll("bodies") final byte[] packet) {
        receive(Reception.withMatchingChecksum(packet));
    }

    @Property(tries = 3_000)
    void shouldSurviveBytesChangedInASoundPacket(
            @ForAll("mixtures") final List<Message> mixture,
            @ForAll final long seed,
            @ForAll @IntRange(min = 1, max = 4) final int changes) {
        final PacketEncoder encoder = new PacketEncoder(Samples.CLUSTER, 5, 1_400);
        mixture.forEach(message -> message.tryWrite(encoder));
        final byte[] packet = Samples.sealed(encoder);
        final Random random = new Random(seed);
        for (int i = 0; i < changes && packet.length > PacketDescriptor.HEADER_LENGTH; i++) {
            final int at =
                    PacketDescriptor.HEADER_LENGTH + random.nextInt(packet.length - PacketDescriptor.HEADER_LENGTH);
            packet[at] = (byte) (random.nextBoolean() ? random.nextInt() : packet[at] ^ 1 << random.nextInt(8));
        }
        receive(Reception.withMatchingChecksum(packet));
    }

    @Property(tries = 300)
    void shouldNoticeAnyChangedByteByTheChecksum(
            @ForAll("mixtures") final List<Message> mixture, @ForAll final long seed) {
        final PacketEncoder encoder = new PacketEncoder(Samples.CLUSTER, 5, 1_400);
        new Message.Nack(1).tryWrite(encoder);
        mixture.forEach(message -> message.tryWrite(encoder));
        final byte[] packet = Samples.sealed(encoder);
        final Random random = new Random(seed);
        final int at = 4 + random.nextInt(packet.length - 4);
        packet[at] ^= (byte) (1 + random.nextInt(255));

        final Reception reception = receive(packet);

        assertEquals(PacketVerdict.BAD_CRC, reception.verdict());
        assertTrue(reception.messages().isEmpty());
    }

    /** In the middle of a larger buffer whose other bytes may not be looked at. */
    private static Reception receive(final byte[] packet) {
        final byte[] memory = new byte[PADDING + packet.length + PADDING];
        Arrays.fill(memory, (byte) 1);
        System.arraycopy(packet, 0, memory, PADDING, packet.length);
        final int end = PADDING + packet.length;

        final Reception reception =
                Reception.of(GuardedBuffer.of(NioBuffer.wrapping(memory), PADDING, end), PADDING, packet.length);

        assertEquals(1, reception.packets());
        assertEquals(reception.messages().size(), reception.count(WireCounter.MESSAGES_DISPATCHED));
        assertEquals(Reception.of(packet), reception);
        return reception;
    }
}
