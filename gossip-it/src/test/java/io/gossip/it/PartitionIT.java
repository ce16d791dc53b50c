package io.gossip.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gossip.MembershipMode;
import io.gossip.NodeAddress;
import io.gossip.NodeStatus;
import io.gossip.it.namespace.NetworkNamespaces;
import io.gossip.it.namespace.NetworkNamespaces.Side;
import io.gossip.it.node.NodeState;
import io.gossip.it.node.RemoteCluster;
import io.gossip.it.node.RemoteNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes on two hosts whose wire is cut and mended, with a declared membership that decides on quorum. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PartitionIT {
    @BeforeAll
    static void requireNamespaces() {
        final Optional<String> obstacle = NetworkNamespaces.obstacle();
        obstacle.ifPresent(reason -> System.out.println("SKIPPED, no network namespaces here: " + reason));
        assumeTrue(obstacle.isEmpty(), () -> obstacle.orElseThrow());
    }

    /** Two of three declared members keep the quorum, the third loses it; all have it when the wire is mended. */
    @ParameterizedTest
    @EnumSource
    void shouldKeepQuorumWhereTheMajorityIsAndAgreeAgainWhenHealed(final TransportUnderTest transport) {
        try (NetworkNamespaces hosts = NetworkNamespaces.create();
                RemoteCluster cluster = new RemoteCluster(transport)) {
            final RemoteNode a = launch(cluster, hosts, "a", Side.LEFT.port(7001));
            final RemoteNode b = launch(cluster, hosts, "b", Side.LEFT.port(7002));
            final RemoteNode c = launch(cluster, hosts, "c", Side.RIGHT.port(7003));
            startAndAgree(a, b, c);

            hosts.cut();
            RemoteCluster.await("a and b are alone", state -> down(state).equals(Set.of("c")), a, b);
            RemoteCluster.await("c is alone", state -> down(state).equals(Set.of("a", "b")), c);
            RemoteCluster.await("c is out of quorum", state -> state.self() == NodeStatus.NOT_IN_QUORUM, c);
            a.set("during", "left");
            c.set("during", "right");
            RemoteCluster.await(
                    "b hears a", state -> "left".equals(state.values().get("a/during")), b);
            assertNull(b.state().values().get("c/during"));

            hosts.heal();
            RemoteCluster.awaitAgreement(
                    Map.of("a/at", "7001", "b/at", "7002", "c/at", "7003", "a/during", "left", "c/during", "right"),
                    a,
                    b,
                    c);
            assertEquals(0, timesOutOfQuorum(a));
            assertEquals(0, timesOutOfQuorum(b));
            assertEquals(1, timesOutOfQuorum(c));
        }
    }

    /** Of two declared members neither is a majority. */
    @ParameterizedTest
    @EnumSource
    void shouldLoseQuorumOnBothSidesOfAnEvenCut(final TransportUnderTest transport) {
        try (NetworkNamespaces hosts = NetworkNamespaces.create();
                RemoteCluster cluster = new RemoteCluster(transport)) {
            final RemoteNode a = launch(cluster, hosts, "a", Side.LEFT.port(7001));
            final RemoteNode b = launch(cluster, hosts, "b", Side.RIGHT.port(7002));
            startAndAgree(a, b);
            hosts.cut();
            RemoteCluster.await("both are out of quorum", state -> state.self() == NodeStatus.NOT_IN_QUORUM, a, b);
            hosts.heal();
            RemoteCluster.awaitAgreement(Map.of("a/at", "7001", "b/at", "7002"), a, b);
            assertEquals(1, timesOutOfQuorum(a));
            assertEquals(1, timesOutOfQuorum(b));
        }
    }

    private static RemoteNode launch(
            final RemoteCluster cluster, final NetworkNamespaces hosts, final String id, final NodeAddress bind) {
        final Side side = bind.host().equals(Side.LEFT.port(0).host()) ? Side.LEFT : Side.RIGHT;
        return cluster.launch(
                cluster.settings(id).withBind(bind).withMode(MembershipMode.MANAGED), hosts.commandPrefix(side));
    }

    private static void startAndAgree(final RemoteNode... nodes) {
        RemoteCluster.startDeclared(nodes);
        final Map<String, String> values = new TreeMap<>();
        for (final RemoteNode node : nodes) {
            final String port = Integer.toString(node.address().port());
            node.set("at", port);
            values.put(node.id() + "/at", port);
        }
        RemoteCluster.awaitAgreement(values, nodes);
    }

    /**
     * How often a node has gone out of quorum, each time through the suspicion of it. The suspicion itself may come and go: news of
     * a death that the other side has wrongly told crosses the mended wire before it is denied.
     */
    private static long timesOutOfQuorum(final RemoteNode node) {
        final List<NodeStatus> had = node.statusesHad();
        final int[] out = IntStream.range(0, had.size())
                .filter(i -> had.get(i) == NodeStatus.NOT_IN_QUORUM)
                .toArray();
        for (final int i : out) {
            assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, had.get(i - 1), had::toString);
        }
        return out.length;
    }

    private static Set<String> down(final NodeState state) {
        return state.statuses().entrySet().stream()
                .filter(member -> member.getValue() == NodeStatus.DOWN)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
