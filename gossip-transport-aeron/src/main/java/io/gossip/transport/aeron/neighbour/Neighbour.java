package io.gossip.transport.aeron.neighbour;

import io.gossip.NodeAddress;

/**
 * A node of the same driver.
 *
 * @param registrationId of what it says about itself, which no two have and none gets again
 * @param address what it tells others
 * @param packetStreamId where it listens for packets over the driver's memory
 * @param messageStreamId the same for messages
 */
public record Neighbour(long registrationId, NodeAddress address, int packetStreamId, int messageStreamId) {}
