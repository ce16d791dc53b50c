package io.gossip.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.gossip.StoreKey;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Nodes that have nothing new to say probe each other for ever without garbage, and so does the network below them. */
class SteadyStateAllocationTest {
    private static final Duration WARM_UP = Duration.ofMinutes(10);
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final int MAX_ROUNDS = 1_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * The compiler allocates on the running thread at times nobody knows, and a node an iterator when it looks at its
     * seeds twice a minute; hashing is free of garbage only once it is compiled well. What probing and gossip rounds
     * allocate comes back in every round.
     */
    @Test
    void shouldAllocateNothingWhenNothingIsNew() {
        final VirtualCluster cluster = VirtualCluster.builder().nodes(5).seed(7).start();
        cluster.write("n1", StoreKey.utf8("colour"), "green");
        cluster.await("all agree", cluster.views()::allHoldTheSame, Duration.ofMinutes(1));
        cluster.run(WARM_UP);
        long allocated = Long.MAX_VALUE;
        for (int round = 0; allocated != 0 && round < MAX_ROUNDS; round++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            final long recorded = cluster.network().trace().recorded();
            cluster.run(ROUND);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(cluster.network().trace().recorded() - recorded > 150, "nothing went on");
        }
        assertEquals(0, allocated);
    }
}
