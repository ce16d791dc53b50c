package io.gossip.transport.aeron;

import io.gossip.transport.aeron.neighbour.Neighbour;
import java.net.InetSocketAddress;

/**
 * A way to a peer, as Aeron spells it.
 *
 * @param channel over the network, or over the memory of the driver that both ends share
 * @param streamId what the peer listens to there
 * @param isIpc whether it is the driver's memory, where a subscriber that is gone does not come back
 */
record Route(String channel, int streamId, boolean isIpc) {
    /** @param from what packets leave from: an address that the node listens at, or all */
    static Route overNetwork(
            final InetSocketAddress address, final InetSocketAddress from, final int streamId, final String options) {
        final String local = from.getAddress().isAnyLocalAddress() ? "" : "|interface=" + Endpoint.text(from, 0);
        return new Route(
                "aeron:udp?endpoint=" + Endpoint.text(address, address.getPort()) + local + "|" + options,
                streamId,
                false);
    }

    static Route overMemory(final Neighbour neighbour, final LaneTraits traits, final String options) {
        return new Route("aeron:ipc?" + options, traits.streamId(neighbour), true);
    }
}
