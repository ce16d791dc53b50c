package io.gossip.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gossip.StoreKey;
import io.gossip.sim.network.LinkModel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One seeded run, pinned: an unintended change of behaviour, and a JVM that comes to other results, show here. */
class PinnedTraceSimulation {
    private static final long TRACE_HASH = -5_289_945_442_083_780_786L;

    @Test
    void shouldLeaveTheKnownTraceWhenNothingHasChanged() {
        final VirtualCluster cluster = VirtualCluster.builder()
                .nodes(12)
                .seed(2026)
                .link(LinkModel.wan().withLoss(0.1).withDuplication(0.02))
                .start();
        cluster.run(Duration.ofSeconds(10));
        cluster.write("n3", StoreKey.int64("answer"), 42L);
        cluster.crash("n11");
        cluster.partition("n0", "n1", "n2");
        cluster.run(Duration.ofSeconds(30));
        cluster.heal();
        cluster.stepClock("n11", Duration.ofDays(-400));
        cluster.restart("n11");
        cluster.leave("n5");
        cluster.run(Duration.ofSeconds(30));

        assertEquals(
                TRACE_HASH,
                cluster.traceHash(),
                "behaviour in virtual time has changed; if that is intended, say so in the commit and pin the new value");
    }
}
