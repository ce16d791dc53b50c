package io.gossip.sim.network;

import io.gossip.spi.Arguments;

/**
 * What went over one lane of one node, or of all, up to a moment. Bytes are payload: no headers below the packet.
 *
 * @param packetsSent accepted from the sender, before loss and duplication
 * @param bytesSent their bytes
 * @param packetsReceived put into a socket buffer, duplicates included
 * @param bytesReceived their bytes
 * @param packetsDropped lost, cut off, without a receiver, or in front of a full buffer; counted at the sender
 */
public record Traffic(long packetsSent, long bytesSent, long packetsReceived, long bytesReceived, long packetsDropped) {
    /** Nothing. */
    public static final Traffic NONE = new Traffic(0, 0, 0, 0, 0);

    /** @return both together */
    public Traffic plus(final Traffic other) {
        Arguments.notNull(other, "other");
        return new Traffic(
                packetsSent + other.packetsSent,
                bytesSent + other.bytesSent,
                packetsReceived + other.packetsReceived,
                bytesReceived + other.bytesReceived,
                packetsDropped + other.packetsDropped);
    }

    /** @return what came since an earlier moment */
    public Traffic minus(final Traffic earlier) {
        Arguments.notNull(earlier, "earlier");
        return new Traffic(
                packetsSent - earlier.packetsSent,
                bytesSent - earlier.bytesSent,
                packetsReceived - earlier.packetsReceived,
                bytesReceived - earlier.bytesReceived,
                packetsDropped - earlier.packetsDropped);
    }
}
