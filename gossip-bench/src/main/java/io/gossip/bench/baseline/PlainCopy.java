package io.gossip.bench.baseline;

import io.gossip.bench.workload.PacketQueue;
import java.util.zip.CRC32C;

/** All bytes of all packets, copied or summed up packet by packet, and nothing else. One thread. */
public final class PlainCopy {
    private final byte[] from;
    private final byte[] to;
    private final PacketQueue packets;
    private final CRC32C checksum = new CRC32C();

    /** @param packets of which only the lengths are used later on */
    public PlainCopy(final PacketQueue packets) {
        this.packets = packets;
        from = new byte[packets.capacity()];
        packets.copyTo(from);
        to = new byte[from.length];
    }

    /** Copies all packets. @return a byte of the last one */
    public byte copy() {
        for (int i = 0; i < packets.count(); i++) {
            System.arraycopy(from, packets.offset(i), to, packets.offset(i), packets.length(i));
        }
        return to[packets.offset(packets.count() - 1)];
    }

    /** Computes the checksum of each packet, as any receiver must. @return all of them in one */
    public long checksum() {
        long all = 0;
        for (int i = 0; i < packets.count(); i++) {
            checksum.reset();
            checksum.update(from, packets.offset(i), packets.length(i));
            all ^= checksum.getValue();
        }
        return all;
    }
}
