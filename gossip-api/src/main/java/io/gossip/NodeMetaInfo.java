package io.gossip;

import java.time.Instant;

/**
 * What this node says about itself. Immutable.
 *
 * @param clusterId 0 to {@value #MAX_NAME_LENGTH} bytes of UTF-8; nodes of another cluster are never merged
 * @param gossipVersion 0 to {@value #MAX_NAME_LENGTH} bytes of UTF-8; nodes of another version form a cluster of their
 *     own
 * @param id the node
 * @param generation its present life
 * @param lastUpdate local time of its last own write, for display only: no merge looks at a clock
 */
public record NodeMetaInfo(
        String clusterId, String gossipVersion, NodeId id, Generation generation, Instant lastUpdate) {

    /** Longest cluster id and longest gossip version in bytes of UTF-8. */
    public static final int MAX_NAME_LENGTH = 255;

    /** @throws InvalidValueException when a component is null, or a name over-long or with control characters */
    public NodeMetaInfo {
        Checks.utf8OrEmpty(clusterId, MAX_NAME_LENGTH, "clusterId");
        Checks.utf8OrEmpty(gossipVersion, MAX_NAME_LENGTH, "gossipVersion");
        Checks.notNull(id, "id");
        Checks.notNull(generation, "generation");
        Checks.notNull(lastUpdate, "lastUpdate");
    }
}
