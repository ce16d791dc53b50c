package io.gossip.simulation;

import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.StoreKey;
import io.gossip.sim.VirtualCluster;
import io.gossip.sim.VirtualClusterBuilder;
import java.time.Duration;

/** What the simulations have in common: a settled cluster, and time in ticks of the LAN preset. */
final class Clusters {
    static final StoreKey<String> KEY = StoreKey.utf8("key");
    static final Duration TICK = Duration.ofMillis(200);
    static final Duration LIMIT = Duration.ofMinutes(5);

    private Clusters() {}

    static Duration ticks(final long count) {
        return TICK.multipliedBy(count);
    }

    static double inTicks(final Duration duration) {
        return (double) duration.toNanos() / TICK.toNanos();
    }

    /** All are members everywhere, everything is equal everywhere, and no news is under way. */
    static VirtualCluster settled(final VirtualClusterBuilder builder) {
        final VirtualCluster cluster =
                builder.checkInterval(Duration.ofMillis(20)).start();
        cluster.await("all join", cluster.views()::allSeeTheLive, LIMIT);
        cluster.await("all hold the same", cluster.views()::allHoldTheSame, LIMIT);
        cluster.runTicks(10);
        return cluster;
    }

    static void awaitStatus(
            final VirtualCluster cluster, final String id, final NodeStatus status, final long withinTicks) {
        cluster.await(id + " is shown " + status, () -> cluster.views().allSee(id, status), ticks(withinTicks));
    }

    static void awaitEqual(final VirtualCluster cluster, final long withinTicks) {
        cluster.await("all see the live", cluster.views()::allSeeTheLive, ticks(withinTicks));
        cluster.await("all hold the same", cluster.views()::allHoldTheSame, ticks(withinTicks));
    }

    /** What one node shows of another; INVALID when it does not show it. */
    static NodeStatus shown(final VirtualCluster cluster, final String observer, final String subject) {
        final var member = cluster.node(observer).store().view().members().get(NodeId.of(subject));
        return member == null ? NodeStatus.INVALID : member.status();
    }
}
