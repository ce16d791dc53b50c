package io.gossip;

/**
 * A node known at start.
 *
 * @param address where it is reached
 * @param clusterDomain its failure domain, may be empty
 * @param quorumMember whether it counts for quorum
 */
public record GossipNodeConfiguration(NodeAddress address, String clusterDomain, boolean quorumMember) {
    /** @throws InvalidValueException when a component is null or the domain is over-long or holds control characters */
    public GossipNodeConfiguration {
        Checks.notNull(address, "address");
        Checks.utf8OrEmpty(clusterDomain, NodeUpdate.MAX_DOMAIN_LENGTH, "clusterDomain");
    }

    /** @return a quorum member without a domain */
    public static GossipNodeConfiguration at(final NodeAddress address) {
        return new GossipNodeConfiguration(address, "", true);
    }
}
