package io.gossip.simulation;

import io.gossip.GossipEvent;
import io.gossip.MembershipMode;
import io.gossip.NodeAddress;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.core.node.GossipNode;
import io.gossip.sim.VirtualCluster;
import io.gossip.sim.network.ProcessRunner;
import io.gossip.sim.network.VirtualProcess;
import io.gossip.sim.network.VirtualTransport;
import io.gossip.sim.time.SeededRandom;
import io.gossip.sim.time.VirtualClock;
import io.gossip.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A node on a cluster's network that the cluster does not know of: a clone of a member, a node of another cluster, one
 * with another version of the software.
 */
final class Stranger {
    private final VirtualCluster cluster;
    private final GossipNode node;
    private final ProcessRunner runner;
    private final List<GossipEvent> events = new ArrayList<>();

    private Stranger(final Builder builder) {
        cluster = builder.cluster;
        final NodeAddress address = NodeAddress.parse(builder.address);
        final VirtualTransport socket = cluster.network().open(address);
        final VirtualClock clock = new VirtualClock(cluster.network().time(), builder.originNs);
        final NodeConfig.Builder config = NodeConfig.builder(NodeId.of(builder.id));
        builder.config.accept(config);
        node = GossipNode.create(
                config.build(),
                clock.time(),
                builder.transport.apply(socket),
                new SeededRandom(address.hashCode()),
                clock,
                events::add);
        runner = new ProcessRunner(cluster.network(), socket, clock, new VirtualProcess() {
            @Override
            public int doWork(final long nowNs) {
                return node.doWork(nowNs);
            }

            @Override
            public long nextDeadlineNs() {
                return node.nextDeadlineNs();
            }
        });
        node.start(clock.monotonicNs(), List.of(cluster.node("n0").address()));
        runner.runNow();
    }

    static Builder in(final VirtualCluster cluster, final String id, final String address) {
        return new Builder(cluster, id, address);
    }

    GossipNode node() {
        return node;
    }

    List<GossipEvent> events() {
        return events;
    }

    void runNow() {
        runner.runNow();
    }

    void kill() {
        runner.kill();
    }

    /** How many nodes it shows as UP, itself included once it is in quorum. */
    long upCount() {
        return node.store().view().members().values().stream()
                .filter(member -> member.status() == NodeStatus.UP)
                .count();
    }

    /** Collects what is special about a stranger. */
    static final class Builder {
        private final VirtualCluster cluster;
        private final String id;
        private final String address;
        private long originNs = 77;
        private Consumer<NodeConfig.Builder> config =
                builder -> builder.membershipMode(MembershipMode.OPEN).clusterId("virtual");
        private UnaryOperator<Transport> transport = UnaryOperator.identity();

        private Builder(final VirtualCluster cluster, final String id, final String address) {
            this.cluster = cluster;
            this.id = id;
            this.address = address;
        }

        Builder configure(final Consumer<NodeConfig.Builder> value) {
            config = config.andThen(value);
            return this;
        }

        Builder transport(final UnaryOperator<Transport> value) {
            transport = value;
            return this;
        }

        Stranger start() {
            return new Stranger(this);
        }
    }
}
