package io.gossip;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a start begins with.
 *
 * @param nodes declared membership; when not empty, these and this node are declared as quorum members before the start,
 *     replacing an earlier declaration. Their addresses are contacted like seeds
 * @param seeds addresses of nodes to join through; this node's own is passed over
 */
public record GossipStartConfiguration(Map<NodeId, GossipNodeConfiguration> nodes, List<NodeAddress> seeds) {
    /** @throws InvalidValueException when a component or anything in it is null, or a seed has port 0 */
    public GossipStartConfiguration {
        nodes = Checks.sortedCopy(nodes, "nodes");
        seeds = Checks.listCopy(seeds, "seeds");
        for (final NodeAddress seed : seeds) {
            Checks.inRange(seed.port(), 1, NodeAddress.MAX_PORT, "seedPort");
        }
    }

    /** @return nobody to contact: the node waits to be contacted */
    public static GossipStartConfiguration alone() {
        return new GossipStartConfiguration(Map.of(), List.of());
    }

    /** @return join through these */
    public static GossipStartConfiguration seeds(final NodeAddress... seeds) {
        return new GossipStartConfiguration(Map.of(), Arrays.asList(Checks.notNull(seeds, "seeds")));
    }
}
