package io.gossip.testkit.hostile;

import io.gossip.NodeAddress;
import io.gossip.core.wire.PacketDescriptor;
import io.gossip.spi.Lane;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** A packet on its way; its bytes may be anything. */
record Packet(Lane lane, NodeAddress source, NodeAddress destination, byte[] bytes) {
    Packet with(final byte[] others) {
        return new Packet(lane, source, destination, others);
    }

    /** @return a copy of the bytes with the checksum that they should have; as they are when there is no room for one */
    static byte[] summed(final byte[] bytes) {
        final byte[] summed = bytes.clone();
        if (summed.length >= PacketDescriptor.HEADER_LENGTH) {
            final ByteBuffer buffer = ByteBuffer.wrap(summed).order(ByteOrder.LITTLE_ENDIAN);
            buffer.putInt(PacketDescriptor.CRC_OFFSET, 0);
            final CRC32C crc = new CRC32C();
            crc.update(summed);
            buffer.putInt(PacketDescriptor.CRC_OFFSET, (int) crc.getValue());
        }
        return summed;
    }

    @Override
    public String toString() {
        return lane + " " + source + ">" + destination + " " + HexFormat.of().formatHex(bytes);
    }
}
