package io.gossip.transport.udp;

import io.gossip.GossipEvent;
import io.gossip.GossipStartConfiguration;
import io.gossip.Gossiper;
import io.gossip.JoinResult;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.NodeValue;
import io.gossip.StoreKey;
import io.gossip.Subscription;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The Java of docs/migration.md, in the order of its steps; {@link MigrationDocTest} runs it and compares the two. */
final class MigrationExample {
    private static final StoreKey<String> ROLE = StoreKey.utf8("role");

    private MigrationExample() {}

    static Gossiper make(final String nodeId, final String zone, final String bind) {
        return Gossiper.builder()
                .nodeId(nodeId)
                .clusterId("cluster-1")
                .gossipVersion("v2")
                .clusterDomain(zone)
                .bind(bind)
                .build();
    }

    static JoinResult start(final Gossiper node, final NodeAddress... seeds) {
        final JoinResult join = node.start(GossipStartConfiguration.seeds(seeds));
        if (!join.isJoined()) {
            System.err.println("alone so far, still trying " + join.retrying() + ", refused by " + join.failed());
        }
        return join;
    }

    static void declare(final Gossiper node, final NodeAddress first, final NodeAddress second) {
        node.updateCluster(Map.of(
                NodeId.of("node-1"), new NodeUpdate(Optional.of(first), true, "zone-a"),
                NodeId.of("node-2"), new NodeUpdate(Optional.of(second), true, "zone-a")));
    }

    static boolean publish(final Gossiper node) {
        node.updateSelf(ROLE, "primary");

        return node.awaitStatus(NodeStatus.UP, Duration.ofMinutes(20));
    }

    static Map<NodeId, String> read(final Gossiper node) {
        final Map<NodeId, String> roles = new TreeMap<>();
        for (final NodeValue<String> role : node.storeKeyValue(ROLE).values()) {
            roles.put(role.id(), role.status() + " " + role.value().orElse("nothing yet"));
        }
        return roles;
    }

    static Subscription watch(final Gossiper node, final Consumer<NodeStatus> self, final Consumer<NodeId> lost) {
        return node.subscribe(event -> {
            if (event instanceof final GossipEvent.SelfStatusChanged change) {
                self.accept(change.after());
            } else if (event instanceof final GossipEvent.MemberFailed failed) {
                lost.accept(failed.node());
            } else if (event instanceof final GossipEvent.MemberLeft left) {
                lost.accept(left.node());
            }
        });
    }

    static boolean stop(final Gossiper node) {
        final boolean wereAllTold = node.stop(Duration.ofSeconds(10));
        node.close();
        return wereAllTold;
    }
}
