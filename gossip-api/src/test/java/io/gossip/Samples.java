package io.gossip;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Valid values, to change one thing of. */
final class Samples {
    static final NodeId A = NodeId.of("a");
    static final NodeId B = NodeId.of("b");
    static final NodeId C = NodeId.of("c");
    static final NodeAddress ADDRESS = new NodeAddress("10.0.0.1", 7946);
    static final Instant NOW = Instant.ofEpochSecond(1_000);

    private Samples() {}

    static ClusterView.Member member(final NodeId id, final NodeStatus status) {
        return new ClusterView.Member(
                id,
                status,
                Incarnation.NONE,
                Optional.of(ADDRESS),
                true,
                "",
                false,
                NOW,
                NodeStatus.INVALID,
                PeerLink.UNKNOWN);
    }

    static NodeInfo info(final long version, final long purgeFloor, final Map<String, NodeInfo.Entry> entries) {
        return new NodeInfo(
                A,
                new Generation(1, 2),
                version,
                purgeFloor,
                entries,
                NodeStatus.UP,
                true,
                "zone-1",
                Optional.of(ADDRESS),
                NOW);
    }

    static GossiperConfiguration gossiper() {
        return new GossiperConfiguration(
                NodeConfig.builder(A).build(),
                OptionalLong.empty(),
                ADDRESS,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                AgentMode.OWN_THREAD,
                Duration.ofSeconds(1),
                10,
                Optional.empty());
    }
}
