package io.gossip.sim.network;

import io.gossip.InvalidValueException;

/**
 * Sizes of a virtual network.
 *
 * @param maxPacketLength longest packet of the best-effort lane in bytes, 576 to 65,507
 * @param maxReliableLength longest message of the reliable lane in bytes, 128 KiB to 64 MiB
 * @param socketBufferPackets packets of the best-effort lane a node's socket buffer holds, 1 to 1,000,000; one more is
 *     dropped
 * @param reliableWindowBytes bytes of the reliable lane under way between two nodes, those not yet polled included, from
 *     maxReliableLength; a sender beyond is back-pressured
 */
public record NetworkLimits(
        int maxPacketLength, int maxReliableLength, int socketBufferPackets, int reliableWindowBytes) {
    private static final int MAX_UDP_PAYLOAD = 65_507;
    private static final int MAX_PACKETS = 1_000_000;

    /** @throws InvalidValueException when a component is out of range */
    public NetworkLimits {
        inRange(maxPacketLength, 576, MAX_UDP_PAYLOAD, "maxPacketLength");
        inRange(maxReliableLength, 128 << 10, 64 << 20, "maxReliableLength");
        inRange(socketBufferPackets, 1, MAX_PACKETS, "socketBufferPackets");
        inRange(reliableWindowBytes, maxReliableLength, Integer.MAX_VALUE, "reliableWindowBytes");
    }

    /** @return packets of 1,400 bytes, messages of 2 MiB, 256 packets in a socket buffer, a window of 4 MiB */
    public static NetworkLimits defaults() {
        return new NetworkLimits(1_400, 2 << 20, 256, 4 << 20);
    }

    private static void inRange(final int value, final int min, final int max, final String name) {
        if (value < min || value > max) {
            throw new InvalidValueException("out of range [" + min + ", " + max + "], " + name + "=" + value);
        }
    }
}
