package io.gossip;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a start begins with.
 *
 * @param nodes declared membership; when not empty, these and this node are declared as quorum members before the start,
 *     replacing an earlier declaration. Their addresses are contacted for as long as they are declared
 * @param seeds addresses of nodes to join through; this node's own is passed over
 * @param activeMap state by failure domain; when not empty, it replaces an earlier one. A domain that is not listed is
 *     inactive
 * @param quorumProviderType who decides on quorum from this start on, in place of what the builder or an earlier start
 *     said, if anybody else shall
 */
public record GossipStartConfiguration(
        Map<NodeId, GossipNodeConfiguration> nodes,
        List<NodeAddress> seeds,
        Map<String, ClusterDomainState> activeMap,
        Optional<QuorumProviderType> quorumProviderType) {

    /**
     * @throws InvalidValueException when a component or anything in it is null, a seed has port 0, or a domain is over-long
     *     or holds control characters
     */
    public GossipStartConfiguration {
        nodes = Checks.sortedCopy(nodes, "nodes");
        seeds = Checks.listCopy(seeds, "seeds");
        activeMap = Checks.activeMap(activeMap);
        Checks.notNull(quorumProviderType, "quorumProviderType");
        for (final NodeAddress seed : seeds) {
            Checks.inRange(seed.port(), 1, NodeAddress.MAX_PORT, "seedPort");
        }
    }

    /**
     * Failure domains and quorum provider as they are.
     *
     * @throws InvalidValueException as the other
     */
    public GossipStartConfiguration(final Map<NodeId, GossipNodeConfiguration> nodes, final List<NodeAddress> seeds) {
        this(nodes, seeds, Map.of(), Optional.empty());
    }

    /** @return the same with states of failure domains */
    public GossipStartConfiguration withActiveMap(final Map<String, ClusterDomainState> value) {
        return new GossipStartConfiguration(nodes, seeds, value, quorumProviderType);
    }

    /** @return the same with another quorum provider */
    public GossipStartConfiguration withQuorumProviderType(final QuorumProviderType value) {
        return new GossipStartConfiguration(
                nodes, seeds, activeMap, Optional.of(Checks.notNull(value, "quorumProviderType")));
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
