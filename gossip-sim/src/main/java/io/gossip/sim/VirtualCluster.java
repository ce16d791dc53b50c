package io.gossip.sim;

import io.gossip.InvalidValueException;
import io.gossip.LifecycleException;
import io.gossip.MembershipMode;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.StoreKey;
import io.gossip.UnknownNodeException;
import io.gossip.core.node.GossipNode;
import io.gossip.sim.network.LinkModel;
import io.gossip.sim.network.NetworkFaults;
import io.gossip.sim.network.Traffic;
import io.gossip.sim.network.VirtualNetwork;
import io.gossip.sim.time.RandomStreams;
import io.gossip.sim.time.VirtualClock;
import io.gossip.sim.time.VirtualTime;
import io.gossip.sim.trace.TraceKind;
import io.gossip.spi.Arguments;
import io.gossip.spi.Lane;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * A cluster of real protocol nodes in virtual time, with the words to drive it, to break it and to look at it. All of it
 * runs on the calling thread, only while {@link #run} or one of its kin is called, and comes out the same for the same
 * seed and the same calls. Methods that name a node throw {@link UnknownNodeException} when there is none of that name
 * and {@link LifecycleException} when it is not in the state they need; nothing was changed then.
 */
public final class VirtualCluster {
    /** Port of all addresses that nobody chose. */
    public static final int PORT = 7946;

    private final VirtualNetwork network;
    private final VirtualTime time;
    private final RandomStreams streams;
    private final ClusterSettings settings;
    private final Duration tick;
    private final NodeTable nodes = new NodeTable();
    private final ClusterViews views = new ClusterViews(nodes.all());

    VirtualCluster(
            final VirtualNetwork network,
            final RandomStreams streams,
            final ClusterSettings settings,
            final Duration tick) {
        this.network = network;
        this.time = network.time();
        this.streams = streams;
        this.settings = settings;
        this.tick = tick;
    }

    /** @return a description of a cluster to be changed and started */
    public static VirtualClusterBuilder builder() {
        return new VirtualClusterBuilder();
    }

    // Looking

    /** @return the node of that id, running or not */
    public VirtualNode node(final String id) {
        return nodes.require(id);
    }

    /** @return all nodes in the order of their addition */
    public Collection<VirtualNode> nodes() {
        return nodes.all();
    }

    /** @return questions about what all nodes see */
    public ClusterViews views() {
        return views;
    }

    /** @return the network underneath */
    public VirtualNetwork network() {
        return network;
    }

    /** @return virtual time since the beginning */
    public Duration elapsed() {
        return Duration.ofNanos(time.elapsedNs());
    }

    /** @return hash of everything that happened: the same for the same seed and the same calls, on every JVM */
    public long traceHash() {
        return network.trace().hash();
    }

    /** @return what the node reported in all its lives */
    public List<ObservedEvent> events(final String id) {
        return node(id).events();
    }

    /** @return what the node sent and received on a lane in all its lives */
    public Traffic traffic(final String id, final Lane lane) {
        return node(id).traffic(lane);
    }

    /** @return what all nodes sent and received on a lane */
    public Traffic totalTraffic(final Lane lane) {
        return network.totalTraffic(lane);
    }

    // Running

    /** Lets virtual time pass. */
    public void run(final Duration span) {
        time.run(span);
    }

    /** Lets gossip rounds pass. */
    public void runTicks(final int count) {
        if (count < 0) {
            throw new InvalidValueException("must not be negative, ticks=" + count);
        }
        run(tick.multipliedBy(count));
    }

    /**
     * Runs until a condition holds; it is looked at now and then at every check interval.
     *
     * @param condition must not change anything
     * @param limit longest run
     * @return how long it took, or empty when the time was over first
     */
    public Optional<Duration> runUntil(final BooleanSupplier condition, final Duration limit) {
        Arguments.notNull(condition, "condition");
        final long beginNs = time.nowNs();
        final long limitNs = beginNs + VirtualTime.notNegative(limit, "limit");
        while (!condition.getAsBoolean()) {
            if (time.nowNs() >= limitNs) {
                return Optional.empty();
            }
            time.runUntil(
                    Math.min(limitNs, time.nowNs() + settings.checkInterval().toNanos()));
        }
        return Optional.of(Duration.ofNanos(time.nowNs() - beginNs));
    }

    /**
     * The same for what must come.
     *
     * @param what the condition in words, for the error
     * @throws SimulationException when the time is over first
     */
    public Duration await(final String what, final BooleanSupplier condition, final Duration limit) {
        Arguments.notNull(what, "what");
        return runUntil(condition, limit)
                .orElseThrow(() -> failure("did not come in time, awaited='" + what + "' limit=" + limit, null));
    }

    // Changing

    /** Adds a node at the next free address and starts it. */
    public VirtualNode add(final String id) {
        nodes.requireUnused(NodeId.of(id));
        final VirtualNode node = create(NodeId.of(id));
        node.start();
        return node;
    }

    /** Writes a key of a node and lets it notice. A frozen node notices when it goes on. */
    public <T> void write(final String id, final StoreKey<T> key, final T value) {
        final VirtualNode node = node(id);
        node.store().updateSelf(key, value);
        node.note(TraceKind.WRITTEN, key.name());
        node.runNow();
    }

    /** Kills a node as by {@code kill -9}: its memory is lost, nobody is told. */
    public void crash(final String id) {
        node(id).crash();
    }

    /** Starts a node that is down, in a new life with nothing in memory, at its old address. */
    public void restart(final String id) {
        node(id).start();
    }

    /** Starts a node that is down at another address; the network counts that as a new machine among the unnamed rest. */
    public void restartAt(final String id, final NodeAddress address) {
        node(id).startAt(address);
    }

    /** Makes a node say good-bye; it goes on until it has, then it is down. */
    public void leave(final String id) {
        node(id).leave();
    }

    /** Freezes a node's process, as SIGSTOP does: packets to it fill its socket buffer, its clocks go on. */
    public void pause(final String id) {
        node(id).pause();
    }

    /** Lets a frozen node go on. */
    public void resume(final String id) {
        node(id).resume();
    }

    /**
     * Slow processing of messages: none leaves the node any more, and none that arrives is handled, while its timers run on. Those
     * that arrive fill its socket buffer.
     */
    public void block(final String id) {
        node(id).block();
    }

    /** Undoes {@link #block}: all that was to be sent leaves now, then all that waits is handled. */
    public void unblock(final String id) {
        node(id).unblock();
    }

    /** Steps a node's wall clock, backwards when negative; its monotonic clock does not notice. */
    public void stepClock(final String id, final Duration by) {
        final VirtualNode node = node(id);
        node.clock().step(by);
        node.note(TraceKind.CLOCK_STEPPED, String.valueOf(by));
    }

    // Breaking the network

    /** Cuts off these nodes from the rest; they still reach each other. Replaces an earlier partition. */
    public void partition(final String... island) {
        partition(List.of(new LinkedHashSet<>(Arrays.asList(Arguments.notNull(island, "island")))));
    }

    /** Splits the network into islands; nodes in none of them are one more. Replaces an earlier partition. */
    public void partition(final List<Set<String>> islands) {
        faults().partition(Arguments.notNull(islands, "islands").stream()
                .map(island -> Arguments.notNull(island, "island").stream()
                        .map(this::addressOf)
                        .collect(Collectors.toSet()))
                .toList());
    }

    /** Undoes partitions and cuts. */
    public void heal() {
        faults().heal();
    }

    /** Lets nothing through from one node to another; see {@link NetworkFaults#cut}. */
    public void cut(final String from, final String to) {
        faults().cut(addressOf(from), addressOf(to));
    }

    /** Undoes {@link #cut} of that direction. */
    public void mend(final String from, final String to) {
        faults().mend(addressOf(from), addressOf(to));
    }

    /** Lets no datagram through from one node to another; see {@link NetworkFaults#cutDatagrams}. */
    public void cutDatagrams(final String from, final String to) {
        faults().cutDatagrams(addressOf(from), addressOf(to));
    }

    /** Undoes {@link #cutDatagrams} of that direction. */
    public void mendDatagrams(final String from, final String to) {
        faults().mendDatagrams(addressOf(from), addressOf(to));
    }

    /** Sends of that node fail with a code and nothing reaches it. */
    public void interfaceDown(final String id) {
        faults().interfaceDown(addressOf(id));
    }

    /** Undoes {@link #interfaceDown}. */
    public void interfaceUp(final String id) {
        faults().interfaceUp(addressOf(id));
    }

    /** Changes all links that have no model of their own. */
    public void link(final LinkModel link) {
        faults().link(link);
    }

    /** Changes what a node sends and receives; null: as the others. */
    public void link(final String id, final LinkModel link) {
        faults().link(addressOf(id), link);
    }

    /** Changes what one node sends to another; null: as the others. */
    public void link(final String from, final String to, final LinkModel link) {
        faults().link(addressOf(from), addressOf(to), link);
    }

    // For the nodes

    ClusterSettings settings() {
        return settings;
    }

    RandomStreams streams() {
        return streams;
    }

    void startAll(final List<NodeId> ids) {
        ids.forEach(this::create);
        nodes.chooseSeeds(settings.seedNodes());
        Duration at = Duration.ZERO;
        for (final VirtualNode node : nodes.all()) {
            if (at.isZero()) {
                node.start();
            } else {
                time.scheduleAfter(at, () -> startIfDown(node));
            }
            at = at.plus(settings.startSpacing());
        }
    }

    /** In MANAGED mode every node is told of all nodes there are, where they are now. */
    void declareTo(final GossipNode node) {
        if (settings.membershipMode() == MembershipMode.MANAGED) {
            node.updateCluster(nodes.declaration());
        }
    }

    List<NodeAddress> seedsFor(final VirtualNode node) {
        return nodes.seedsFor(node);
    }

    SimulationException failure(final String fact, final Throwable cause) {
        return new SimulationException(
                fact + " elapsed=" + elapsed() + " seed=" + streams.seed() + " lastEvents=\n  "
                        + String.join("\n  ", network.trace().lastEvents()),
                cause);
    }

    /** A test may have started the node before its turn. */
    private static void startIfDown(final VirtualNode node) {
        if (node.life() == 0) {
            node.start();
        }
    }

    private VirtualNode create(final NodeId id) {
        // Two bits less than a long has: no sum with it overflows in a thousand years.
        final long originNs = streams.seedOf("origin/" + id) >> 2;
        final VirtualNode node = new VirtualNode(this, id, nodes.nextAddress(), new VirtualClock(time, originNs));
        nodes.add(node);
        return node;
    }

    private NodeAddress addressOf(final String id) {
        return node(id).address();
    }

    private NetworkFaults faults() {
        return network.faults();
    }
}
