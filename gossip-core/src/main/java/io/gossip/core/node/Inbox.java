package io.gossip.core.node;

import io.gossip.NodeAddress;
import io.gossip.core.wire.PacketDecoder;
import io.gossip.core.wire.PacketVerdict;
import io.gossip.spi.Lane;
import io.gossip.spi.PacketHandler;
import io.gossip.spi.Transport;
import io.gossip.store.KeyedHash;
import org.agrona.DirectBuffer;

/** Packets that came in: decoded and handed on, or thrown away. Protocol thread only. */
final class Inbox implements PacketHandler {
    /** Packets read in one duty cycle at the most. */
    static final int POLL_LIMIT = 256;

    /** More packets than socket buffers hold; a bound, so that a flood does not keep a node from going on. */
    private static final int MAX_DISCARDING_POLLS = 256;

    private final Transport transport;
    private final PacketDecoder decoder;
    private PacketReceiver receiver;
    private IsolationGuard isolation;
    private long nowNs;

    Inbox(final NodeMemory memory, final Transport transport) {
        final KeyedHash hash = memory.owners().hash();
        this.transport = transport;
        this.decoder = new PacketDecoder(
                hash, hash.clusterHash(), memory.config().limits().maxOwners(), memory.wireCounters());
    }

    /** @return packets handed to the receiver */
    int poll(final PacketReceiver to, final IsolationGuard guard, final long now) {
        receiver = to;
        isolation = guard;
        nowNs = now;
        receiver.beginRound(now);
        return transport.poll(this, POLL_LIMIT);
    }

    @Override
    public void onPacket(
            final Lane lane, final NodeAddress source, final DirectBuffer buffer, final int offset, final int length) {
        receiver.beginPacket();
        final PacketVerdict verdict = decoder.decode(lane, source, buffer, offset, length, receiver);
        receiver.endPacket();
        if (verdict == PacketVerdict.ACCEPTED && receiver.isFromMember()) {
            isolation.onHeard(nowNs);
        }
    }

    /** Throws away what waits. */
    void discard() {
        int polls = 0;
        while (polls++ < MAX_DISCARDING_POLLS && transport.poll(Inbox::ignore, POLL_LIMIT) > 0) {
            // Nothing is looked at.
        }
    }

    private static void ignore(
            final Lane lane, final NodeAddress source, final DirectBuffer buffer, final int offset, final int length) {}
}
