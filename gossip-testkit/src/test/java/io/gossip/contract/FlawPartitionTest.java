package io.gossip.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeAddress;
import io.gossip.NodeStatus;
import io.gossip.StoreKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F2 and F3: nodes that lose the others lose their quorum, too, and find them again by themselves. */
class FlawPartitionTest {
    private static final StoreKey<String> KEY = StoreKey.utf8("key");
    private static final int SEEDS = 4;

    private static ContractNetwork cluster(final long seed, final int nodes) {
        return new ContractNetwork(seed).cluster(names(nodes));
    }

    private static String[] names(final int nodes) {
        return Arrays.copyOf(new String[] {"a", "b", "c", "d", "e"}, nodes);
    }

    /** F2: two nodes that have declared each other dead, and are both out of quorum, stay apart for ever after the cut. */
    @Test
    void f2ShouldHealByItselfWhenBothSidesHaveGivenUp() {
        for (int seed = 0; seed < SEEDS; seed++) {
            final ContractNetwork net = cluster(seed, 2);
            final ContractNode a = net.get("a");
            final ContractNode b = net.get("b");
            net.faults().partition(Set.of(a.address()));
            net.await("both are out", () -> List.of(a, b).stream()
                    .allMatch(node -> node.self() == NodeStatus.NOT_IN_QUORUM));
            assertEquals(NodeStatus.DOWN, a.shows("b"));
            assertEquals(NodeStatus.DOWN, b.shows("a"));
            a.write(KEY, "meanwhile");
            net.run(Duration.ofMinutes(20L * seed));
            net.faults().heal();
            net.awaitAllUp();
            net.await("the value is there", () -> b.value("a", KEY).equals(Optional.of("meanwhile")));
        }
    }

    /** F3: a node whose interface is down gets errors from every send, takes nobody for lost, and stays UP alone. */
    @ParameterizedTest(name = "{0} nodes")
    @ValueSource(ints = {2, 3, 5})
    void f3ShouldLoseQuorumWhenItsInterfaceIsDown(final int nodes) {
        for (int seed = 0; seed < SEEDS; seed++) {
            final ContractNetwork net = cluster(seed, nodes);
            final ContractNode a = net.get("a");
            final NodeAddress isolated = a.address();
            net.faults().interfaceDown(isolated);
            net.await("a is not UP", () -> a.self() == NodeStatus.SUSPECT_NOT_IN_QUORUM);
            net.run(ContractNetwork.QUORUM_TIMEOUT.plusSeconds(1));
            assertEquals(NodeStatus.NOT_IN_QUORUM, a.self(), "seed " + seed);
            final String other = names(nodes)[1];
            net.awaitShown("a", NodeStatus.DOWN, other);
            assertEquals(
                    nodes > 2 ? NodeStatus.UP : NodeStatus.NOT_IN_QUORUM,
                    net.get(other).self(),
                    "seed " + seed);
            net.faults().interfaceUp(isolated);
            net.awaitAllUp();
        }
    }

    /** F3: the same when nothing fails and nothing arrives, in one direction or in both. */
    @ParameterizedTest(name = "hears others {0}")
    @ValueSource(booleans = {true, false})
    void f3ShouldLoseQuorumWhenNothingGetsThrough(final boolean hearsOthers) {
        for (int seed = 0; seed < SEEDS; seed++) {
            final ContractNetwork net = cluster(seed, 3);
            final ContractNode a = net.get("a");
            for (final String other : List.of("b", "c")) {
                net.faults().cut(a.address(), net.get(other).address());
                if (!hearsOthers) {
                    net.faults().cut(net.get(other).address(), a.address());
                }
            }
            net.awaitShown("a", NodeStatus.DOWN, "b", "c");
            net.await("a is out of quorum", () -> a.self() == NodeStatus.NOT_IN_QUORUM);
            assertTrue(net.get("b").view().quorum().inQuorum(), "seed " + seed);
            net.faults().heal();
            net.awaitAllUp();
        }
    }
}
