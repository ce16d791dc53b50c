package io.gossip.sim.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.sim.time.SeededRandom;
import io.gossip.spi.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NetworkDeterminismTest {
    /** Twenty nodes pass packets on at random, on both lanes, while faults come and go. */
    private static TestNetwork storm(final long seed) {
        final LinkModel link =
                LinkModel.lan().withLoss(0.05).withDuplication(0.05).withReordering(0.1, Duration.ofMillis(3));
        final TestNetwork net = new TestNetwork(seed, link, NetworkLimits.defaults());
        final List<TestNetwork.Node> nodes = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            nodes.add(net.open(i));
        }
        final SeededRandom traffic = new SeededRandom(99);
        for (int i = 0; i < 5_000; i++) {
            final TestNetwork.Node from = nodes.get(traffic.nextInt(nodes.size()));
            final TestNetwork.Node to = nodes.get(traffic.nextInt(nodes.size()));
            from.send(traffic.nextInt(4) == 0 ? Lane.RELIABLE : Lane.BEST_EFFORT, to, i, traffic.nextInt(1_400));
            net.time.run(Duration.ofNanos(traffic.nextInt(300_000)));
            if (i % 1_000 == 500) {
                net.network
                        .faults()
                        .partition(Set.of(nodes.get(1).address(), nodes.get(2).address()));
            } else if (i % 1_000 == 900) {
                net.network.faults().heal();
            }
        }
        net.runMs(5_000);
        return net;
    }

    @Test
    void shouldLeaveTheSameTraceWhenTheSeedIsTheSame() {
        final TestNetwork first = storm(1);
        final TestNetwork second = storm(1);
        assertEquals(first.trace.hash(), second.trace.hash());
        assertEquals(first.trace.lastEvents(), second.trace.lastEvents());
        assertEquals(first.time.executed(), second.time.executed());
        assertTrue(first.trace.recorded() > 10_000);
    }

    @Test
    void shouldLeaveAnotherTraceWhenTheSeedDiffers() {
        assertNotEquals(storm(1).trace.hash(), storm(2).trace.hash());
    }

    @Test
    void shouldLeaveTheKnownTraceWhenRunOnAnyJvm() {
        assertEquals(-7_081_150_272_567_758_954L, storm(1).trace.hash());
    }
}
