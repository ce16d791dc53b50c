package io.gossip.it.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.ClusterView;
import io.gossip.GossipIntervals;
import io.gossip.GossipStartConfiguration;
import io.gossip.GossipStore;
import io.gossip.Gossiper;
import io.gossip.GossiperBuilder;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.StoreKey;
import io.gossip.it.TransportUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Gossipers of one test, over one transport on any ports of the loopback interface; closed with it. */
final class LiveNodes implements AutoCloseable {
    static final StoreKey<String> KEY = StoreKey.utf8("key");
    /** Many times what anything takes on a quiet machine; only failures wait that long. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration QUORUM_TIMEOUT = Duration.ofMillis(300);
    /** A node that is left alone waits for confirmations that nobody can give. */
    private static final int SUSPICION_BETA = 2;

    private final TransportUnderTest transport;
    private final List<Gossiper> opened = new ArrayList<>();

    LiveNodes(final TransportUnderTest transport) {
        this.transport = transport;
    }

    /** @return a managed gossiper that is not started */
    Gossiper open(final String id) {
        return open(id, builder -> {});
    }

    /** @return the same, built otherwise */
    Gossiper open(final String id, final Consumer<GossiperBuilder> configure) {
        final GossiperBuilder builder = Gossiper.builder()
                .nodeId(id)
                .clusterId("contract")
                .transport(transport.transportName())
                .bind("127.0.0.1:0")
                .intervals(GossipIntervals.local()
                        .withSuspicionBeta(SUSPICION_BETA)
                        .withQuorumTimeout(QUORUM_TIMEOUT));
        configure.accept(builder);
        final Gossiper gossiper = builder.build();
        opened.add(gossiper);
        return gossiper;
    }

    /** @return gossipers that are started, declared to each other as quorum members, and UP everywhere */
    List<Gossiper> cluster(final String... ids) {
        final List<Gossiper> nodes = new ArrayList<>();
        for (final String id : ids) {
            final Gossiper node = open(id);
            node.start(GossipStartConfiguration.alone());
            nodes.add(node);
        }
        declare(nodes);
        awaitUp(nodes);
        return nodes;
    }

    /** Declares nodes, where they are now, to each other as quorum members. */
    static void declare(final List<Gossiper> nodes) {
        final Map<NodeId, NodeUpdate> members = members(nodes);
        nodes.forEach(node -> node.updateCluster(members));
    }

    static Map<NodeId, NodeUpdate> members(final List<Gossiper> nodes) {
        final Map<NodeId, NodeUpdate> members = new LinkedHashMap<>();
        nodes.forEach(node -> members.put(node.nodeId(), NodeUpdate.member(node.address())));
        return members;
    }

    static void awaitUp(final List<Gossiper> nodes) {
        for (final Gossiper node : nodes) {
            await(node, "all are UP", store -> nodes.stream()
                    .allMatch(other -> shown(store, other.nodeId().value()) == NodeStatus.UP));
        }
    }

    /** @return a node's opinion of another; INVALID when it does not show it */
    static NodeStatus shown(final GossipStore store, final String id) {
        final ClusterView.Member member = store.view().members().get(NodeId.of(id));
        return member == null ? NodeStatus.INVALID : member.status();
    }

    static void awaitShown(final Gossiper observer, final String id, final NodeStatus status) {
        await(observer, id + " is " + status, store -> shown(store, id) == status);
    }

    static void awaitValue(final Gossiper observer, final String owner, final String value) {
        await(observer, value, store -> store.value(NodeId.of(owner), KEY).equals(Optional.of(value)));
    }

    static void await(final Gossiper node, final String what, final Predicate<GossipStore> condition) {
        assertTrue(node.await(condition, PATIENCE), () -> what + " did not come, view=" + node.view());
    }

    @Override
    public void close() {
        opened.forEach(Gossiper::close);
    }
}
