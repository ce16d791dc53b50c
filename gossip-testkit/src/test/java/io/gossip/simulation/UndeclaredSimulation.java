package io.gossip.simulation;

import static io.gossip.simulation.Clusters.KEY;
import static io.gossip.simulation.Clusters.settled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.MembershipMode;
import io.gossip.NodeId;
import io.gossip.NodeUpdate;
import io.gossip.StoreLimits;
import io.gossip.core.node.NodeCounters;
import io.gossip.sim.VirtualCluster;
import io.gossip.sim.VirtualNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Nodes that were not declared, more than a managed cluster has places for. All of them ask the first member to let them in. */
class UndeclaredSimulation {
    private static final int MEMBERS = 4;
    private static final int PLACES = 2;
    private static final int STRANGERS = 5;

    @Test
    void shouldTakeSoManyUndeclaredNodesHiddenAndAllOfThemOnceDeclared() {
        final VirtualCluster cluster = settled(VirtualCluster.builder()
                .nodes(MEMBERS)
                .membershipMode(MembershipMode.MANAGED)
                .seed(3)
                .configure(config -> config.limits(StoreLimits.defaults().withMaxUndeclaredOwners(PLACES))));
        for (int i = 0; i < STRANGERS; i++) {
            final Stranger stranger =
                    Stranger.in(cluster, "x" + i, "10.9.9." + i + ":7946").start();
            stranger.node().store().updateSelf(KEY, "x");
            stranger.runNow();
        }
        cluster.write("n1", KEY, "ours");
        cluster.runTicks(300);

        final NodeCounters ofSeed = cluster.node("n0").node().counters();
        assertTrue(ofSeed.undeclaredRefused() >= STRANGERS - PLACES, ofSeed::toString);
        for (final VirtualNode node : cluster.nodes()) {
            assertEquals(MEMBERS, node.store().view().members().size(), "strangers are hidden");
        }
        assertTrue(cluster.views().allHold("n1", KEY, "ours"), "the cluster goes on");

        // Those held are there at once when all are declared: as many as there were places.
        final Map<NodeId, NodeUpdate> all = declared(cluster);
        for (final VirtualNode node : cluster.nodes()) {
            node.node().updateCluster(all);
            assertEquals(PLACES, shown(node), node.id()::toString);
        }
        cluster.runTicks(600);
        for (final VirtualNode node : cluster.nodes()) {
            assertEquals(STRANGERS, shown(node), node.id()::toString);
        }
    }

    private static Map<NodeId, NodeUpdate> declared(final VirtualCluster cluster) {
        final Map<NodeId, NodeUpdate> all = new TreeMap<>();
        for (final VirtualNode node : cluster.nodes()) {
            all.put(node.id(), new NodeUpdate(Optional.of(node.address()), true, ""));
        }
        for (int i = 0; i < STRANGERS; i++) {
            all.put(NodeId.of("x" + i), new NodeUpdate(Optional.empty(), false, ""));
        }
        return all;
    }

    /** Strangers whose value a node shows. */
    private static long shown(final VirtualNode node) {
        return node.store().storeKeyValue(KEY).values().stream()
                .filter(shown ->
                        shown.id().value().startsWith("x") && shown.value().isPresent())
                .count();
    }
}
