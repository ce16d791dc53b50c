package io.gossip.simulation;

import static io.gossip.simulation.Clusters.KEY;
import static io.gossip.simulation.Clusters.awaitEqual;
import static io.gossip.simulation.Clusters.settled;
import static io.gossip.simulation.Clusters.ticks;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.GossipEvent;
import io.gossip.NodeId;
import io.gossip.sim.VirtualCluster;
import io.gossip.sim.network.LinkModel;
import java.time.Duration;
import java.util.Collection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two processes with one id: both say so, nobody crashes, and when one goes the other is whole again. */
class IdentitySimulation {
    private static final int CONFLICT_TICKS = 150;

    @ParameterizedTest(name = "loss {0}")
    @ValueSource(doubles = {0, 0.2})
    void shouldReportAnIdentityConflictWhenACloneIsAround(final double loss) {
        for (int seed = 0; seed < 5; seed++) {
            final VirtualCluster cluster = settled(VirtualCluster.builder()
                    .nodes(5)
                    .seed(seed)
                    .link(LinkModel.lan().withLoss(loss)));
            cluster.write("n3", KEY, "original");
            cluster.runTicks(10);
            final Stranger clone = Stranger.in(cluster, "n3", "10.9.9.9:7946").start();
            cluster.await(
                    "both report a conflict",
                    () -> hasConflict(clone.events()) && hasConflict(events(cluster, "n3")),
                    ticks(CONFLICT_TICKS));
            assertTrue(
                    cluster.nodes().stream()
                            .filter(node -> !node.id().value().equals("n3"))
                            .noneMatch(node ->
                                    hasConflict(events(cluster, node.id().value()))),
                    "only those with the id are concerned, seed " + seed);

            clone.kill();
            awaitEqual(cluster, 300);
            assertTrue(cluster.views().allHold("n3", KEY, "original"), "seed " + seed);
        }
    }

    private static Collection<GossipEvent> events(final VirtualCluster cluster, final String id) {
        return cluster.events(id).stream().map(seen -> seen.event()).toList();
    }

    private static boolean hasConflict(final Collection<GossipEvent> events) {
        return events.stream().anyMatch(event -> event instanceof GossipEvent.IdentityConflict);
    }

    /** An ordinary restart, also with a clock that went back, is no conflict. */
    @ParameterizedTest(name = "clock step of {0} days")
    @ValueSource(ints = {0, -365, 365})
    void shouldReportNoConflictWhenANodeRestarts(final int days) {
        final VirtualCluster cluster = settled(VirtualCluster.builder().nodes(5).seed(11));
        cluster.crash("n3");
        cluster.stepClock("n3", Duration.ofDays(days));
        cluster.restart("n3");
        cluster.runTicks(300);
        awaitEqual(cluster, 100);
        assertEquals(
                0,
                cluster.nodes().stream()
                        .filter(node -> hasConflict(events(cluster, node.id().value())))
                        .map(node -> NodeId.of(node.id().value()))
                        .count());
    }
}
