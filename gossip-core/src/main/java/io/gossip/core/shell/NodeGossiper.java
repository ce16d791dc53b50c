package io.gossip.core.shell;

import io.gossip.AgentMode;
import io.gossip.ClusterDomainState;
import io.gossip.ClusterView;
import io.gossip.GossipException;
import io.gossip.GossipListener;
import io.gossip.GossipNodeConfiguration;
import io.gossip.GossipStartConfiguration;
import io.gossip.GossipStore;
import io.gossip.GossipTimeoutException;
import io.gossip.Gossiper;
import io.gossip.GossiperConfiguration;
import io.gossip.JoinResult;
import io.gossip.JournalException;
import io.gossip.LifecycleException;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.Subscription;
import io.gossip.core.node.NodeMemory;
import io.gossip.spi.GossiperResources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A gossiper over a protocol node: the way from any thread to the protocol thread and back. Every call either finds a run
 * that is going on and talks to it, or fails at once.
 */
public final class NodeGossiper extends StoreDelegate implements Gossiper {
    private static final Duration MAX_LEAVE = Duration.ofDays(1);
    private static final Duration MAX_AWAIT = Duration.ofDays(365);
    /** On top of what the protocol itself takes to give up, for a thread that is late. */
    private static final long GRACE_NS = TimeUnit.SECONDS.toNanos(5);
    /** Three attempts and the reliable lane, each within a probe timeout. */
    private static final int PING_TIMEOUTS = 4;

    private final GossiperConfiguration configuration;
    private final NodeMemory memory;
    private final Optional<JournalAgent> journal;
    private final CallbackThreads callbacks;
    private final EventDispatch events;
    private final ThreadFactory threads;
    private final CycleFailures failures;
    private final RunOpener opener;
    private final Lifecycle lifecycle;
    private final UpdateCalls updates;

    /**
     * @param configuration what is fixed
     * @param resources what the user brought along
     * @param surroundings clocks and randomness
     */
    public NodeGossiper(
            final GossiperConfiguration configuration,
            final GossiperResources resources,
            final Surroundings surroundings) {
        this(configuration, resources, surroundings, Foundation.lay(configuration, surroundings));
    }

    private NodeGossiper(
            final GossiperConfiguration configuration,
            final GossiperResources resources,
            final Surroundings surroundings,
            final Foundation foundation) {
        super(foundation.memory().store());
        final NodeId id = configuration.node().nodeId();
        this.configuration = configuration;
        this.memory = foundation.memory();
        this.journal = foundation.journal();
        this.threads = resources.threadFactory().orElse(new DaemonThreads("gossip-" + id));
        this.callbacks =
                new CallbackThreads(resources.threadFactory().orElse(new DaemonThreads("gossip-" + id + "-callback")));
        this.events = new EventDispatch(
                memory.store(),
                memory.reader(),
                configuration.listenerCapacity(),
                resources.listenerExecutor().orElse(callbacks));
        memory.keyListener(events);
        this.failures = new CycleFailures(id);
        this.opener = new RunOpener(configuration, surroundings, foundation, events, failures);
        this.lifecycle = new Lifecycle(id);
        this.updates = new UpdateCalls(memory, lifecycle, GRACE_NS);
        if (journal.isPresent()) {
            journal.get().start(memory, threads);
        }
    }

    // Lifecycle

    @Override
    public JoinResult start(final GossipStartConfiguration start) {
        final Set<NodeAddress> distinct =
                new TreeSet<>(Arguments.notNull(start, "configuration").seeds());
        for (final GossipNodeConfiguration node : start.nodes().values()) {
            distinct.add(node.address());
        }
        if (distinct.isEmpty()) {
            distinct.addAll(opener.journaledPeers());
        }
        final List<NodeAddress> asked = List.copyOf(distinct);
        final CompletableFuture<JoinResult> result = new CompletableFuture<>();
        final Run run = lifecycle.start(new Opening(opener, start, asked, result), threads);
        if (AgentCalls.await(run, result, configuration.joinTime().toNanos() + GRACE_NS)) {
            return AgentCalls.valueOf(result);
        }
        // Interrupted, or the protocol thread is held up: nothing is known of anybody yet.
        distinct.remove(run.transport().localAddress());
        return new JoinResult(Set.of(), Map.of(), distinct);
    }

    /** A run that is about to be opened. */
    private record Opening(
            RunOpener opener,
            GossipStartConfiguration start,
            List<NodeAddress> asked,
            CompletableFuture<JoinResult> result)
            implements Supplier<Run> {
        @Override
        public Run get() {
            return opener.open(start, asked, result);
        }
    }

    @Override
    public boolean stop(final Duration leaveTimeout) {
        final long leaveNs = Arguments.nanos(leaveTimeout, MAX_LEAVE, "leaveTimeout");
        final Run stopping = lifecycle.beginStop();
        try {
            return leaveNs == 0 ? isAlone() : leave(stopping, leaveNs);
        } finally {
            lifecycle.endStop(stopping);
            journal.ifPresent(JournalAgent::flush);
        }
    }

    private boolean isAlone() {
        return view().members().values().stream()
                .allMatch(member -> member.id().equals(nodeId()) || member.status() != NodeStatus.UP);
    }

    private static boolean leave(final Run stopping, final long leaveNs) {
        final CompletableFuture<Boolean> farewell = AgentCalls.leave(stopping);
        return AgentCalls.await(stopping, farewell, leaveNs) && AgentCalls.valueOf(farewell);
    }

    @Override
    public void close() {
        lifecycle.close();
        journal.ifPresent(JournalAgent::close);
        events.close();
        callbacks.close();
    }

