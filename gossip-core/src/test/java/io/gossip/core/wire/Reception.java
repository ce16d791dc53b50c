package io.gossip.core.wire;

import io.gossip.spi.NioBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Decodes one packet with a decoder of its own and keeps everything that can be asserted. */
record Reception(PacketVerdict verdict, List<Message> messages, List<String> origins, WireCounters counters) {
    static Reception of(final byte[] packet) {
        return of(NioBuffer.wrapping(packet), 0, packet.length);
    }

    static Reception of(final DirectBuffer buffer, final int offset, final int length) {
        final WireCounters counters = new WireCounters();
        final RecordingHandler handler = new RecordingHandler();
        final PacketVerdict verdict = new PacketDecoder(Samples.HASH, Samples.CLUSTER, 1_000, counters)
                .decode(Samples.lane(), Samples.SOURCE, buffer, offset, length, handler);
        return new Reception(verdict, handler.messages, handler.origins, counters);
    }

    long count(final WireCounter counter) {
        return counters.value(counter);
    }

    /** @return packets counted, whatever became of them */
    long packets() {
        return Arrays.stream(WireCounter.values())
                .filter(counter -> counter.name().startsWith("PACKETS_"))
                .mapToLong(counters::value)
                .sum();
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Reception that
                && verdict == that.verdict
                && messages.equals(that.messages)
                && origins.equals(that.origins)
                && counters.toString().equals(that.counters.toString());
    }

    @Override
    public int hashCode() {
        return messages.hashCode();
    }

    /** Gives a packet that was tampered with a checksum that matches again; too short ones are left alone. */
    static byte[] withMatchingChecksum(final byte[] packet) {
        if (packet.length >= PacketDescriptor.HEADER_LENGTH) {
            final MutableDirectBuffer buffer = NioBuffer.wrapping(packet);
            buffer.putInt(PacketDescriptor.CRC_OFFSET, 0);
            final CRC32C crc = new CRC32C();
            crc.update(packet);
            buffer.putInt(PacketDescriptor.CRC_OFFSET, (int) crc.getValue(), PacketDescriptor.BYTE_ORDER);
        }
        return packet;
    }
}
