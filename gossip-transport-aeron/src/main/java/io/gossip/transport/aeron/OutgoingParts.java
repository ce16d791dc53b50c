package io.gossip.transport.aeron;

import io.aeron.Aeron;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import io.gossip.spi.queue.MemoryBudget;
import io.gossip.transport.aeron.message.MessageWriter;
import io.gossip.transport.aeron.neighbour.Neighbours;
import java.net.InetSocketAddress;
import org.agrona.BitUtil;

/**
 * What all publications of a lane share.
 *
 * @param aeron the client
 * @param neighbours who shares its driver
 * @param bind what packets leave from
 * @param traits of the lane
 * @param config bounds
 * @param writer puts this node's address in front of everything
 * @param claim room in a term, while something is put there
 * @param memory what waits
 * @param counters where all is counted
 */
record OutgoingParts(
        Aeron aeron,
        Neighbours neighbours,
        InetSocketAddress bind,
        LaneTraits traits,
        StreamConfig config,
        MessageWriter writer,
        BufferClaim claim,
        MemoryBudget memory,
        AeronCounters counters) {

    /** @return bytes that one datagram carries, headers of ours counted, so that a packet of the longest length is one */
    static int pieceLength(final AeronTransportConfig config, final MessageWriter writer) {
        final int frameLength =
                DataHeaderFlyweight.HEADER_LENGTH + writer.firstHeaderLength() + config.maxPacketLength();
        return BitUtil.align(frameLength, FrameDescriptor.FRAME_ALIGNMENT) - DataHeaderFlyweight.HEADER_LENGTH;
    }
}
