package io.gossip;

import java.time.Instant;

/**
 * What this node says about itself.
 *
 * @param clusterId nodes of another cluster are never merged
 * @param gossipVersion nodes of another version form a cluster of their own
 * @param id the node
 * @param generation its present life
 * @param lastUpdate local time of its last own write
 */
public record NodeMetaInfo(
        String clusterId, String gossipVersion, NodeId id, Generation generation, Instant lastUpdate) {

    /** @throws InvalidValueException when a component is null */
    public NodeMetaInfo {
        Checks.notNull(clusterId, "clusterId");
        Checks.notNull(gossipVersion, "gossipVersion");
        Checks.notNull(id, "id");
        Checks.notNull(generation, "generation");
        Checks.notNull(lastUpdate, "lastUpdate");
    }
}
