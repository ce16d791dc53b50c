package io.gossip.simulation;

import static io.gossip.simulation.Clusters.settled;
import static io.gossip.simulation.Clusters.ticks;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.GossipEvent;
import io.gossip.NodeId;
import io.gossip.PeerLink;
import io.gossip.sim.VirtualCluster;
import io.gossip.sim.VirtualNode;
import io.gossip.spi.Lane;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Datagrams get lost, as behind a filter that knows TCP only: the member is there, and everybody knows how to reach it. */
class DatagramLossSimulation {
    private static final int NODES = 6;
    private static final int SEEDS = 5;
    private static final String FILTERED = "n5";

    private static PeerLink link(final VirtualNode observer, final String peer) {
        return observer.store().view().members().get(NodeId.of(peer)).link();
    }

    private static boolean allReach(final VirtualCluster cluster, final Predicate<PeerLink> condition) {
        return cluster.nodes().stream()
                .filter(node -> !node.id().value().equals(FILTERED))
                .allMatch(node -> condition.test(link(node, FILTERED))
                        && condition.test(link(cluster.node(FILTERED), node.id().value())));
    }

    private static void filter(final VirtualCluster cluster, final boolean isOn) {
        for (final VirtualNode node : cluster.nodes()) {
            final String other = node.id().value();
            if (!other.equals(FILTERED) && isOn) {
                cluster.cutDatagrams(other, FILTERED);
                cluster.cutDatagrams(FILTERED, other);
            } else if (!other.equals(FILTERED)) {
                cluster.mendDatagrams(other, FILTERED);
                cluster.mendDatagrams(FILTERED, other);
            }
        }
    }

    @Test
    void shouldReachItOverTheReliableLaneAndRecover() {
        for (long seed = 0; seed < SEEDS; seed++) {
            final VirtualCluster cluster =
                    settled(VirtualCluster.builder().nodes(NODES).seed(seed));
            cluster.await("round trips", () -> allReach(cluster, DatagramLossSimulation::isByDatagrams), ticks(60));
            filter(cluster, true);
            cluster.await(
                    "lost datagrams are noticed",
                    () -> allReach(cluster, link -> link.state() == PeerLink.State.RELIABLE_ONLY),
                    Duration.ofMinutes(1));
            final long requests = cluster.totalTraffic(Lane.BEST_EFFORT).packetsSent();
            cluster.run(Duration.ofMinutes(1));
            // Six pings a second less those over the other lane, their answers, no requests to relays.
            final long perSecond = (cluster.totalTraffic(Lane.BEST_EFFORT).packetsSent() - requests) / 60;
            assertTrue(perSecond <= 2 * 2 * NODES, "packets per second: " + perSecond + " seed " + seed);
            filter(cluster, false);
            cluster.await(
                    "datagrams are tried again",
                    () -> allReach(cluster, DatagramLossSimulation::isByDatagrams),
                    Duration.ofMinutes(1));
            assertEquals(0, gone(cluster), "seed " + seed);
        }
    }

    private static boolean isByDatagrams(final PeerLink link) {
        return link.state() == PeerLink.State.DATAGRAMS
                && link.roundTrip().orElseThrow().compareTo(Duration.ofMillis(2)) <= 0
                && link.probeTimeout().orElseThrow().equals(Duration.ofMillis(100));
    }

    private static long gone(final VirtualCluster cluster) {
        return cluster.nodes().stream()
                .flatMap(node -> node.events().stream())
                .filter(seen -> seen.event() instanceof GossipEvent.MemberFailed)
                .count();
    }
}
