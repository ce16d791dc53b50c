package io.gossip.sim;

import io.gossip.GossipEvent;
import io.gossip.GossipStore;
import io.gossip.LifecycleException;
import io.gossip.NodeAddress;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.core.node.GossipNode;
import io.gossip.core.node.NodeMemory;
import io.gossip.sim.network.ProcessRunner;
import io.gossip.sim.network.Traffic;
import io.gossip.sim.network.VirtualNetwork;
import io.gossip.sim.network.VirtualProcess;
import io.gossip.sim.network.VirtualTransport;
import io.gossip.sim.time.VirtualClock;
import io.gossip.sim.trace.TraceKind;
import io.gossip.spi.Arguments;
import io.gossip.spi.Lane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One node of a virtual cluster over all its lives: a machine with a clock, at an address, on which a process of the
 * real protocol runs or does not.
 */
public final class VirtualNode {
    private final VirtualCluster cluster;
    private final VirtualNetwork network;
    private final NodeId id;
    private final VirtualClock clock;
    private final List<NodeAddress> addresses = new ArrayList<>();
    private final List<ObservedEvent> events = new ArrayList<>();
    private GossipNode node;
    private ProcessRunner runner;
    private int life;

    VirtualNode(final VirtualCluster cluster, final NodeId id, final NodeAddress address, final VirtualClock clock) {
        this.cluster = cluster;
        this.network = cluster.network();
        this.id = id;
        this.clock = clock;
        network.register(address);
        addresses.add(address);
    }

    /** @return its id */
    public NodeId id() {
        return id;
    }

    /** @return where it listens, or would after a start */
    public NodeAddress address() {
        return addresses.get(addresses.size() - 1);
    }

    /** @return its machine's clocks */
    public VirtualClock clock() {
        return clock;
    }

    /** @return number of its present or last life; 0 before the first */
    public int life() {
        return life;
    }

    /** @return whether a process runs, frozen or not */
    public boolean isRunning() {
        return runner != null && !runner.isKilled();
    }

    /** @return whether its process is frozen */
    public boolean isPaused() {
        return isRunning() && runner.isPaused();
    }

    /** @return whether a process runs and is not frozen */
    public boolean isLive() {
        return isRunning() && !runner.isPaused();
    }

    /**
     * @return the protocol node of the present life; it notices writes and declarations in the next run
     * @throws LifecycleException when no process runs
     */
    public GossipNode node() {
        requireRunning();
        return node;
    }

    /**
     * @return what the node knows and holds; it notices writes in the next run
     * @throws LifecycleException when no process runs
     */
    public GossipStore store() {
        return node().store();
    }

    /** @return what it reported in all its lives, in order; empty when the cluster keeps no events */
    public List<ObservedEvent> events() {
        return Collections.unmodifiableList(events);
    }

    /** @return what it sent and received so far on a lane, in all its lives and at all its addresses */
    public Traffic traffic(final Lane lane) {
        Arguments.notNull(lane, "lane");
        return addresses.stream().map(address -> network.traffic(address, lane)).reduce(Traffic.NONE, Traffic::plus);
    }

    @Override
    public String toString() {
        return id + " at " + address() + (isPaused() ? " paused" : isRunning() ? " running" : " down");
    }

    void start() {
        startAt(address());
    }

    void startAt(final NodeAddress address) {
        Arguments.notNull(address, "address");
        if (isRunning()) {
            throw new LifecycleException("node is running, nodeId=" + id);
        }
        final VirtualTransport transport = network.open(address);
        addresses.remove(address);
        addresses.add(address);
        life++;
        final NodeConfig.Builder config = NodeConfig.builder(id);
        cluster.settings().config().accept(config);
        final RandomGenerator random = cluster.streams().stream("node/" + id + "/" + life);
        final NodeMemory memory = NodeMemory.create(
                config.build(),
                Math.min(Math.max(1, clock.time()), NodeMemory.MAX_GENERATION_COUNTER),
                address,
                random,
                clock);
        memory.lifeguard(cluster.settings().lifeguard());
        node = GossipNode.create(memory, new VirtualGate(transport), random, this::onEvent, transport::wakeup);
        runner = new ProcessRunner(network, transport, clock, new Life(node));
        note(TraceKind.STARTED, "life " + life + " at " + address());
        cluster.declareTo(node);
        node.start(clock.monotonicNs(), cluster.seedsFor(this));
        runner.runNow();
    }

    void crash() {
        end(TraceKind.CRASHED);
    }

    void leave() {
        requireNotPaused();
        note(TraceKind.LEAVING, "life " + life);
        node.leave(clock.monotonicNs());
        runner.runNow();
    }

    void pause() {
        requireRunning();
        runner.pause();
    }

    void resume() {
        requireRunning();
        runner.resume();
    }

    void block() {
        requireRunning();
        network.faults().block(address());
    }

    void unblock() {
        network.faults().unblock(address());
    }

    void runNow() {
        runner.runNow();
    }

    void note(final TraceKind kind, final String detail) {
        network.trace().note(kind, id, detail);
    }

    private void requireRunning() {
        if (!isRunning()) {
            throw new LifecycleException("node is not running, nodeId=" + id);
        }
    }

    private void requireNotPaused() {
        requireRunning();
        if (runner.isPaused()) {
            throw new LifecycleException("node is paused, nodeId=" + id);
        }
    }

    private void end(final TraceKind kind) {
        requireRunning();
        note(kind, "life " + life);
        runner.kill();
        // All its memory goes with it, as that of a real process would.
        node = null;
    }

    private void onEvent(final GossipEvent event) {
        network.trace().note(TraceKind.REPORTED, id, event, EventHash.of(event));
        if (cluster.settings().keepsEvents()) {
            events.add(new ObservedEvent(network.time().elapsedNs(), life, event));
        }
    }

    /** Its process in one life: what a thread around the protocol node does elsewhere. */
    private final class Life implements VirtualProcess {
        private final GossipNode current;

        Life(final GossipNode current) {
            this.current = current;
        }

        @Override
        public int doWork(final long nowNs) {
            final int workCount = work(nowNs);
            if (current.isStopped()) {
                end(TraceKind.STOPPED);
            }
            return workCount;
        }

        private int work(final long nowNs) {
            try {
                return current.doWork(nowNs);
            } catch (final RuntimeException e) {
                throw cluster.failure("node failed, nodeId=" + id, e);
            }
        }

        @Override
        public long nextDeadlineNs() {
            return current.nextDeadlineNs();
        }
    }
}
