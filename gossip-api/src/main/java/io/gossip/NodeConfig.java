package io.gossip;

import java.time.Duration;

/**
 * All that is fixed for the lifetime of a node.
 *
 * @param nodeId who it is
 * @param clusterId nodes of another cluster are never merged; 1 to 255 bytes of UTF-8
 * @param gossipVersion nodes of another version form a cluster of their own; 1 to 255 bytes of UTF-8
 * @param membershipMode who decides which nodes are shown
 * @param expectedMembers in open membership the least number of members a quorum is taken of, from 0
 * @param quorumProvider decides on quorum, unless a start says otherwise
 * @param clusterDomain its failure domain until told otherwise, may be empty, at most 255 bytes of UTF-8
 * @param probation how long a peer that was lost with its whole failure domain is SUSPECT_DOWN before it is DOWN, 1 ms to
 *     365 days; matters where the provider goes by domains
 * @param intervals rhythm
 * @param limits bounds of the store
 * @param retention how long things are remembered
 * @param byteBudget bytes of packets a second on the best-effort lane, 4,096 to 2^30: what is over it waits, probes and
 *     acks alone do not. The reliable lane has {@value #RELIABLE_SHARE} times as much of its own
 * @param immediateSends whether a fresh write leaves at once, and not with the next tick
 */
public record NodeConfig(
        NodeId nodeId,
        String clusterId,
        String gossipVersion,
        MembershipMode membershipMode,
        int expectedMembers,
        QuorumProvider quorumProvider,
        String clusterDomain,
        Duration probation,
        GossipIntervals intervals,
        StoreLimits limits,
        Retention retention,
        long byteBudget,
        boolean immediateSends) {

    /** Bytes a second of the reliable lane for one of the best-effort lane: states that are copied as a whole go there. */
    public static final int RELIABLE_SHARE = 4;

    /** Longest cluster id and gossip version in bytes of UTF-8. */
    public static final int MAX_NAME_LENGTH = 255;

    private static final Duration MIN_PROBATION = Duration.ofMillis(1);
    private static final Duration MAX_PROBATION = Duration.ofDays(365);
    private static final int MAX_EXPECTED_MEMBERS = 1_000_000;
    private static final long MIN_BYTE_BUDGET = 4_096;
    private static final long MAX_BYTE_BUDGET = 1L << 30;

    /** @throws InvalidValueException when a component is null or out of range */
    public NodeConfig {
        Checks.notNull(nodeId, "nodeId");
        Checks.utf8(clusterId, MAX_NAME_LENGTH, "clusterId");
        Checks.utf8(gossipVersion, MAX_NAME_LENGTH, "gossipVersion");
        Checks.notNull(membershipMode, "membershipMode");
        Checks.inRange(expectedMembers, 0, MAX_EXPECTED_MEMBERS, "expectedMembers");
        Checks.notNull(quorumProvider, "quorumProvider");
        Checks.utf8OrEmpty(clusterDomain, NodeUpdate.MAX_DOMAIN_LENGTH, "clusterDomain");
        Checks.inRange(probation, MIN_PROBATION, MAX_PROBATION, "probation");
        Checks.notNull(intervals, "intervals");
        Checks.notNull(limits, "limits");
        Checks.notNull(retention, "retention");
        Checks.inRange(byteBudget, MIN_BYTE_BUDGET, MAX_BYTE_BUDGET, "byteBudget");
    }

    /**
     * @param nodeId who the node is
     * @return a builder with defaults: cluster "default", version "v1", MANAGED, majority, LAN intervals, 64,000 bytes a
     *     second
     */
    public static Builder builder(final NodeId nodeId) {
        return new Builder(nodeId);
    }

    /** Collects the components, each checked at once. One thread. */
    public static final class Builder {
        private NodeId nodeId;
        private String clusterId = "default";
        private String gossipVersion = "v1";
        private MembershipMode membershipMode = MembershipMode.MANAGED;
        private int expectedMembers;
        private QuorumProvider quorumProvider = QuorumProvider.majority();
        private String clusterDomain = "";
        private Duration probation = Duration.ofMinutes(1);
        private GossipIntervals intervals = GossipIntervals.lan();
        private StoreLimits limits = StoreLimits.defaults();
        private Retention retention = Retention.defaults();
        private long byteBudget = 64_000;
        private boolean immediateSends = true;

        /** For one that gets its id later. */
        Builder() {}

        private Builder(final NodeId nodeId) {
            nodeId(nodeId);
        }

        /** @throws InvalidValueException when it is null */
        public Builder nodeId(final NodeId value) {
            nodeId = Checks.notNull(value, "nodeId");
            return this;
        }

        /** @throws InvalidValueException when it is no valid name */
        public Builder clusterId(final String value) {
            Checks.utf8(value, MAX_NAME_LENGTH, "clusterId");
            clusterId = value;
            return this;
        }

        /** @throws InvalidValueException when it is no valid name */
        public Builder gossipVersion(final String value) {
            Checks.utf8(value, MAX_NAME_LENGTH, "gossipVersion");
            gossipVersion = value;
            return this;
        }

        /** @throws InvalidValueException when it is null */
        public Builder membershipMode(final MembershipMode value) {
            Checks.notNull(value, "membershipMode");
            membershipMode = value;
            return this;
        }

        /** @throws InvalidValueException when it is out of range */
        public Builder expectedMembers(final int value) {
            Checks.inRange(value, 0, MAX_EXPECTED_MEMBERS, "expectedMembers");
            expectedMembers = value;
            return this;
        }

        /** @throws InvalidValueException when it is null */
        public Builder quorumProvider(final QuorumProvider value) {
            Checks.notNull(value, "quorumProvider");
            quorumProvider = value;
            return this;
        }

        /** @throws InvalidValueException when it is null, over-long or holds control characters */
        public Builder clusterDomain(final String value) {
            clusterDomain = Checks.utf8OrEmpty(value, NodeUpdate.MAX_DOMAIN_LENGTH, "clusterDomain");
            return this;
        }

        /** @throws InvalidValueException when it is null or out of range */
        public Builder probation(final Duration value) {
            probation = Checks.inRange(value, MIN_PROBATION, MAX_PROBATION, "probation");
            return this;
        }

        /** @throws InvalidValueException when it is null */
        public Builder intervals(final GossipIntervals value) {
            Checks.notNull(value, "intervals");
            intervals = value;
            return this;
        }

        /** @throws InvalidValueException when it is null */
        public Builder limits(final StoreLimits value) {
            Checks.notNull(value, "limits");
            limits = value;
            return this;
        }

        /** @throws InvalidValueException when it is null */
        public Builder retention(final Retention value) {
            Checks.notNull(value, "retention");
            retention = value;
            return this;
        }

        /** @throws InvalidValueException when it is out of range */
        public Builder byteBudget(final long value) {
            Checks.inRange(value, MIN_BYTE_BUDGET, MAX_BYTE_BUDGET, "byteBudget");
            byteBudget = value;
            return this;
        }

        /** Whether a fresh write leaves at once, and not with the next tick. */
        public Builder immediateSends(final boolean value) {
            immediateSends = value;
            return this;
        }

        /** @return the configuration; the builder may be used on */
        public NodeConfig build() {
            return new NodeConfig(
                    nodeId,
                    clusterId,
                    gossipVersion,
                    membershipMode,
                    expectedMembers,
                    quorumProvider,
                    clusterDomain,
                    probation,
                    intervals,
                    limits,
                    retention,
                    byteBudget,
                    immediateSends);
        }
    }
}
