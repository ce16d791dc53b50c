package io.gossip.core.wire;

import io.gossip.NodeAddress;
import io.gossip.spi.Lane;

/** Where the message being dispatched came from; one mutable object per decoder, valid during the callback. */
public final class PacketOrigin {
    private Lane lane;
    private NodeAddress source;
    private long senderHash;

    PacketOrigin() {}

    void set(final Lane newLane, final NodeAddress newSource, final long newSenderHash) {
        lane = newLane;
        source = newSource;
        senderHash = newSenderHash;
    }

    public Lane lane() {
        return lane;
    }

    /** @return as the transport sees it; on the reliable lane not an address to reply to */
    public NodeAddress source() {
        return source;
    }

    /** @return keyed hash of the sender's node id, as the sender says; hashes of another cluster compare with nothing */
    public long senderHash() {
        return senderHash;
    }

    @Override
    public String toString() {
        return lane + " " + source + " " + Long.toHexString(senderHash);
    }
}