    @Override
    public CompletableFuture<Void> durable() {
        return journal.map(agent -> callbacks.handOver(agent.durable()))
                .orElseGet(() -> CompletableFuture.failedFuture(new JournalException(
                        "nothing is durable without a directory, nodeId=" + nodeId() + " durableDirectory=none")));
    }

    // Calls to the protocol thread

    @Override
    public void update(final Map<NodeId, NodeInfo> records) {
        updates.update(records);
    }

    @Override
    public CompletableFuture<JoinResult> joinAsync(final List<NodeAddress> seeds) {
        Arguments.notNull(seeds, "seeds").forEach(seed -> Arguments.reachable(seed, "seed"));
        final List<NodeAddress> asked = List.copyOf(seeds);
        try {
            return callbacks.handOver(AgentCalls.join(lifecycle.running(), asked, configuration.joinTime()));
        } catch (final LifecycleException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public Duration ping(final NodeId node, final NodeAddress address) {
        checkPing(node, address);
        final Run run = lifecycle.running();
        run.driver().checkMayWait();
        final CompletableFuture<Duration> answer = AgentCalls.ping(run, node, address);
        final long longestNs = PING_TIMEOUTS * configuration.node().intervals().probeTimeoutNs() + GRACE_NS;
        if (AgentCalls.await(run, answer, longestNs)) {
            return AgentCalls.valueOf(answer);
        }
        final String target = ", nodeId=" + node + " address=" + address;
        throw Thread.currentThread().isInterrupted()
                ? new GossipException("interrupted while waiting for an answer" + target)
                : new GossipTimeoutException("the protocol thread did not answer in time" + target);
    }

    @Override
    public CompletableFuture<Duration> pingAsync(final NodeId node, final NodeAddress address) {
        checkPing(node, address);
        try {
            return callbacks.handOver(AgentCalls.ping(lifecycle.running(), node, address));
        } catch (final LifecycleException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static void checkPing(final NodeId node, final NodeAddress address) {
        Arguments.notNull(node, "nodeId");
        Arguments.reachable(address, "address");
    }

    // Looking

    @Override
    public boolean awaitStatus(final NodeStatus status, final Duration timeout) {
        Arguments.notNull(status, "status");
        return await(store -> store.selfStatus() == status, timeout);
    }

    @Override
    public boolean await(final Predicate<? super GossipStore> condition, final Duration timeout) {
        Arguments.notNull(condition, "condition");
        final long timeoutNs = Arguments.nanos(timeout, MAX_AWAIT, "timeout");
        if (condition.test(this)) {
            return true;
        }
        final Run run = lifecycle.runningOrNull();
        if (run == null) {
            return false;
        }
        run.driver().checkMayWait();
        try (ConditionWait wait = new ConditionWait(run, events, () -> condition.test(this))) {
            run.driver().await(timeoutNs, wait, wait);
            return wait.holds();
        }
    }

    @Override
    public NodeAddress address() {
        final Run run = lifecycle.runningOrNull();
        return run != null
                ? run.transport().localAddress()
                : configuration.advertise().orElse(configuration.bind());
    }

    @Override
    public Duration gossipInterval() {
        return configuration.node().intervals().tick();
    }

    @Override
    public List<NodeAddress> nodes() {
        final ClusterView view = view();
        return view.members().values().stream()
                .filter(member -> member.id().equals(nodeId()) || member.status() == NodeStatus.UP)
                .flatMap(member -> member.address().stream())
                .sorted()
                .toList();
    }

    @Override
    public void updateCluster(final Map<NodeId, NodeUpdate> nodes) {
        memory.declarations().updateCluster(nodes);
    }

    @Override
    public boolean updateClusterDomainsActiveMap(final Map<String, ClusterDomainState> activeMap) {
        return memory.declarations().updateClusterDomainsActiveMap(activeMap);
    }

    @Override
    public boolean updateSelfClusterDomain(final String clusterDomain) {
        return memory.declarations().updateSelfClusterDomain(clusterDomain);
    }

    @Override
    public NodeId externalNodeLeave(final NodeId node) {
        return memory.declarations().externalNodeLeave(node);
    }

    @Override
    public Subscription subscribe(final GossipListener listener) {
        return events.subscribe(Arguments.notNull(listener, "listener"), Set.of());
    }

    @Override
    public Subscription subscribe(final GossipListener listener, final Set<String> keys) {
        return events.subscribe(Arguments.notNull(listener, "listener"), Arguments.keys(keys));
    }

    @Override
    public Map<String, Long> counters() {
        final Map<String, Long> counters = new TreeMap<>(memory.counters().byLabel());
        counters.put("duty cycles failed", failures.count());
        counters.put("listener events dropped", events.counters().dropped());
        counters.put("listener failures", events.counters().failures());
        counters.put("listener executors that refused", events.counters().rejected());
        opener.transportCounters().addTo(counters);
        journal.ifPresent(agent -> agent.count(counters));
        return counters;
    }

    @Override
    public GossiperConfiguration configuration() {
        return configuration;
    }

    @Override
    public int doWork() {
        if (configuration.agentMode() != AgentMode.INVOKER) {
            throw new LifecycleException("has a thread of its own, nodeId=" + nodeId());
        }
        final Run run = lifecycle.runningOrNull();
        return run == null ? 0 : run.driver().tryCycle();
    }

    @Override
    public long idleTimeNs() {
        final Run run = lifecycle.runningOrNull();
        return run == null ? Long.MAX_VALUE : run.driver().agent().idleNs();
    }
}
