package io.gossip.transport.aeron;

import io.gossip.spi.Lane;
import io.gossip.transport.aeron.neighbour.Neighbour;

/**
 * What tells one lane from the other.
 *
 * @param lane which
 * @param streamId its stream at every endpoint of the network
 * @param channelOption what its subscription says besides
 * @param maxLength longest packet or message
 * @param maxQueued bytes that may wait for one peer
 * @param isHeldBack whether what a connected peer has no room for is queued; else the sender is told
 * @param counts what is counted
 */
record LaneTraits(
        Lane lane,
        int streamId,
        String channelOption,
        int maxLength,
        int maxQueued,
        boolean isHeldBack,
        Counts counts) {
    private static final int PACKET_STREAM_ID = 7_946;
    private static final int MESSAGE_STREAM_ID = 7_947;

    /** For packets to a peer that is just being found: some of the first, not a backlog. */
    private static final int HELD_PACKETS_LENGTH = 32 * 1024;

    /** @return the lane's stream of a node of the same driver */
    int streamId(final Neighbour neighbour) {
        return lane == Lane.BEST_EFFORT ? neighbour.packetStreamId() : neighbour.messageStreamId();
    }

    /** Counters of one lane. */
    record Counts(
            AeronCounter sent,
            AeronCounter bytesSent,
            AeronCounter received,
            AeronCounter bytesReceived,
            AeronCounter backPressured,
            AeronCounter bytesLost,
            AeronCounter overlong) {}

    static LaneTraits bestEffort(final AeronTransportConfig config) {
        return new LaneTraits(
                Lane.BEST_EFFORT,
                PACKET_STREAM_ID,
                "|reliable=false",
                config.maxPacketLength(),
                HELD_PACKETS_LENGTH,
                false,
                new Counts(
                        AeronCounter.PACKETS_SENT,
                        AeronCounter.PACKET_BYTES_SENT,
                        AeronCounter.PACKETS_RECEIVED,
                        AeronCounter.PACKET_BYTES_RECEIVED,
                        AeronCounter.PACKETS_BACK_PRESSURED,
                        AeronCounter.PACKET_BYTES_DROPPED,
                        AeronCounter.PACKETS_OVERLONG));
    }

    static LaneTraits reliable(final AeronTransportConfig config) {
        return new LaneTraits(
                Lane.RELIABLE,
                MESSAGE_STREAM_ID,
                "",
                config.maxReliableLength(),
                config.streams().queueLength(),
                true,
                new Counts(
                        AeronCounter.MESSAGES_SENT,
                        AeronCounter.MESSAGE_BYTES_SENT,
                        AeronCounter.MESSAGES_RECEIVED,
                        AeronCounter.MESSAGE_BYTES_RECEIVED,
                        AeronCounter.MESSAGES_BACK_PRESSURED,
                        AeronCounter.MESSAGE_BYTES_LOST,
                        AeronCounter.MESSAGES_OVERLONG));
    }
}
