package io.gossip.experiment;

import io.gossip.GossipEvent;
import io.gossip.NodeId;
import io.gossip.sim.ObservedEvent;
import io.gossip.sim.VirtualCluster;
import io.gossip.sim.VirtualNode;
import io.gossip.sim.network.LinkModel;
import io.gossip.sim.network.Traffic;
import io.gossip.spi.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One run: of 128 nodes some are slow. At the same moment all of these cease to send and to handle messages, for the anomaly's
 * duration; then they do what waited, work for a quarter of a second, and cease again, for two minutes. Their timers go
 * on, as they do in the implementation that the paper measured.
 *
 * @param detector what is measured
 * @param slow how many nodes are slow
 * @param anomaly for how long at a time
 * @param seed everything random follows from it
 */
record SlowMembersRun(Detector detector, int slow, Duration anomaly, long seed) {
    static final int NODES = 128;
    static final Duration WELL = Duration.ofMillis(256);
    static final Duration SPAN = Duration.ofMinutes(2);
    private static final Duration SETTLED = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    SlowMembersResult run() {
        return run(SPAN);
    }

    SlowMembersResult run(final Duration span) {
        final VirtualCluster cluster = VirtualCluster.builder()
                .nodes(NODES)
                .seed(seed)
                .link(LinkModel.lan())
                .intervals(detector.intervals())
                .lifeguard(detector.lifeguard())
                .start();
        cluster.await("all join", cluster.views()::allSeeTheLive, LIMIT);
        cluster.run(SETTLED);
        final Duration begin = cluster.elapsed();
        final Traffic before = traffic(cluster);
        final List<Duration> blocks = anomalies(cluster, span);
        return judge(cluster, begin, blocks, traffic(cluster).minus(before));
    }

    /** The last ones, so that seeds are well. */
    private List<String> slowNodes() {
        final List<String> ids = new ArrayList<>();
        for (int i = NODES - slow; i < NODES; i++) {
            ids.add("n" + i);
        }
        return ids;
    }

    private List<Duration> anomalies(final VirtualCluster cluster, final Duration span) {
        final List<Duration> blocks = new ArrayList<>();
        final Duration end = cluster.elapsed().plus(span);
        while (cluster.elapsed().compareTo(end) < 0) {
            blocks.add(cluster.elapsed());
            slowNodes().forEach(cluster::block);
            cluster.run(anomaly);
            slowNodes().forEach(cluster::unblock);
            cluster.run(WELL);
        }
        return blocks;
    }

    private SlowMembersResult judge(
            final VirtualCluster cluster, final Duration begin, final List<Duration> blocks, final Traffic traffic) {
        final Set<NodeId> slowIds = new LinkedHashSet<>();
        slowNodes().forEach(id -> slowIds.add(NodeId.of(id)));
        long falsePositives = 0;
        long atHealthy = 0;
        final FirstDetections detections = new FirstDetections(blocks, anomaly);
        for (final VirtualNode observer : cluster.nodes()) {
            final boolean isWell = !slowIds.contains(observer.id());
            for (final ObservedEvent seen : observer.events()) {
                if (!(seen.event() instanceof GossipEvent.MemberFailed)
                        || seen.at().compareTo(begin) < 0) {
                    continue;
                }
                if (!slowIds.contains(seen.event().node())) {
                    falsePositives++;
                    atHealthy += isWell ? 1 : 0;
                } else if (isWell) {
                    detections.onFailed(seen.event().node(), seen.at());
                }
            }
        }
        return new SlowMembersResult(
                falsePositives, atHealthy, traffic.packetsSent(), traffic.bytesSent(), detections.toMs());
    }

    private static Traffic traffic(final VirtualCluster cluster) {
        return cluster.totalTraffic(Lane.BEST_EFFORT).plus(cluster.totalTraffic(Lane.RELIABLE));
    }
}
