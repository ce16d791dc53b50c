package io.gossip.simulation;

import static io.gossip.simulation.Clusters.TICK;

import io.gossip.ClusterDomainState;
import io.gossip.GossipIntervals;
import io.gossip.MembershipMode;
import io.gossip.NodeId;
import io.gossip.NodeUpdate;
import io.gossip.sim.VirtualCluster;
import io.gossip.sim.VirtualNode;
import io.gossip.sim.network.LinkModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A random cluster under one declared membership at a time, and a random schedule of partitions, crashes, restarts and
 * changes of membership, domains and links for it, all of it from one seed. Knows who should be in quorum.
 */
final class QuorumSchedule {
    static final Duration QUORUM_TIMEOUT = Duration.ofSeconds(10);
    private static final int DOMAINS = 3;

    private final long seed;
    private final SplittableRandom random;
    private final QuorumProviderKind kind;
    private final int size;
    private final VirtualCluster cluster;
    private final List<String> steps = new ArrayList<>();
    private final Map<String, String> ownDomains = new HashMap<>();
    private Map<NodeId, NodeUpdate> declared = Map.of();
    private Map<String, ClusterDomainState> activeMap = Map.of();
    private Set<String> island = Set.of();

    QuorumSchedule(final long seed, final QuorumProviderKind kind) {
        this.seed = seed;
        this.kind = kind;
        this.random = new SplittableRandom(seed * QuorumProviderKind.values().length + kind.ordinal());
        this.size = 3 + random.nextInt(6);
        this.cluster = VirtualCluster.builder()
                .nodes(size)
                .seed(random.nextLong())
                .membershipMode(MembershipMode.MANAGED)
                .intervals(GossipIntervals.lan().withQuorumTimeout(QUORUM_TIMEOUT))
                .configure(config -> config.quorumProvider(kind.provider()))
                .checkInterval(TICK)
                .start();
        changeMap();
        changeMembership();
        cluster.nodes().forEach(this::declareAll);
    }

    VirtualCluster cluster() {
        return cluster;
    }

    QuorumProviderKind kind() {
        return kind;
    }

    @Override
    public String toString() {
        return "seed=" + seed + " provider=" + kind + " nodes=" + size + "\n  " + String.join("\n  ", steps);
    }

    private void note(final String step) {
        steps.add(cluster.elapsed() + " " + step);
    }

    void run(final Duration span) {
        note("run " + span);
        cluster.run(span);
    }

    /** One random change. */
    void step() {
        final int dice = random.nextInt(12);
        if (dice < 4) {
            changeProcess("n" + random.nextInt(size));
        } else if (dice < 7) {
            partition();
        } else if (dice < 8) {
            island = Set.of();
            note("heal");
            cluster.heal();
        } else if (dice < 9) {
            final LinkModel model = LinkModel.lan().withLoss(random.nextInt(3) * 0.1);
            note("link " + model);
            cluster.link(model);
        } else if (dice < 11) {
            changeMembership();
            cluster.nodes().forEach(this::declareMembership);
        } else {
            changeMap();
            cluster.nodes().forEach(this::declareMap);
        }
    }

    private void changeProcess(final String id) {
        final VirtualNode node = cluster.node(id);
        if (!node.isRunning()) {
            note("restart " + id);
            cluster.restart(id);
            declareAll(node);
        } else if (random.nextBoolean()) {
            note("crash " + id);
            cluster.crash(id);
        } else {
            note("leave " + id);
            cluster.leave(id);
        }
    }

    private void partition() {
        final Set<String> chosen = new HashSet<>();
        for (int i = 0; i < size; i++) {
            if (random.nextBoolean()) {
                chosen.add("n" + i);
            }
        }
        island = chosen;
        note("partition " + chosen);
        cluster.heal();
        if (!chosen.isEmpty()) {
            cluster.partition(List.of(chosen));
        }
    }

    private void changeMembership() {
        final Map<NodeId, NodeUpdate> next = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            if (random.nextInt(6) > 0) {
                final VirtualNode node = cluster.node("n" + i);
                next.put(
                        node.id(),
                        new NodeUpdate(
                                Optional.of(node.address()),
                                random.nextInt(6) > 0,
                                "d" + (random.nextInt(8) == 0 ? random.nextInt(DOMAINS) : i % DOMAINS)));
            }
        }
        declared = next;
        final StringBuilder words = new StringBuilder("declare");
        next.forEach((id, node) -> words.append(' ')
                .append(id)
                .append(node.quorumMember() ? "+" : "-")
                .append(node.clusterDomain()));
        note(words.toString());
    }

    private void changeMap() {
        final Map<String, ClusterDomainState> next = new TreeMap<>();
        for (int i = 0; i < DOMAINS; i++) {
            if (random.nextInt(4) > 0) {
                next.put("d" + i, random.nextInt(4) > 0 ? ClusterDomainState.ACTIVE : ClusterDomainState.INACTIVE);
            }
        }
        activeMap = next;
        note("activate " + next);
    }

    private void declareAll(final VirtualNode node) {
        if (node.isRunning()) {
            final String domain = "d" + Integer.parseInt(node.id().value().substring(1)) % DOMAINS;
            ownDomains.put(node.id().value(), domain);
            node.node().updateSelfClusterDomain(domain);
            declareMap(node);
            declareMembership(node);
        }
    }

    private void declareMap(final VirtualNode node) {
        if (node.isRunning()) {
            node.node().updateClusterDomainsActiveMap(activeMap);
        }
    }

    private void declareMembership(final VirtualNode node) {
        if (node.isRunning()) {
            node.node().updateCluster(declared);
            final NodeUpdate own = declared.get(node.id());
            if (own != null) {
                ownDomains.put(node.id().value(), own.clusterDomain());
            }
        }
    }

    /** Ends all faults; those who are down come back. */
    void endFaults() {
        note("end of faults");
        island = Set.of();
        cluster.heal();
        cluster.link(LinkModel.lan());
        for (final VirtualNode node : cluster.nodes()) {
            if (!node.isRunning()) {
                cluster.restart(node.id().value());
                declareAll(node);
            }
        }
    }

    /** Packets are not lost by themselves: from here on detection is exact. */
    void endLoss() {
        cluster.link(LinkModel.lan());
    }

    boolean isOnIsland(final VirtualNode node) {
        return island.contains(node.id().value());
    }

    /** @return whether a node should be UP once everything has come to rest */
    boolean shouldBeUp(final VirtualNode node) {
        int members = 0;
        int up = 0;
        for (final Map.Entry<NodeId, NodeUpdate> entry : declared.entrySet()) {
            if (entry.getValue().quorumMember() && isActive(entry.getValue().clusterDomain())) {
                members++;
                up += isReached(node, cluster.node(entry.getKey().value())) ? 1 : 0;
            }
        }
        return kind == QuorumProviderKind.NOOP
                || isActive(ownDomains.get(node.id().value())) && up > 0 && kind.isEnough(up, members);
    }

    private boolean isReached(final VirtualNode from, final VirtualNode to) {
        return to.isRunning() && isOnIsland(from) == isOnIsland(to);
    }

    private boolean isActive(final String domain) {
        return kind != QuorumProviderKind.FAILURE_DOMAINS || activeMap.get(domain) == ClusterDomainState.ACTIVE;
    }
}
