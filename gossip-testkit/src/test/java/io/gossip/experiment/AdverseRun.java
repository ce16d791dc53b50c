package io.gossip.experiment;

import io.gossip.GossipEvent;
import io.gossip.GossipIntervals;
import io.gossip.NodeId;
import io.gossip.sim.ObservedEvent;
import io.gossip.sim.VirtualCluster;
import io.gossip.sim.VirtualNode;
import io.gossip.sim.network.LinkModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One run: links of one node in a hundred, and of one at the least, are bad for a while. All others are healthy.
 *
 * @param network what is bad about them
 * @param nodes how many there are
 * @param phases for how long, in phases of 20 s
 * @param seed everything random follows from it
 */
record AdverseRun(AdverseNetwork network, int nodes, int phases, long seed) {
    private static final Duration SETTLED = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /**
     * What was told of whom, by whom.
     *
     * @param removals failures of healthy nodes, told by healthy nodes
     * @param removalsByFaulty failures of healthy nodes, told by the faulty ones, which cannot know better
     * @param suspicions suspicions of healthy nodes at healthy nodes, all of which were refuted when nobody was removed
     * @param faultyRemoved failures of faulty nodes, told by healthy ones
     */
    record Result(long removals, long removalsByFaulty, long suspicions, long faultyRemoved) {
        static final Result NONE = new Result(0, 0, 0, 0);

        Result plus(final Result other) {
            return new Result(
                    removals + other.removals,
                    removalsByFaulty + other.removalsByFaulty,
                    suspicions + other.suspicions,
                    faultyRemoved + other.faultyRemoved);
        }
    }

    Result run() {
        final VirtualCluster cluster = VirtualCluster.builder()
                .nodes(nodes)
                .seed(seed)
                .link(LinkModel.lan())
                .intervals(GossipIntervals.lan())
                .start();
        cluster.await("all join", cluster.views()::allSeeTheLive, LIMIT);
        cluster.run(SETTLED);
        final Duration begin = cluster.elapsed();
        final List<String> faulty = faulty();
        for (int phase = 0; phase < phases; phase++) {
            for (final String id : faulty) {
                network.apply(cluster, id, phase % 2 == 1);
            }
            cluster.run(AdverseNetwork.PHASE);
        }
        return judge(cluster, begin);
    }

    private List<String> faulty() {
        final List<String> ids = new ArrayList<>();
        for (int i = 0; i < Math.max(1, nodes / 100); i++) {
            ids.add("n" + (nodes - 1 - i));
        }
        return ids;
    }

    private Result judge(final VirtualCluster cluster, final Duration begin) {
        final Set<NodeId> faulty = new LinkedHashSet<>();
        faulty().forEach(id -> faulty.add(NodeId.of(id)));
        Result result = Result.NONE;
        for (final VirtualNode observer : cluster.nodes()) {
            final boolean isFaulty = faulty.contains(observer.id());
            for (final ObservedEvent seen : observer.events()) {
                if (seen.at().compareTo(begin) >= 0) {
                    result = result.plus(count(seen.event(), isFaulty, faulty));
                }
            }
        }
        return result;
    }

    private static Result count(final GossipEvent event, final boolean isByFaulty, final Set<NodeId> faulty) {
        final boolean isOfFaulty = faulty.contains(event.node());
        if (event instanceof GossipEvent.MemberFailed) {
            return new Result(
                    !isOfFaulty && !isByFaulty ? 1 : 0,
                    !isOfFaulty && isByFaulty ? 1 : 0,
                    0,
                    isOfFaulty && !isByFaulty ? 1 : 0);
        }
        final boolean isSuspicion = event instanceof GossipEvent.MemberSuspected;
        return isSuspicion && !isOfFaulty && !isByFaulty ? new Result(0, 0, 1, 0) : Result.NONE;
    }
}
