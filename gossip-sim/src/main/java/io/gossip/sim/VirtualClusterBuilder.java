package io.gossip.sim;

import io.gossip.GossipIntervals;
import io.gossip.InvalidValueException;
import io.gossip.MembershipMode;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.StoreLimits;
import io.gossip.core.node.Lifeguard;
import io.gossip.sim.network.LinkModel;
import io.gossip.sim.network.NetworkLimits;
import io.gossip.sim.network.VirtualNetwork;
import io.gossip.sim.time.RandomStreams;
import io.gossip.sim.time.VirtualTime;
import io.gossip.sim.trace.Trace;
import io.gossip.spi.Arguments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Describes a {@link VirtualCluster}. Every call replaces what an earlier one said; {@link #start} may be called again. */
public final class VirtualClusterBuilder {
    private static final int MAX_NODES = 50_000;
    private static final int DEFAULT_SEED_NODES = 3;
    private static final int DEFAULT_KEPT_EVENTS = 100;

    private List<NodeId> ids = numbered(3);
    private long seed = 1;
    private long startNs = VirtualTime.DEFAULT_START_NS;
    private LinkModel link = LinkModel.lan();
    private NetworkLimits networkLimits = NetworkLimits.defaults();
    private GossipIntervals intervals = GossipIntervals.lan();
    private StoreLimits storeLimits = StoreLimits.defaults();
    private MembershipMode membershipMode = MembershipMode.OPEN;
    private int expectedMembers;
    private int seedNodes = -1;
    private Duration startSpacing = Duration.ZERO;
    private Duration checkInterval = Duration.ofMillis(10);
    private int keptTraceEvents = DEFAULT_KEPT_EVENTS;
    private boolean keepsEvents = true;
    private Lifeguard lifeguard = Lifeguard.FULL;
    private Consumer<NodeConfig.Builder> config = builder -> {};

    VirtualClusterBuilder() {}

    /** @param count 1 to 50,000 nodes, {@code n0}, {@code n1} and so on; 3 unless told otherwise */
    public VirtualClusterBuilder nodes(final int count) {
        ids = numbered(inRange(count, 1, MAX_NODES, "nodes"));
        return this;
    }

    /** @param names ids of the nodes, each once, in the order of their start */
    public VirtualClusterBuilder nodes(final String... names) {
        inRange(Arguments.notNull(names, "names").length, 1, MAX_NODES, "nodes");
        final List<NodeId> named = new ArrayList<>();
        for (final String name : names) {
            final NodeId id = NodeId.of(name);
            if (named.contains(id)) {
                throw new InvalidValueException("named twice, nodeId=" + id);
            }
            named.add(id);
        }
        ids = named;
        return this;
    }

    /** @param value everything random follows from it; 1 unless told otherwise */
    public VirtualClusterBuilder seed(final long value) {
        seed = value;
        return this;
    }

    /** @param value first value of virtual time in nanoseconds; nodes see it from origins of their own */
    public VirtualClusterBuilder startNs(final long value) {
        startNs = value;
        return this;
    }

    /** @param value every link at the beginning; {@link LinkModel#lan} unless told otherwise */
    public VirtualClusterBuilder link(final LinkModel value) {
        link = Arguments.notNull(value, "link");
        return this;
    }

    /** @param value sizes of packets and buffers */
    public VirtualClusterBuilder networkLimits(final NetworkLimits value) {
        networkLimits = Arguments.notNull(value, "networkLimits");
        return this;
    }

    /** @param value the rhythm of the protocol; {@link GossipIntervals#lan} unless told otherwise */
    public VirtualClusterBuilder intervals(final GossipIntervals value) {
        intervals = Arguments.notNull(value, "intervals");
        return this;
    }

    /** @param value bounds of every node's store */
    public VirtualClusterBuilder storeLimits(final StoreLimits value) {
        storeLimits = Arguments.notNull(value, "storeLimits");
        return this;
    }

    /**
     * @param value OPEN (unless told otherwise): nodes join through seeds; MANAGED: every node is declared to every node
     *     before its start, as a quorum member, with its address
     */
    public VirtualClusterBuilder membershipMode(final MembershipMode value) {
        membershipMode = Arguments.notNull(value, "membershipMode");
        return this;
    }

    /** @param value what OPEN nodes take the cluster's size for at least; the number of nodes unless told otherwise */
    public VirtualClusterBuilder expectedMembers(final int value) {
        expectedMembers = inRange(value, 1, MAX_NODES, "expectedMembers");
        return this;
    }

    /** @param count how many of the first nodes are seeds of all; 3 in OPEN mode and 0 in MANAGED unless told otherwise */
    public VirtualClusterBuilder seedNodes(final int count) {
        seedNodes = inRange(count, 0, MAX_NODES, "seedNodes");
        return this;
    }

    /** @param value time between the starts of two nodes; zero unless told otherwise: all at once */
    public VirtualClusterBuilder startSpacing(final Duration value) {
        VirtualTime.notNegative(value, "startSpacing");
        startSpacing = value;
        return this;
    }

    /** @param value how often a condition that is waited for is looked at, above 0; 10 ms unless told otherwise */
    public VirtualClusterBuilder checkInterval(final Duration value) {
        if (VirtualTime.notNegative(value, "checkInterval") == 0) {
            throw new InvalidValueException("must be above zero, checkInterval=" + value);
        }
        checkInterval = value;
        return this;
    }

    /** @param count how many of the last events an error shows in words; 100 unless told otherwise */
    public VirtualClusterBuilder keptTraceEvents(final int count) {
        keptTraceEvents = count;
        return this;
    }

    /** @param value false: events that nodes report enter the trace but are not kept, which saves memory in the thousands */
    public VirtualClusterBuilder keepsEvents(final boolean value) {
        keepsEvents = value;
        return this;
    }

    /** @param value which parts of Lifeguard all nodes have; all unless told otherwise, as in earnest */
    public VirtualClusterBuilder lifeguard(final Lifeguard value) {
        lifeguard = Arguments.notNull(value, "lifeguard");
        return this;
    }

    /** @param value applied last to the configuration of every life of every node */
    public VirtualClusterBuilder configure(final Consumer<NodeConfig.Builder> value) {
        config = Arguments.notNull(value, "configure");
        return this;
    }

    /** @return a cluster whose first node starts now; the others follow as virtual time goes on */
    public VirtualCluster start() {
        final VirtualTime time = new VirtualTime(startNs);
        final RandomStreams streams = new RandomStreams(seed);
        final Trace trace = new Trace(time, keptTraceEvents);
        final VirtualNetwork network = new VirtualNetwork(time, streams, trace, networkLimits, link);
        final VirtualCluster cluster = new VirtualCluster(network, streams, settings(), intervals.tick());
        cluster.startAll(ids);
        return cluster;
    }

    private ClusterSettings settings() {
        final int seeds = seedNodes >= 0 ? seedNodes : membershipMode == MembershipMode.OPEN ? DEFAULT_SEED_NODES : 0;
        // Copies: the builder may go on to describe another cluster.
        final GossipIntervals rhythm = intervals;
        final StoreLimits limits = storeLimits;
        final MembershipMode membership = membershipMode;
        final int expected = expectedMembers > 0 ? expectedMembers : ids.size();
        final Consumer<NodeConfig.Builder> own = config;
        return new ClusterSettings(membership, seeds, startSpacing, checkInterval, keepsEvents, lifeguard, builder -> {
            builder.clusterId("virtual")
                    .gossipVersion("v1")
                    .membershipMode(membership)
                    .intervals(rhythm)
                    .limits(limits);
            if (membership == MembershipMode.OPEN) {
                builder.expectedMembers(expected);
            }
            own.accept(builder);
        });
    }

    private static List<NodeId> numbered(final int count) {
        final List<NodeId> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(NodeId.of("n" + i));
        }
        return Collections.unmodifiableList(ids);
    }

    private static int inRange(final int value, final int min, final int max, final String name) {
        if (value < min || value > max) {
            throw new InvalidValueException("out of range [" + min + ", " + max + "], " + name + "=" + value);
        }
        return value;
    }
}
