package io.gossip.spi;

import io.gossip.NodeAddress;
import org.agrona.DirectBuffer;

/** Receives packets from {@link Transport#poll}, on the polling thread. */
@FunctionalInterface
public interface PacketHandler {
    /**
     * @param lane which lane it came over
     * @param source where it came from, as the transport sees it; on the reliable lane not an address to reply to
     * @param buffer holds the packet, valid only during the call
     * @param offset where it begins
     * @param length its bytes, 0 to the lane's limit; contents are not to be trusted
     */
    void onPacket(Lane lane, NodeAddress source, DirectBuffer buffer, int offset, int length);
}
