package io.gossip.simulation;

import static io.gossip.simulation.Clusters.KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.gossip.sim.VirtualCluster;
import io.gossip.sim.network.LinkModel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * One seed, one run: on every JVM. The pinned hash holds on all of them or on none; it changes whenever behaviour in
 * virtual time changes, and then the new value belongs into the commit that says why.
 */
class TraceHashSimulation {
    private static final String PINNED = "2468f5c9a3074c98";

    @Test
    void shouldGiveTheSameTraceTwiceInOneJvm() {
        assertEquals(eventfulRun(42), eventfulRun(42));
    }

    @Test
    void shouldGiveAnotherTraceForAnotherSeed() {
        assertNotEquals(eventfulRun(42), eventfulRun(43));
    }

    @Test
    void shouldGiveThePinnedTraceOnEveryJvm() {
        assertEquals(PINNED, eventfulRun(42));
    }

    /** A bit of everything: loss, writes, partition, crash, restart, clock step, pause, departure. */
    private static String eventfulRun(final long seed) {
        final VirtualCluster cluster = VirtualCluster.builder()
                .nodes(12)
                .seed(seed)
                .link(LinkModel.lan().withLoss(0.1).withDuplication(0.05).withReordering(0.1, Duration.ofMillis(300)))
                .start();
        cluster.runTicks(30);
        for (int i = 0; i < 12; i++) {
            cluster.write("n" + i, KEY, "value-" + i);
        }
        cluster.runTicks(10);
        cluster.partition("n1", "n2", "n3");
        cluster.runTicks(120);
        cluster.write("n2", KEY, "apart");
        cluster.heal();
        cluster.runTicks(60);
        cluster.crash("n5");
        cluster.stepClock("n5", Duration.ofDays(-365));
        cluster.pause("n6");
        cluster.runTicks(100);
        cluster.restart("n5");
        cluster.resume("n6");
        cluster.leave("n7");
        cluster.runTicks(100);
        return String.format("%016x", cluster.traceHash());
    }
}
