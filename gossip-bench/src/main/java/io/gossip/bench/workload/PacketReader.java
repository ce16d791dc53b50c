package io.gossip.bench.workload;

import io.gossip.NodeAddress;
import io.gossip.StoreLimits;
import io.gossip.core.wire.MessageHandler;
import io.gossip.core.wire.PacketDecoder;
import io.gossip.core.wire.PacketVerdict;
import io.gossip.core.wire.WireCounters;
import io.gossip.spi.Lane;
import io.gossip.spi.PacketHandler;
import org.agrona.DirectBuffer;

/** Decodes packets with the decoder of the product, and fails when one is refused. One thread. */
public final class PacketReader implements PacketHandler {
    private final PacketDecoder decoder;
    private final MessageHandler handler;

    /** @param handler takes the messages */
    public PacketReader(final MessageHandler handler) {
        // As many ids as a node keeps that is told nothing else.
        final int members = StoreLimits.defaults().maxOwners();
        this.decoder = new PacketDecoder(Workload.HASH, Workload.HASH.clusterHash(), members, new WireCounters());
        this.handler = handler;
    }

    /** Reads all packets of the queue. */
    public void read(final PacketQueue packets) {
        packets.poll(this, packets.count());
    }

    @Override
    public void onPacket(
            final Lane lane, final NodeAddress source, final DirectBuffer buffer, final int offset, final int length) {
        final PacketVerdict verdict = decoder.decode(lane, source, buffer, offset, length, handler);
        if (verdict != PacketVerdict.ACCEPTED) {
            throw new IllegalStateException("a packet was not accepted, verdict=" + verdict);
        }
    }
}
