package io.gossip;

import java.util.Optional;

/**
 * Declaration of one node in {@code updateCluster}. Immutable.
 *
 * @param address where it is reached, if known
 * @param quorumMember whether it counts for quorum
 * @param clusterDomain failure domain, may be empty, at most {@value #MAX_DOMAIN_LENGTH} bytes of UTF-8
 */
public record NodeUpdate(Optional<NodeAddress> address, boolean quorumMember, String clusterDomain) {
    /** Longest domain name in bytes of UTF-8. */
    public static final int MAX_DOMAIN_LENGTH = 255;

    /**
     * @throws InvalidValueException when a component is null, or the domain over-long or with control characters or
     *     unpaired surrogates
     */
    public NodeUpdate {
        Checks.notNull(address, "address");
        Checks.utf8OrEmpty(clusterDomain, MAX_DOMAIN_LENGTH, "clusterDomain");
    }

    /**
     * @param address where it is reached
     * @return a quorum member without a failure domain
     * @throws InvalidValueException when the address is null
     */
    public static NodeUpdate member(final NodeAddress address) {
        return new NodeUpdate(Optional.of(Checks.notNull(address, "address")), true, "");
    }
}
