package io.gossip;

import java.util.OptionalLong;

/**
 * Collects what a {@link GossipStore} without a network is made of; each setting is checked at once. Only {@link #nodeId} is
 * required. Its membership is {@linkplain MembershipMode#MANAGED managed}. One thread.
 */
public final class GossipStoreBuilder {
    private final NodeConfig.Builder node = new NodeConfig.Builder();
    private OptionalLong generation = OptionalLong.empty();

    GossipStoreBuilder() {}

    /** Whose store this is; required. */
    public GossipStoreBuilder nodeId(final NodeId value) {
        node.nodeId(value);
        return this;
    }

    /** The same from text. */
    public GossipStoreBuilder nodeId(final String value) {
        return nodeId(NodeId.of(value));
    }

    /** See {@link NodeConfig#clusterId}. */
    public GossipStoreBuilder clusterId(final String value) {
        node.clusterId(value);
        return this;
    }

    /** See {@link NodeConfig#gossipVersion}. */
    public GossipStoreBuilder gossipVersion(final String value) {
        node.gossipVersion(value);
        return this;
    }

    /** See {@link NodeConfig#quorumProvider}. */
    public GossipStoreBuilder quorumProvider(final QuorumProvider value) {
        node.quorumProvider(value);
        return this;
    }

    /** See {@link NodeConfig#clusterDomain}. */
    public GossipStoreBuilder clusterDomain(final String value) {
        node.clusterDomain(value);
        return this;
    }

    /** See {@link NodeConfig#limits}. */
    public GossipStoreBuilder limits(final StoreLimits value) {
        node.limits(value);
        return this;
    }

    /** Counter of its one life, 1 to {@link GossiperConfiguration#MAX_GENERATION}; epoch milliseconds unless told otherwise. */
    public GossipStoreBuilder generation(final long value) {
        generation = OptionalLong.of(Checks.inRange(value, 1, GossiperConfiguration.MAX_GENERATION, "generation"));
        return this;
    }

    /**
     * @return an empty store
     * @throws InvalidValueException when there is no node id
     * @throws GossipException when no implementation is present; the message names the module to add
     */
    public GossipStore build() {
        return GossiperBuilder.provider().createStore(node.build(), generation);
    }
}
