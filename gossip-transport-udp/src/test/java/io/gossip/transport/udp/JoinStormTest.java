package io.gossip.transport.udp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.measure.LoopbackCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Once; often it is a measurement (docs/measurements.md). */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JoinStormTest {
    @Test
    void shouldAgreeOnAllMembersAndValuesWhenThirtyTwoNodesStartAtOnce() throws InterruptedException {
        try (LoopbackCluster cluster = new LoopbackCluster(32)) {
            cluster.startAllAtOnce();
            assertTrue(cluster.awaitAgreement(Duration.ofSeconds(15)).isPresent(), () -> cluster.nodes().stream()
                    .map(node -> node.nodes().size())
                    .toList()
                    .toString());
        }
    }
}
