package io.gossip.simulation;

import static io.gossip.simulation.Clusters.KEY;
import static io.gossip.simulation.Clusters.settled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.sim.VirtualCluster;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** N13: nodes of another cluster, or of another gossip version, stay apart, even with the same ids and common seeds. */
class SeparationSimulation {
    static Stream<Arguments> others() {
        final Consumer<NodeConfig.Builder> otherCluster = config -> config.clusterId("another");
        final Consumer<NodeConfig.Builder> otherVersion = config -> config.gossipVersion("v2");
        return Stream.of(
                Arguments.of("another cluster id", otherCluster), Arguments.of("another gossip version", otherVersion));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void shouldNeverMergeWhatComesFromAnotherCluster(final String name, final Consumer<NodeConfig.Builder> other) {
        final VirtualCluster cluster = settled(VirtualCluster.builder().nodes(4).seed(5));
        cluster.write("n1", KEY, "ours");
        cluster.runTicks(20);
        final Map<NodeId, Long> before = hashes(cluster);

        final Stranger namesake =
                Stranger.in(cluster, "n1", "10.9.9.1:7946").configure(other).start();
        final Stranger newcomer =
                Stranger.in(cluster, "x", "10.9.9.2:7946").configure(other).start();
        namesake.node().store().updateSelf(KEY, "theirs");
        namesake.runNow();
        cluster.runTicks(300);

        assertEquals(before, hashes(cluster), "nothing that is held has changed");
        assertTrue(cluster.views().allHold("n1", KEY, "ours"));
        assertEquals(1, namesake.node().store().view().members().size());
        assertEquals(
                Set.of(NodeId.of("x")), newcomer.node().store().view().members().keySet());
    }

    private static Map<NodeId, Long> hashes(final VirtualCluster cluster) {
        return cluster.nodes().stream()
                .collect(Collectors.toMap(node -> node.id(), node -> node.node().rootHash()));
    }
}
