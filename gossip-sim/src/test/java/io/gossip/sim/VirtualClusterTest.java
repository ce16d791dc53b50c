package io.gossip.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.GossipEvent;
import io.gossip.InvalidValueException;
import io.gossip.LifecycleException;
import io.gossip.MembershipMode;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.QuorumProvider;
import io.gossip.StoreKey;
import io.gossip.UnknownNodeException;
import io.gossip.sim.network.LinkModel;
import io.gossip.sim.network.Traffic;
import io.gossip.sim.time.VirtualClock;
import io.gossip.spi.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class VirtualClusterTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final StoreKey<String> COLOUR = StoreKey.utf8("colour");

    private static VirtualCluster joined(final VirtualClusterBuilder builder) {
        final VirtualCluster cluster = builder.start();
        cluster.await("all join", cluster.views()::allSeeTheLive, LONG);
        return cluster;
    }

    private static VirtualCluster joined(final int nodes) {
        return joined(VirtualCluster.builder().nodes(nodes).seed(7));
    }

    private static void awaitStatus(final VirtualCluster cluster, final String id, final NodeStatus status) {
        cluster.await(id + " is " + status, () -> cluster.views().allSee(id, status), LONG);
    }

    private static void awaitAllUp(final VirtualCluster cluster) {
        cluster.await("all are up", cluster.views()::allSeeTheLive, LONG);
    }

    private static boolean hasReported(
            final VirtualCluster cluster, final String reporter, final Class<?> kind, final String about) {
        return cluster.events(reporter).stream()
                .anyMatch(seen ->
                        kind.isInstance(seen.event()) && seen.event().node().equals(NodeId.of(about)));
    }

    @Test
    void shouldJoinThroughSeedsWhenOpen() {
        final VirtualCluster cluster = joined(5);
        assertEquals(5, cluster.views().live().size());
        for (final VirtualNode node : cluster.nodes()) {
            assertEquals(5, node.store().view().members().size(), node::toString);
        }
        assertTrue(hasReported(cluster, "n4", GossipEvent.MemberJoined.class, "n0"));
    }

    @Test
    void shouldJoinWithoutSeedsWhenManaged() {
        final VirtualCluster cluster = joined(VirtualCluster.builder()
                .nodes("a", "b", "c")
                .membershipMode(MembershipMode.MANAGED)
                .link(LinkModel.wan()));
        assertEquals(
                Set.of(NodeId.of("a"), NodeId.of("b"), NodeId.of("c")),
                cluster.views().live());
    }

    @Test
    void shouldSpreadAValueWhenWritten() {
        final VirtualCluster cluster = joined(5);
        cluster.write("n1", COLOUR, "green");
        assertFalse(cluster.views().allHold("n1", COLOUR, "green"));
        final Duration took =
                cluster.await("value everywhere", () -> cluster.views().allHold("n1", COLOUR, "green"), LONG);
        assertTrue(took.compareTo(Duration.ofSeconds(5)) < 0, () -> "took=" + took);
        assertTrue(cluster.views().allAgreeOn(node -> node.store().value(NodeId.of("n1"), COLOUR)));
        assertFalse(cluster.views().allAgreeOn(node -> node.store().nodeId()));
    }

    @Test
    void shouldNoticeWhenATestWritesThroughTheStore() {
        final VirtualCluster cluster = joined(3);
        cluster.node("n2").store().updateSelf(COLOUR, "blue");
        cluster.await("value everywhere", () -> cluster.views().allHold("n2", COLOUR, "blue"), LONG);
    }

    @Test
    void shouldSeeANodeFailAndComeBackWhenItCrashesAndRestarts() {
        final VirtualCluster cluster = joined(4);
        cluster.write("n3", COLOUR, "old");
        cluster.crash("n3");
        assertFalse(cluster.node("n3").isRunning());
        awaitStatus(cluster, "n3", NodeStatus.DOWN);
        assertTrue(hasReported(cluster, "n0", GossipEvent.MemberFailed.class, "n3"));

        cluster.restart("n3");
        assertEquals(2, cluster.node("n3").life());
        assertEquals(Optional.empty(), cluster.node("n3").store().value(NodeId.of("n3"), COLOUR));
        awaitAllUp(cluster);
    }

    @Test
    void shouldFindANodeWhenItRestartsElsewhere() {
        final VirtualCluster cluster = joined(4);
        final NodeAddress elsewhere = new NodeAddress("10.9.9.9", 7000);
        final Traffic before = cluster.traffic("n3", Lane.BEST_EFFORT);
        cluster.crash("n3");
        cluster.restartAt("n3", elsewhere);
        assertEquals(elsewhere, cluster.node("n3").address());
        cluster.await(
                "new address known",
                () -> cluster.views().all(node -> node.store()
                        .view()
                        .members()
                        .get(NodeId.of("n3"))
                        .address()
                        .equals(Optional.of(elsewhere))),
                LONG);
        awaitAllUp(cluster);
        assertTrue(cluster.traffic("n3", Lane.BEST_EFFORT).packetsSent() > before.packetsSent());
    }

    @Test
    void shouldTellLeavingFromFailingWhenANodeLeaves() {
        final VirtualCluster cluster = joined(4);
        cluster.leave("n2");
        cluster.await("it stops", () -> !cluster.node("n2").isRunning(), LONG);
        awaitStatus(cluster, "n2", NodeStatus.DOWN);
        assertTrue(hasReported(cluster, "n0", GossipEvent.MemberLeft.class, "n2"));
        assertFalse(hasReported(cluster, "n0", GossipEvent.MemberFailed.class, "n2"));
    }

    @Test
    void shouldTakeAFrozenNodeForFailedAndBackWhenItGoesOn() {
        final VirtualCluster cluster = joined(4);
        cluster.pause("n1");
        assertTrue(cluster.node("n1").isPaused());
        assertFalse(cluster.views().live().contains(NodeId.of("n1")));
        awaitStatus(cluster, "n1", NodeStatus.DOWN);
        cluster.resume("n1");
        awaitAllUp(cluster);
    }

    @Test
    void shouldSplitAndReuniteWhenPartitionedAndHealed() {
        final VirtualCluster cluster = joined(5);
        cluster.partition("n0", "n1");
        cluster.await(
                "sides apart",
                () -> cluster.node("n0")
                                        .store()
                                        .view()
                                        .members()
                                        .get(NodeId.of("n4"))
                                        .status()
                                == NodeStatus.DOWN
                        && cluster.node("n4")
                                        .store()
                                        .view()
                                        .members()
                                        .get(NodeId.of("n0"))
                                        .status()
                                == NodeStatus.DOWN,
                LONG);
        assertEquals(
                NodeStatus.UP,
                cluster.node("n4").store().view().members().get(NodeId.of("n3")).status());
        cluster.heal();
        awaitAllUp(cluster);
    }

    @Test
    void shouldMoveTheWallClockOnlyWhenStepped() {
        final VirtualCluster cluster = joined(3);
        final VirtualClock clock = cluster.node("n1").clock();
        final long before = clock.time();
        final long monotonicBefore = clock.monotonicNs();
        cluster.stepClock("n1", Duration.ofDays(-730));
        assertEquals(before - Duration.ofDays(730).toMillis(), clock.time());
        assertEquals(monotonicBefore, clock.monotonicNs());
        cluster.run(Duration.ofSeconds(20));
        assertTrue(cluster.views().allSeeTheLive());
    }

    @Test
    void shouldGiveEveryMachineItsOwnMonotonicTimeWhenStarted() {
        final VirtualCluster cluster = joined(3);
        final long distinct = cluster.nodes().stream()
                .map(node -> node.clock().monotonicNs())
                .distinct()
                .count();
        assertEquals(3, distinct);
    }

    @Test
    void shouldAddNodesAndSpaceTheirStartsWhenTold() {
        final VirtualCluster cluster = VirtualCluster.builder()
                .nodes(3)
                .startSpacing(Duration.ofSeconds(1))
                .start();
        assertEquals(1, cluster.views().live().size());
        cluster.runTicks(5);
        assertEquals(Duration.ofSeconds(1), cluster.elapsed());
        assertEquals(2, cluster.views().live().size());
        cluster.run(Duration.ofSeconds(1));
        assertEquals(3, cluster.views().live().size());
        cluster.add("late");
        awaitAllUp(cluster);
        assertEquals(4, cluster.views().live().size());
    }

    @Test
    void shouldCountTrafficOfAllNodesWhenTheyTalk() {
        final VirtualCluster cluster = joined(3);
        Traffic sum = Traffic.NONE;
        for (final VirtualNode node : cluster.nodes()) {
            assertTrue(node.traffic(Lane.BEST_EFFORT).bytesSent() > 0, node::toString);
            sum = sum.plus(node.traffic(Lane.BEST_EFFORT));
        }
        assertEquals(cluster.totalTraffic(Lane.BEST_EFFORT), sum);
    }

    private static long eventful(final long seed, final int slices) {
        final VirtualCluster cluster = VirtualCluster.builder()
                .nodes(8)
                .seed(seed)
                .link(LinkModel.lan().withLoss(0.1).withDuplication(0.05))
                .start();
        for (int i = 0; i < slices; i++) {
            cluster.run(Duration.ofSeconds(12).dividedBy(slices));
        }
        cluster.write("n5", COLOUR, "red");
        cluster.crash("n2");
        cluster.partition(List.of(Set.of("n0", "n1", "n3"), Set.of("n4", "n5")));
        cluster.run(Duration.ofSeconds(20));
        cluster.heal();
        cluster.restart("n2");
        cluster.run(Duration.ofSeconds(20));
        return cluster.traceHash();
    }

    @Test
    void shouldLeaveTheSameTraceWhenSeedAndCallsAreTheSame() {
        final long hash = eventful(3, 1);
        assertEquals(hash, eventful(3, 1));
        assertEquals(hash, eventful(3, 12), "looking in between must not change what happens");
        assertNotEquals(hash, eventful(4, 1));
    }

    @Test
    void shouldTellSeedTimeAndLastEventsWhenTheAwaitedDoesNotCome() {
        final VirtualCluster cluster = joined(VirtualCluster.builder().nodes(2).seed(99));
        final String message = assertThrows(
                        SimulationException.class, () -> cluster.await("never", () -> false, Duration.ofSeconds(1)))
                .getMessage();
        assertTrue(message.contains("awaited='never' limit=PT1S"), message);
        assertTrue(message.contains("seed=99"), message);
        assertTrue(message.contains("BEST_EFFORT 10.0.0."), message);
        assertEquals(Optional.empty(), cluster.runUntil(() -> false, Duration.ofMillis(15)));
        assertEquals(Optional.of(Duration.ZERO), cluster.runUntil(() -> true, Duration.ZERO));
    }

    @Test
    void shouldNameTheNodeWhenItsCodeThrows() {
        final AtomicBoolean isBroken = new AtomicBoolean();
        final QuorumProvider majority = QuorumProvider.majority();
        final VirtualCluster cluster = joined(VirtualCluster.builder()
                .configure(config -> config.quorumProvider(membership -> {
                    if (isBroken.get()) {
                        throw new IllegalStateException("broken on purpose");
                    }
                    return majority.evaluate(membership);
                })));
        isBroken.set(true);
        cluster.crash("n0");
        final SimulationException failure =
                assertThrows(SimulationException.class, () -> cluster.run(Duration.ofMinutes(1)));
        assertTrue(failure.getMessage().startsWith("node failed, nodeId=n"), failure::getMessage);
        assertEquals("broken on purpose", failure.getCause().getMessage());
    }

    @Test
    void shouldNameTheNodeWhenMisused() {
        final VirtualCluster cluster = joined(3);
        final long hash = cluster.traceHash();
        assertTrue(assertThrows(UnknownNodeException.class, () -> cluster.crash("n77"))
                .getMessage()
                .contains("n77"));
        assertThrows(UnknownNodeException.class, () -> cluster.partition("n0", "n77"));
        assertThrows(UnknownNodeException.class, () -> cluster.cut("n0", "n77"));
        assertThrows(LifecycleException.class, () -> cluster.restart("n1"));
        assertThrows(LifecycleException.class, () -> cluster.restartAt("n1", new NodeAddress("10.1.1.1", 1)));
        assertThrows(LifecycleException.class, () -> cluster.resume("n1"));
        assertThrows(InvalidValueException.class, () -> cluster.add("n1"));
        assertThrows(InvalidValueException.class, () -> cluster.run(Duration.ofSeconds(-1)));
        assertThrows(InvalidValueException.class, () -> cluster.runTicks(-1));
        assertThrows(InvalidValueException.class, () -> cluster.runUntil(() -> true, Duration.ofSeconds(-1)));
        assertThrows(InvalidValueException.class, () -> cluster.cut("n0", "n0"));
        assertEquals(hash, cluster.traceHash(), "a refused call changes nothing");

        cluster.crash("n1");
        assertTrue(assertThrows(LifecycleException.class, () -> cluster.crash("n1"))
                .getMessage()
                .endsWith("nodeId=n1"));
        final NodeAddress before = cluster.node("n1").address();
        assertThrows(
                LifecycleException.class,
                () -> cluster.restartAt("n1", cluster.node("n2").address()));
        assertEquals(before, cluster.node("n1").address());
        assertThrows(LifecycleException.class, () -> cluster.write("n1", COLOUR, "x"));
        assertThrows(LifecycleException.class, () -> cluster.leave("n1"));
        assertThrows(LifecycleException.class, () -> cluster.node("n1").store());
        cluster.pause("n2");
        assertThrows(LifecycleException.class, () -> cluster.pause("n2"));
        assertThrows(LifecycleException.class, () -> cluster.leave("n2"));
    }

    @Test
    void shouldRefuseWhenTheDescriptionMakesNoSense() {
        final VirtualClusterBuilder builder = VirtualCluster.builder();
        assertTrue(assertThrows(InvalidValueException.class, () -> builder.nodes(0))
                .getMessage()
                .endsWith("nodes=0"));
        assertThrows(InvalidValueException.class, () -> builder.nodes("a", "b", "a"));
        assertThrows(InvalidValueException.class, () -> builder.expectedMembers(0));
        assertThrows(InvalidValueException.class, () -> builder.seedNodes(-1));
        assertThrows(InvalidValueException.class, () -> builder.checkInterval(Duration.ZERO));
        assertThrows(InvalidValueException.class, () -> builder.startSpacing(Duration.ofNanos(-1)));
        assertThrows(InvalidValueException.class, () -> builder.link(null));
        assertThrows(
                InvalidValueException.class, () -> builder.keptTraceEvents(-1).start());
    }
}
