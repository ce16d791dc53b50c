package io.gossip.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gossip.GossipEvent;
import io.gossip.MembershipMode;
import io.gossip.NodeAddress;
import io.gossip.NodeStatus;
import io.gossip.it.namespace.NetworkNamespaces;
import io.gossip.it.namespace.NetworkNamespaces.Side;
import io.gossip.it.node.NodeState;
import io.gossip.it.node.RemoteCluster;
import io.gossip.it.node.RemoteNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Five processes on two hosts, between which packets are lost in one direction only: the cluster does not split. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OneWayLossIT {
    /** More than a round of probes and the longest suspicion in a cluster of five. */
    private static final Duration DETECTION = Duration.ofSeconds(6);

    @BeforeAll
    static void requireNamespaces() {
        final Optional<String> obstacle = NetworkNamespaces.obstacle();
        obstacle.ifPresent(reason -> System.out.println("SKIPPED, no network namespaces here: " + reason));
        assumeTrue(obstacle.isEmpty(), () -> obstacle.orElseThrow());
    }

    /** Of one node nothing arrives at three others, which it hears: by the fifth all know that all are there. */
    @ParameterizedTest
    @EnumSource
    void shouldStayWholeWhenMostDoNotHearOne(final TransportUnderTest transport) {
        try (NetworkNamespaces hosts = NetworkNamespaces.create();
                RemoteCluster cluster = new RemoteCluster(transport)) {
            final RemoteNode a = launch(cluster, hosts, "a", Side.LEFT, Side.LEFT.port(1, 7001));
            final RemoteNode b = launch(cluster, hosts, "b", Side.LEFT, Side.LEFT.port(2, 7002));
            final RemoteNode c = launch(cluster, hosts, "c", Side.RIGHT, Side.RIGHT.port(1, 7003));
            final RemoteNode d = launch(cluster, hosts, "d", Side.RIGHT, Side.RIGHT.port(2, 7004));
            final RemoteNode e = launch(cluster, hosts, "e", Side.RIGHT, Side.RIGHT.port(3, 7005));
            final Map<String, String> values = startAndAgree(a, b, c, d, e);

            hosts.cutTowards(Side.RIGHT, a.address());
            assertFalse(a.reaches(c));
            assertTrue(a.reaches(b) && b.reaches(c));
            RemoteCluster.watch("all are UP", OneWayLossIT::isWhole, DETECTION, a, b, c, d, e);
            a.set("during", "a");
            e.set("during", "e");
            values.put("a/during", "a");
            values.put("e/during", "e");
            RemoteCluster.awaitAgreement(values, a, b, c, d, e);
            for (final RemoteNode node : new RemoteNode[] {a, b, c, d, e}) {
                assertEquals(0, node.eventsSeen(GossipEvent.MemberFailed.class), node::id);
            }
        }
    }

    static Stream<Arguments> sidesOverEach() {
        return Stream.of(TransportUnderTest.values())
                .flatMap(transport -> Stream.of(Side.values()).map(side -> Arguments.of(side, transport)));
    }

    /** One node hears nobody, or nobody hears it: it is out of quorum, and the other four notice nothing but that. */
    @ParameterizedTest
    @MethodSource("sidesOverEach")
    void shouldLoseOnlyTheOneThatIsNotReached(final Side deaf, final TransportUnderTest transport) {
        try (NetworkNamespaces hosts = NetworkNamespaces.create();
                RemoteCluster cluster = new RemoteCluster(transport)) {
            final RemoteNode a = launch(cluster, hosts, "a", Side.LEFT, Side.LEFT.port(7001));
            final RemoteNode b = launch(cluster, hosts, "b", Side.LEFT, Side.LEFT.port(7002));
            final RemoteNode c = launch(cluster, hosts, "c", Side.LEFT, Side.LEFT.port(7003));
            final RemoteNode d = launch(cluster, hosts, "d", Side.LEFT, Side.LEFT.port(7004));
            final RemoteNode e = launch(cluster, hosts, "e", Side.RIGHT, Side.RIGHT.port(7005));
            final Map<String, String> values = startAndAgree(a, b, c, d, e);

            hosts.cutTowards(deaf);
            RemoteCluster.await("e is out of quorum", state -> state.self() == NodeStatus.NOT_IN_QUORUM, e);
            RemoteCluster.await("e is lost", state -> state.statuses().get("e") == NodeStatus.DOWN, a, b, c, d);
            RemoteCluster.watch("the rest is whole", OneWayLossIT::isWholeButForE, DETECTION, a, b, c, d);
            a.set("during", "a");
            e.set("during", "e");
            hosts.heal();
            values.put("a/during", "a");
            values.put("e/during", "e");
            RemoteCluster.awaitAgreement(values, a, b, c, d, e);
            for (final RemoteNode node : new RemoteNode[] {a, b, c, d}) {
                assertFalse(node.statusesHad().contains(NodeStatus.NOT_IN_QUORUM), node::id);
            }
        }
    }

    private static boolean isWhole(final NodeState state) {
        return state.self() == NodeStatus.UP
                && state.statuses().size() == 5
                && state.statuses().values().stream().allMatch(status -> status == NodeStatus.UP);
    }

    private static boolean isWholeButForE(final NodeState state) {
        return state.self() == NodeStatus.UP
                && state.statuses().size() == 5
                && state.statuses().entrySet().stream()
                        .allMatch(member -> (member.getValue() == NodeStatus.UP)
                                != member.getKey().equals("e"));
    }

    private static RemoteNode launch(
            final RemoteCluster cluster,
            final NetworkNamespaces hosts,
            final String id,
            final Side side,
            final NodeAddress bind) {
        return cluster.launch(
                cluster.settings(id).withBind(bind).withMode(MembershipMode.MANAGED), hosts.commandPrefix(side));
    }

    private static Map<String, String> startAndAgree(final RemoteNode... nodes) {
        RemoteCluster.startDeclared(nodes);
        final Map<String, String> values = new TreeMap<>();
        for (final RemoteNode node : nodes) {
            final String port = Integer.toString(node.address().port());
            node.set("at", port);
            values.put(node.id() + "/at", port);
        }
        RemoteCluster.awaitAgreement(values, nodes);
        return values;
    }
}
