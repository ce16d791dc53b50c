package io.gossip.store.journal;

import io.gossip.NodeId;
import io.gossip.spi.Arguments;

/**
 * Whose a directory is.
 *
 * @param nodeId the node
 * @param clusterId its cluster
 */
public record JournalOwner(NodeId nodeId, String clusterId) {
    /** @throws io.gossip.InvalidValueException when a component is null */
    public JournalOwner {
        Arguments.notNull(nodeId, "nodeId");
        Arguments.notNull(clusterId, "clusterId");
    }
}
