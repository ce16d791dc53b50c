package io.gossip.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.sim.VirtualCluster;
import io.gossip.sim.network.Traffic;
import io.gossip.spi.Lane;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** All nodes of a cluster start at once: what they tell each other must not grow faster than what there is to tell. */
class JoinStormSimulation {
    private static final int NODES = 100;
    /** Bytes of a claim about one member in a packet, rounded up. */
    private static final int CLAIM_LENGTH = 100;
    /** Times each node may hear of each other on its way to the common table, as a member and as an owner in a new life. */
    private static final int MAX_COPIES = 12;

    private static final Duration LIMIT = Duration.ofSeconds(6);

    @Test
    void shouldAgreeSoonAndCheaplyWhenAllStartAtOnce() {
        final VirtualCluster cluster =
                VirtualCluster.builder().nodes(NODES).seed(7).start();
        cluster.await(
                "all see all and hold the same",
                () -> cluster.views().allSeeTheLive() && cluster.views().allHoldTheSame(),
                LIMIT);

        final Traffic packets = cluster.totalTraffic(Lane.BEST_EFFORT);
        final Traffic tables = cluster.totalTraffic(Lane.RELIABLE);
        final long bytes = packets.bytesSent() + tables.bytesSent();
        final long allOfAll = (long) NODES * NODES * CLAIM_LENGTH;
        assertTrue(bytes < MAX_COPIES * allOfAll, () -> "bytes=" + bytes + " of " + allOfAll);
        assertEquals(0, packets.packetsDropped());
    }
}
