package io.gossip.simulation;

import static io.gossip.simulation.Clusters.KEY;
import static io.gossip.simulation.Clusters.LIMIT;
import static io.gossip.simulation.Clusters.inTicks;
import static io.gossip.simulation.Clusters.settled;
import static io.gossip.simulation.Clusters.ticks;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.GossipEvent;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.StoreKey;
import io.gossip.sim.VirtualCluster;
import io.gossip.sim.network.LinkModel;
import io.gossip.spi.Lane;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Each way by which a node gets what passed it by, alone. */
class RepairSimulation {
    private static final int SEEDS = 10;

    /** A value that is too large to be sent unasked: its id spreads like a rumor, and who lacks it pulls it. */
    @Test
    void shouldSpreadLargeValuesAsFastAsRumors() {
        double sum = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            final VirtualCluster cluster =
                    settled(VirtualCluster.builder().nodes(16).seed(seed));
            cluster.write("n3", KEY, "x".repeat(600));
            sum += inTicks(cluster.await(
                    "the write reaches all", () -> cluster.views().allHold("n3", KEY, "x".repeat(600)), LIMIT));
        }
        assertTrue(sum / SEEDS <= 2.5, "mean ticks " + sum / SEEDS);
    }

    /** One who missed a write sees at the next one that it did, and asks at once. */
    @Test
    void shouldFillAGapWhenTheNextRumorComes() {
        double sum = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            final VirtualCluster cluster =
                    settled(VirtualCluster.builder().nodes(16).seed(seed));
            cluster.interfaceDown("n5");
            cluster.write("n3", KEY, "missed");
            cluster.runTicks(7);
            cluster.interfaceUp("n5");
            cluster.write("n3", KEY, "next");
            sum += inTicks(
                    cluster.await("the write reaches all", () -> cluster.views().allHold("n3", KEY, "next"), LIMIT));
        }
        assertTrue(sum / SEEDS <= 0.8, "mean ticks " + sum / SEEDS);
    }

    /** With half of all packets lost, repetition keeps rumors from dying out. */
    @Test
    void shouldReachAllByRepetitionWhenHalfIsLost() {
        double sum = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            final VirtualCluster cluster =
                    settled(VirtualCluster.builder().nodes(30).seed(seed));
            cluster.link(LinkModel.lan().withLoss(0.5));
            cluster.write("n3", KEY, "v");
            sum += inTicks(
                    cluster.await("the write reaches all", () -> cluster.views().allHold("n3", KEY, "v"), LIMIT));
        }
        assertTrue(sum / SEEDS <= 6, "mean ticks " + sum / SEEDS);
    }

    /** A join that one node did not hear of: nobody tells it again, but its table differs from those of others. */
    @Test
    void shouldLearnOfAMemberThatJoinedUnheard() {
        for (int seed = 0; seed < SEEDS; seed++) {
            final VirtualCluster cluster =
                    settled(VirtualCluster.builder().nodes(8).seed(seed));
            cluster.interfaceDown("n6");
            cluster.add("late");
            cluster.run(Duration.ofMillis(1_300));
            cluster.interfaceUp("n6");
            cluster.await(
                    "it knows the late one", () -> Clusters.shown(cluster, "n6", "late") == NodeStatus.UP, ticks(30));
        }
    }

    /** All seeds are gone for good when the network splits: only the members that failed are left to be contacted. */
    @Test
    void shouldHealAPartitionWithoutSeeds() {
        for (int seed = 0; seed < 3; seed++) {
            final VirtualCluster cluster =
                    settled(VirtualCluster.builder().nodes(7).seedNodes(1).seed(seed));
            cluster.crash("n0");
            cluster.partition("n1", "n2", "n3");
            cluster.run(Duration.ofSeconds(90));
            cluster.heal();
            Clusters.awaitEqual(cluster, 300);
        }
    }

    /** Others confirm a suspicion, and it ends sooner: without them it would last six times as long. */
    @Test
    void shouldDetectACrashSoonerThanOneAccuserAlone() {
        double sum = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            final VirtualCluster cluster =
                    settled(VirtualCluster.builder().nodes(16).seed(seed));
            cluster.crash("n4");
            sum += inTicks(
                    cluster.await("down everywhere", () -> cluster.views().allSee("n4", NodeStatus.DOWN), LIMIT));
        }
        assertTrue(sum / SEEDS <= 30, "mean ticks " + sum / SEEDS);
    }

    /** The way back from one member is cut: others reach it, so nobody suspects it. */
    @Test
    void shouldAskOthersBeforeItSuspects() {
        final VirtualCluster cluster = settled(VirtualCluster.builder().nodes(8).seed(4));
        cluster.cut("n1", "n2");
        cluster.runTicks(300);
        assertTrue(
                cluster.events("n2").stream().noneMatch(seen -> seen.event() instanceof GossipEvent.MemberSuspected));
    }

    /** An error of the own interface is no sign of life: the node notices that it is alone. */
    @Test
    void shouldLoseTheOthersWhenNothingCanBeSent() {
        final VirtualCluster cluster = settled(VirtualCluster.builder().nodes(3).seed(6));
        cluster.interfaceDown("n0");
        cluster.await(
                "it is alone",
                () -> Clusters.shown(cluster, "n0", "n1") == NodeStatus.DOWN
                        && Clusters.shown(cluster, "n0", "n2") == NodeStatus.DOWN,
                ticks(120));
    }

    /** Tombstones go after their grace time, at the owner and, because it says so, everywhere. */
    @Test
    void shouldPurgeTombstonesEverywhere() {
        final VirtualCluster cluster = settled(VirtualCluster.builder().nodes(5).seed(8));
        cluster.write("n1", KEY, "deleted");
        cluster.node("n1").store().removeSelf(KEY);
        cluster.run(Duration.ofMinutes(3));
        assertTrue(cluster.views()
                .all(node ->
                        !node.store().localNodeInfo(NodeId.of("n1")).entries().containsKey(KEY.name())));
    }

    /** Two of five that are expected are no majority, whoever is known. */
    @Test
    void shouldTakeTheQuorumOfTheExpectedMembers() {
        final VirtualCluster cluster =
                settled(VirtualCluster.builder().nodes(2).expectedMembers(5).seed(8));
        cluster.runTicks(50);
        assertTrue(cluster.views().all(node -> node.store().selfStatus() == NodeStatus.NOT_IN_QUORUM));
    }

    /** Several packets' worth for one who has nothing: the reliable part must not be useless when it overtakes the packets. */
    @Test
    void shouldSendALargeRecordOnce() {
        final int keys = 60;
        final String value = "x".repeat(200);
        final VirtualCluster cluster = settled(VirtualCluster.builder().nodes(2).seed(8));
        cluster.node("n0").store().updateSelf(batch -> {
            for (int i = 0; i < keys; i++) {
                batch.put(StoreKey.utf8("key" + i), value);
            }
        });
        Clusters.awaitEqual(cluster, 50);
        cluster.crash("n1");
        final long before = bytes(cluster);
        cluster.restart("n1");
        cluster.await("it has all", () -> cluster.node("n1").store().storeKeys().size() == keys, ticks(50));
        cluster.runTicks(10);
        final double share = (bytes(cluster) - before) / (keys * 200.0);
        assertTrue(share <= 2.2, "bytes sent per byte of the record: " + share);
    }

    private static long bytes(final VirtualCluster cluster) {
        return cluster.totalTraffic(Lane.BEST_EFFORT).bytesSent()
                + cluster.totalTraffic(Lane.RELIABLE).bytesSent();
    }
}
