package io.gossip.simulation;

import static io.gossip.simulation.Clusters.KEY;
import static io.gossip.simulation.Clusters.settled;
import static io.gossip.simulation.Clusters.ticks;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeId;
import io.gossip.StoreKey;
import io.gossip.core.node.GossipNode;
import io.gossip.sim.VirtualCluster;
import io.gossip.sim.network.LinkModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A rolling upgrade: nodes with an older and a newer schema are one cluster. */
class MixedSchemaSimulation {
    private static final StoreKey<String> LARGE = StoreKey.utf8("large");

    @Test
    void shouldBeOneClusterOfNodesWithAnOlderAndANewerSchema() {
        final VirtualCluster older = settled(
                VirtualCluster.builder().nodes(4).seed(9).link(LinkModel.lan().withLoss(0.1)));
        final List<NewerSchemaTransport> sockets = new ArrayList<>();
        final List<Stranger> newer = IntStream.range(0, 4)
                .mapToObj(i -> Stranger.in(older, "m" + i, "10.9.9." + i + ":7946")
                        .transport(socket -> {
                            sockets.add(new NewerSchemaTransport(socket));
                            return sockets.get(i);
                        })
                        .start())
                .toList();
        older.write("n1", KEY, "old");
        older.write("n2", LARGE, "x".repeat(30_000));
        newer.get(1).node().store().updateSelf(KEY, "new");
        newer.get(2).node().store().updateSelf(LARGE, "y".repeat(30_000));
        newer.forEach(Stranger::runNow);

        final List<GossipNode> all = Stream.concat(
                        older.nodes().stream().map(node -> node.node()),
                        newer.stream().map(Stranger::node))
                .toList();
        older.await(
                "all agree on everything",
                () -> all.stream().mapToLong(GossipNode::rootHash).distinct().count() == 1,
                ticks(300));
        older.runTicks(50);
        for (final GossipNode node : all) {
            assertEquals(8, node.store().view().members().size());
            assertEquals(
                    Optional.of("new"),
                    node.store().value(NodeId.of("m1"), KEY),
                    "at " + node.config().nodeId());
            assertEquals(
                    Optional.of("old"),
                    node.store().value(NodeId.of("n1"), KEY),
                    "at " + node.config().nodeId());
            assertEquals(
                    30_000,
                    node.store().value(NodeId.of("m2"), LARGE).orElseThrow().length());
            assertEquals(
                    30_000,
                    node.store().value(NodeId.of("n2"), LARGE).orElseThrow().length());
        }
        assertTrue(sockets.stream().allMatch(socket -> socket.transcoded() > 50));
        final Map<String, Long> received = older.node("n0").node().counters().received();
        assertTrue(
                received.get("messages skipped, unknown template") > 50,
                "unknown templates are skipped and counted: " + received);
        assertEquals(0, received.get("messages malformed"));
    }
}
