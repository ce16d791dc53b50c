package io.gossip.simulation;

import static io.gossip.simulation.Clusters.KEY;
import static io.gossip.simulation.Clusters.TICK;
import static io.gossip.simulation.Clusters.settled;
import static io.gossip.simulation.Clusters.shown;
import static io.gossip.simulation.Clusters.ticks;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.Retention;
import io.gossip.sim.VirtualCluster;
import io.gossip.sim.VirtualNode;
import io.gossip.sim.network.LinkModel;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A departed node is never shown UP again in the life that left (the Go library's flaw F1). */
class DepartureSimulation {
    private static final int SEEDS = 100;
    private static final int NODES = 10;
    private static final int LEAVERS = 5;
    /** The last one leaves after some 30; what is late comes 15 later. */
    private static final int TICKS = 150;

    @Test
    void shouldNeverShowADepartedNodeUpAgain() {
        for (int seed = 0; seed < SEEDS; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final VirtualCluster cluster = settled(VirtualCluster.builder()
                    .nodes(NODES)
                    .seed(seed)
                    .link(LinkModel.wan()
                            .withLoss(0.1)
                            .withDuplication(0.1)
                            .withReordering(0.2, Duration.ofSeconds(3))));
            final Set<String> departed = new HashSet<>();
            final Set<String> seenDown = new HashSet<>();
            for (int tick = 0; tick < TICKS; tick++) {
                if (departed.size() < LEAVERS && random.nextInt(6) == 0) {
                    final String leaver = "n" + random.nextInt(NODES);
                    if (departed.add(leaver)) {
                        cluster.leave(leaver);
                    }
                }
                cluster.run(TICK);
                check(cluster, departed, seenDown, seed);
            }
            for (final String gone : departed) {
                Clusters.awaitStatus(cluster, gone, NodeStatus.DOWN, 200);
            }
            final int left = NODES - departed.size();
            assertTrue(
                    cluster.views().all(node -> node.store().view().quorum().up() == left),
                    "whoever departed counts for no quorum, seed " + seed);
        }
    }

    private static void check(
            final VirtualCluster cluster, final Set<String> departed, final Set<String> seenDown, final int seed) {
        for (final VirtualNode observer : cluster.nodes()) {
            if (observer.isLive()) {
                for (final String gone : departed) {
                    final String pair = observer.id() + " of " + gone;
                    final NodeStatus status = shown(cluster, observer.id().value(), gone);
                    if (status == NodeStatus.DOWN) {
                        seenDown.add(pair);
                    } else if (seenDown.contains(pair)) {
                        assertNotEquals(NodeStatus.UP, status, pair + " seed " + seed);
                    }
                }
            }
        }
    }

    private static final Retention SHORT =
            new Retention(Duration.ofSeconds(20), Duration.ofMinutes(3), Duration.ofSeconds(10));

    /** N9: the one who slept through a departure tells of the departed, and nobody believes it. */
    @Test
    void shouldNotBeRevivedByANodeThatSleptThroughTheDeparture() {
        for (int seed = 0; seed < 10; seed++) {
            final VirtualCluster cluster =
                    settled(VirtualCluster.builder().nodes(6).seed(seed).configure(config -> config.retention(SHORT)));
            cluster.write("n1", KEY, "departed");
            cluster.runTicks(10);
            cluster.pause("n3");
            cluster.leave("n1");
            cluster.run(Duration.ofSeconds(90));
            assertEquals(NodeStatus.INVALID, shown(cluster, "n0", "n1"), "forgotten by now, seed " + seed);
            cluster.resume("n3");
            for (int tick = 0; tick < 400; tick++) {
                cluster.run(TICK);
                for (final String observer : List.of("n0", "n2", "n4", "n5")) {
                    assertNotEquals(NodeStatus.UP, shown(cluster, observer, "n1"), observer + " seed " + seed);
                    assertTrue(
                            cluster.node(observer)
                                    .store()
                                    .value(NodeId.of("n1"), KEY)
                                    .isEmpty(),
                            observer + " seed " + seed);
                }
            }
            assertNotEquals(NodeStatus.UP, shown(cluster, "n3", "n1"), "seed " + seed);
            Clusters.awaitEqual(cluster, 300);
        }
    }

    /** N10: cut off for longer than others remember, a node brings back neither departed nodes nor deleted keys. */
    @Test
    void shouldBringNothingBackAfterALongIsolation() {
        for (int seed = 0; seed < 10; seed++) {
            final VirtualCluster cluster =
                    settled(VirtualCluster.builder().nodes(6).seed(seed).configure(config -> config.retention(SHORT)));
            cluster.write("n1", KEY, "departed");
            cluster.write("n2", KEY, "deleted");
            cluster.write("n3", KEY, "own");
            cluster.runTicks(20);
            cluster.interfaceDown("n3");
            cluster.leave("n1");
            cluster.node("n2").store().removeSelf(KEY);
            cluster.run(Duration.ofMinutes(10));
            cluster.interfaceUp("n3");
            Clusters.awaitEqual(cluster, 600);
            cluster.runTicks(50);
            for (final VirtualNode node : cluster.nodes()) {
                if (node.isLive()) {
                    assertNotEquals(NodeStatus.UP, shown(cluster, node.id().value(), "n1"), "seed " + seed);
                    assertTrue(node.store().value(NodeId.of("n1"), KEY).isEmpty(), "seed " + seed);
                    assertTrue(node.store().value(NodeId.of("n2"), KEY).isEmpty(), "seed " + seed);
                }
            }
            assertTrue(cluster.views().allHold("n3", KEY, "own"), "seed " + seed);
        }
    }

    /**
     * The same for one that was frozen: its table is as it was, it is in the middle of a probe, news is still to be told
     * on, and its socket is full of packets as old as all that.
     */
    @Test
    void shouldBringNothingBackAfterALongFreeze() {
        for (int seed = 0; seed < 20; seed++) {
            final VirtualCluster cluster =
                    settled(VirtualCluster.builder().nodes(6).seed(seed).configure(config -> config.retention(SHORT)));
            cluster.crash("n1");
            cluster.restart("n1");
            cluster.run(Duration.ofMillis(37L * seed));
            cluster.pause("n3");
            cluster.runTicks(5);
            cluster.leave("n1");
            cluster.run(Duration.ofMinutes(10));
            cluster.resume("n3");
            for (int tick = 0; tick < 200; tick++) {
                cluster.run(TICK);
                for (final VirtualNode node : cluster.nodes()) {
                    assertTrue(
                            !node.isLive() || shown(cluster, node.id().value(), "n1") == NodeStatus.INVALID,
                            node.id() + " seed " + seed);
                }
            }
            Clusters.awaitEqual(cluster, 600);
        }
    }

    /** Frozen before it ever heard of anybody, with others' word about themselves waiting in its socket. */
    @Test
    void shouldBringNothingBackWhenFrozenFromTheStart() {
        for (int seed = 0; seed < 10; seed++) {
            final VirtualCluster cluster = VirtualCluster.builder()
                    .nodes(6)
                    .seed(seed)
                    .checkInterval(TICK)
                    .configure(config -> config.retention(SHORT))
                    .start();
            cluster.pause("n0");
            cluster.await("the others meet", cluster.views()::allSeeTheLive, ticks(100));
            cluster.leave("n5");
            cluster.run(Duration.ofMinutes(10));
            cluster.resume("n0");
            for (int tick = 0; tick < 100; tick++) {
                cluster.run(TICK);
                assertNotEquals(NodeStatus.UP, shown(cluster, "n0", "n5"), "seed " + seed);
                assertNotEquals(NodeStatus.UP, shown(cluster, "n3", "n5"), "seed " + seed);
            }
            Clusters.awaitEqual(cluster, 600);
        }
    }
}
