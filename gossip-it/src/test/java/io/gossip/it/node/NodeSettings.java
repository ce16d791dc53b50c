package io.gossip.it.node;

import io.gossip.GossipIntervals;
import io.gossip.Gossiper;
import io.gossip.GossiperBuilder;
import io.gossip.MembershipMode;
import io.gossip.NodeAddress;
import java.time.Duration;
import java.util.List;

/**
 * What a node is built with, and its form as arguments of a process.
 *
 * @param id the node
 * @param transport name of its transport
 * @param bind where it listens; port 0 for any
 * @param mode its membership mode
 * @param clusterId its cluster
 * @param gossipVersion its version
 * @param quorumTimeout how long a lost quorum is only suspected
 */
public record NodeSettings(
        String id,
        String transport,
        NodeAddress bind,
        MembershipMode mode,
        String clusterId,
        String gossipVersion,
        Duration quorumTimeout) {

    /** Short enough to wait for, long enough to be seen. */
    private static final Duration QUORUM_TIMEOUT = Duration.ofSeconds(2);

    /** Instead of 6: a node that is alone waits for confirmations that nobody can give. */
    private static final int SUSPICION_BETA = 2;

    /** @return a node of an open cluster on any port of the loopback address */
    public static NodeSettings open(final String id, final String transport) {
        return new NodeSettings(
                id, transport, new NodeAddress("127.0.0.1", 0), MembershipMode.OPEN, "it", "v1", QUORUM_TIMEOUT);
    }

    /** @return the same, listening elsewhere */
    public NodeSettings withBind(final NodeAddress value) {
        return new NodeSettings(id, transport, value, mode, clusterId, gossipVersion, quorumTimeout);
    }

    /** @return the same in another mode */
    public NodeSettings withMode(final MembershipMode value) {
        return new NodeSettings(id, transport, bind, value, clusterId, gossipVersion, quorumTimeout);
    }

    /** @return the same in another cluster */
    public NodeSettings withClusterId(final String value) {
        return new NodeSettings(id, transport, bind, mode, value, gossipVersion, quorumTimeout);
    }

    /** @return the same of another version */
    public NodeSettings withGossipVersion(final String value) {
        return new NodeSettings(id, transport, bind, mode, clusterId, value, quorumTimeout);
    }

    /** @return the arguments that {@link #parse} reads */
    List<String> toArguments() {
        return List.of(id, transport, bind.toString(), mode.name(), clusterId, gossipVersion, quorumTimeout.toString());
    }

    static NodeSettings parse(final String... arguments) {
        return new NodeSettings(
                arguments[0],
                arguments[1],
                NodeAddress.parse(arguments[2]),
                MembershipMode.valueOf(arguments[3]),
                arguments[4],
                arguments[5],
                Duration.parse(arguments[6]));
    }

    GossiperBuilder toBuilder() {
        return Gossiper.builder()
                .nodeId(id)
                .transport(transport)
                .bind(bind)
                .membershipMode(mode)
                .clusterId(clusterId)
                .gossipVersion(gossipVersion)
                .intervals(
                        GossipIntervals.lan().withSuspicionBeta(SUSPICION_BETA).withQuorumTimeout(quorumTimeout));
    }
}
