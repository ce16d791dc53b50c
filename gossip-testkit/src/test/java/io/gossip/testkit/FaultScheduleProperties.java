package io.gossip.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.InvalidValueException;
import io.gossip.StoreKey;
import io.gossip.sim.VirtualCluster;
import io.gossip.sim.VirtualNode;
import io.gossip.sim.network.LinkModel;
import io.gossip.testkit.model.Fault;
import io.gossip.testkit.model.FaultSchedule;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** Schedules of faults as data, and as they befall a cluster of real nodes in virtual time. */
class FaultScheduleProperties {
    private static final StoreKey<Long> COUNT = StoreKey.int64("count");

    @Property
    @Domain(GossipDomain.class)
    void shouldBeTheSameWhenReadBack(@ForAll final FaultSchedule schedule) {
        assertEquals(schedule, FaultSchedule.parse(schedule.text()));
    }

    @Example
    void shouldReadEveryFaultWhenWrittenByHand() {
        final FaultSchedule schedule = FaultSchedule.parse("""
                nodes 3
                500ms crash 2

                0ms loss 20
                100ms partition 0,1
                200ms cut 0 1
                300ms heal
                900ms restart 2
                1000ms pause 1 250
                1100ms clock 0 -3600000
                """);
        assertEquals(3, schedule.nodes());
        assertEquals(8, schedule.faults().size());
        assertEquals(
                new FaultSchedule.Timed(0, new Fault.Loss(20)),
                schedule.faults().get(0));
        assertEquals(
                new Fault.Partition(new TreeSet<>(List.of(0, 1))),
                schedule.faults().get(1).fault());
        assertEquals(1_100, schedule.lastMillis());
        for (final String wrong : List.of("", "nodes x", "nodes 3\n5ms", "nodes 3\n5ms burn 1", "nodes 3\n5ms crash")) {
            assertThrows(InvalidValueException.class, () -> FaultSchedule.parse(wrong), wrong);
        }
    }

    /** P13: when faults stop, all nodes reach the same state, with every owner's last write in it. */
    @Property(tries = 60)
    @Domain(GossipDomain.class)
    void shouldAgreeWhenFaultsStop(@ForAll final FaultSchedule schedule, @ForAll final long seed) {
        final VirtualCluster cluster = started(schedule.nodes(), seed);
        new FaultInjector(cluster, LinkModel.lan()).play(schedule);
        long count = 0;
        for (final VirtualNode node : cluster.nodes()) {
            cluster.write(node.id().value(), COUNT, count++);
        }
        cluster.await("all see all", cluster.views()::allSeeTheLive, Duration.ofMinutes(5));
        cluster.await("all hold the same", cluster.views()::allHoldTheSame, Duration.ofMinutes(5));
        count = 0;
        for (final VirtualNode node : cluster.nodes()) {
            assertTrue(cluster.views().allHold(node.id().value(), COUNT, count++));
        }
    }

    @Example
    void shouldPlayEveryFaultWhenScheduled() {
        final VirtualCluster cluster = started(3, 1);
        final FaultInjector injector = new FaultInjector(cluster, LinkModel.lan());
        injector.play(
                FaultSchedule.parse("nodes 3\n100ms crash 1\n200ms crash 1\n5000ms pause 2 500\n6000ms clock 0 5"));
        assertEquals(2, cluster.node("n1").life());
        assertEquals(1, cluster.node("n2").life());
        assertTrue(cluster.nodes().stream().allMatch(VirtualNode::isLive));
        assertThrows(InvalidValueException.class, () -> injector.play(FaultSchedule.parse("nodes 4")));
    }

    private static VirtualCluster started(final int nodes, final long seed) {
        final VirtualCluster cluster =
                VirtualCluster.builder().nodes(nodes).seed(seed).start();
        cluster.await("all see all", cluster.views()::allSeeTheLive, Duration.ofMinutes(1));
        return cluster;
    }
}
