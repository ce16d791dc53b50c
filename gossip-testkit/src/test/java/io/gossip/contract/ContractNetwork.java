package io.gossip.contract;

import static org.junit.jupiter.api.Assertions.fail;

import io.gossip.ClusterDomainState;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.sim.network.LinkModel;
import io.gossip.sim.network.NetworkFaults;
import io.gossip.sim.network.NetworkLimits;
import io.gossip.sim.network.VirtualNetwork;
import io.gossip.sim.time.RandomStreams;
import io.gossip.sim.time.VirtualTime;
import io.gossip.sim.trace.Trace;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A virtual network and the nodes on it, each to be declared, started, stopped and started again on the memory it has, by
 * hand: what a {@link io.gossip.sim.VirtualCluster} does by itself is what is looked at here.
 */
final class ContractNetwork {
    /** A tick of the LAN preset. */
    static final Duration TICK = Duration.ofMillis(200);
    /** Longer than anything takes that comes by itself: detection, healing, probation; not the quorum timeout. */
    static final Duration LIMIT = Duration.ofMinutes(3);
    /** Of the presets. */
    static final Duration QUORUM_TIMEOUT = Duration.ofMinutes(1);

    private static final Duration CHECK = Duration.ofMillis(10);

    private final VirtualTime time = new VirtualTime();
    private final RandomStreams streams;
    private final VirtualNetwork network;
    private final Map<String, ContractNode> nodes = new LinkedHashMap<>();
    private int hosts;

    ContractNetwork(final long seed) {
        streams = new RandomStreams(seed);
        network = new VirtualNetwork(time, streams, new Trace(time, 20), NetworkLimits.defaults(), LinkModel.lan());
    }

    VirtualNetwork network() {
        return network;
    }

    RandomStreams streams() {
        return streams;
    }

    NetworkFaults faults() {
        return network.faults();
    }

    /** @return a managed node at an address of its own, not started, nothing declared */
    ContractNode node(final String id) {
        return node(id, config -> {});
    }

    /** @return the same with another configuration */
    ContractNode node(final String id, final Consumer<NodeConfig.Builder> config) {
        final ContractNode node = new ContractNode(this, id, nextHost(), config);
        nodes.put(id, node);
        return node;
    }

    /** @return a node that is none of those: it may have an id that one of them has */
    ContractNode stranger(final String id, final Consumer<NodeConfig.Builder> config) {
        return new ContractNode(this, id, nextHost(), config);
    }

    private String nextHost() {
        return "10.0.0." + ++hosts;
    }

    ContractNode get(final String id) {
        return nodes.get(id);
    }

    /** @return nodes that are declared to each other as quorum members, started, and UP everywhere */
    ContractNetwork cluster(final String... ids) {
        for (final String id : ids) {
            node(id);
        }
        return startAll();
    }

    /** Declares all nodes there are to all of them as quorum members, starts them and waits until all are UP. */
    ContractNetwork startAll() {
        declareAll();
        nodes.values().forEach(ContractNode::start);
        awaitAllUp();
        return this;
    }

    void declareAll() {
        final Map<NodeId, NodeUpdate> declared = members();
        nodes.values().forEach(node -> node.declarations().updateCluster(declared));
    }

    void activateAll(final String... domains) {
        final Map<String, ClusterDomainState> activeMap = active(domains);
        nodes.values().forEach(node -> node.declarations().updateClusterDomainsActiveMap(activeMap));
    }

    static Map<String, ClusterDomainState> active(final String... domains) {
        final Map<String, ClusterDomainState> activeMap = new LinkedHashMap<>();
        Arrays.stream(domains).forEach(domain -> activeMap.put(domain, ClusterDomainState.ACTIVE));
        return activeMap;
    }

    /** @return all nodes there are, or those named, as quorum members in the domains they were made with */
    Map<NodeId, NodeUpdate> members(final String... ids) {
        final Map<NodeId, NodeUpdate> declared = new LinkedHashMap<>();
        nodes.forEach((id, node) -> {
            if (ids.length == 0 || Arrays.asList(ids).contains(id)) {
                declared.put(node.id(), new NodeUpdate(Optional.of(node.address()), true, node.domain()));
            }
        });
        return declared;
    }

    void awaitAllUp() {
        await("all are UP everywhere", () -> nodes.values().stream()
                .filter(ContractNode::isRunning)
                .allMatch(node -> nodes.keySet().stream().allMatch(other -> node.shows(other) == NodeStatus.UP)));
    }

    void run(final Duration span) {
        time.run(span);
    }

    void runTicks(final int count) {
        run(TICK.multipliedBy(count));
    }

    /** Lets every node notice what was declared or written, before any packet arrives. */
    void settle() {
        run(Duration.ofNanos(10_000));
    }

    void await(final String what, final BooleanSupplier condition) {
        final long limitNs = time.nowNs() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (time.nowNs() >= limitNs) {
                fail("did not come: " + what + ", seed " + streams.seed() + ", last events\n  "
                        + String.join("\n  ", network.trace().lastEvents()));
            }
            run(CHECK);
        }
    }

    /** Waits until a node is shown in a status by all those named. */
    void awaitShown(final String subject, final NodeStatus status, final String... observers) {
        await(subject + " is " + status, () -> Arrays.stream(observers)
                .allMatch(id -> get(id).shows(subject) == status));
    }
}
