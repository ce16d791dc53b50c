package io.gossip.core.shell;

import io.gossip.AgentMode;
import io.gossip.ClusterView;
import io.gossip.GossipEvent;
import io.gossip.GossipException;
import io.gossip.GossipListener;
import io.gossip.GossipStartConfiguration;
import io.gossip.GossipTimeoutException;
import io.gossip.Gossiper;
import io.gossip.GossiperConfiguration;
import io.gossip.JoinResult;
import io.gossip.JournalException;
import io.gossip.LifecycleException;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.Subscription;
import io.gossip.core.node.GossipNode;
import io.gossip.core.node.NodeMemory;
import io.gossip.core.node.PingListener;
import io.gossip.spi.GossiperResources;
import io.gossip.spi.Transport;
import io.gossip.spi.TransportConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A gossiper over a protocol node: lifecycle, and the way from any thread to the protocol thread and back. Start, stop and
 * close exclude each other by a lock; nothing else takes it. A run is reached through one volatile reference, so that
 * every call either finds one and talks to it, or fails at once.
 */
public final class NodeGossiper extends StoreDelegate implements Gossiper {
    private static final Duration MAX_LEAVE = Duration.ofDays(1);
    private static final Duration MAX_AWAIT = Duration.ofDays(365);
    /** On top of what the protocol itself takes to give up, for a thread that is late. */
    private static final long GRACE_NS = TimeUnit.SECONDS.toNanos(5);

    private enum Phase {
        CREATED,
        RUNNING,
        STOPPED,
        CLOSED
    }

    private final GossiperConfiguration configuration;
    private final Surroundings surroundings;
    private final NodeMemory memory;
    private final Optional<JournalAgent> journal;
    private final EventDispatch events;
    private final ThreadFactory threads;
    private final AtomicLong failures = new AtomicLong();
    private final ReentrantLock lifecycle = new ReentrantLock();
    private volatile Phase phase = Phase.CREATED;
    private volatile Run run;
    private boolean hasRun;

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
        this.configuration = configuration;
        this.surroundings = surroundings;
        this.memory = foundation.memory();
        this.journal = foundation.journal();
        final NodeId id = configuration.node().nodeId();
        this.threads = resources.threadFactory().orElseGet(() -> task -> {
            final Thread thread = new Thread(task, "gossip-" + id);
            thread.setDaemon(true);
            return thread;
        });
        this.events = resources
                .listenerExecutor()
                .map(executor -> new EventDispatch(id, memory::view, configuration.listenerCapacity(), executor))
                .orElseGet(() -> new EventDispatch(id, memory::view, configuration.listenerCapacity(), threads));
        journal.ifPresent(agent -> agent.start(memory, threads));
    }

    // Lifecycle

    @Override
    public JoinResult start(final GossipStartConfiguration start) {
        Arguments.notNull(start, "configuration");
        final List<NodeAddress> asked = asked(start);
        final CompletableFuture<JoinResult> result = new CompletableFuture<>();
        final Run started;
        lifecycle.lock();
        try {
            if (phase == Phase.RUNNING || phase == Phase.CLOSED) {
                throw new LifecycleException("cannot be started, " + self() + " phase=" + phase);
            }
            started = open(start, asked, result);
            run = started;
            hasRun = true;
            phase = Phase.RUNNING;
            started.driver().start(threads);
        } finally {
            lifecycle.unlock();
        }
        return join(started, result);
    }

    /** Whom the user names; without any, those that the journal knows. */
    private List<NodeAddress> asked(final GossipStartConfiguration start) {
        final List<NodeAddress> named = Stream.concat(
                        start.seeds().stream(), start.nodes().values().stream().map(node -> node.address()))
                .distinct()
                .toList();
        return named.isEmpty() ? journaledPeers() : named;
    }

    private List<NodeAddress> journaledPeers() {
        return journal.map(JournalAgent::peers).orElse(List.of());
    }

    private Run open(
            final GossipStartConfiguration start,
            final List<NodeAddress> asked,
            final CompletableFuture<JoinResult> result) {
        final Transport transport = TransportChoice.find(configuration.transport())
                .open(new TransportConfiguration(
                        configuration.bind(), configuration.advertise(), configuration.transportOptions()));
        try {
            final RandomGenerator random = surroundings.randomness().get();
            if (hasRun) {
                memory.relive(nextCounter(), random);
            }
            final GossipNode node = GossipNode.create(memory, transport, random, this::onEvent);
            if (!start.nodes().isEmpty()) {
                memory.updateCluster(declared(start, transport.localAddress()));
            }
            final long nowNs = surroundings.monotonicClock().nanoTime();
            node.start(
                    nowNs,
                    Stream.concat(start.seeds().stream(), journaledPeers().stream())
                            .distinct()
                            .toList());
            final boolean isOwnThread = configuration.agentMode() == AgentMode.OWN_THREAD;
            final NodeAgent agent = new NodeAgent(node, transport, surroundings.monotonicClock(), isOwnThread);
            agent.watch(new JoinWatch(asked, nowNs + configuration.joinTime().toNanos(), result));
            return new Run(node, transport, new Driver(nodeId(), agent, transport, isOwnThread, failures));
        } catch (final RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    private long nextCounter() {
        return journal.isPresent() ? journal.get().reserveNext() : Foundation.counterNow(surroundings);
    }

    private void onEvent(final GossipEvent event) {
        events.onEvent(event);
        journal.ifPresent(JournalAgent::onChange);
    }

    private Map<NodeId, NodeUpdate> declared(final GossipStartConfiguration start, final NodeAddress own) {
        final Map<NodeId, NodeUpdate> nodes = new TreeMap<>();
        nodes.put(nodeId(), NodeUpdate.member(own));
        start.nodes()
                .forEach((id, node) -> nodes.put(
                        id, new NodeUpdate(Optional.of(node.address()), node.quorumMember(), node.clusterDomain())));
        return nodes;
    }

    private JoinResult join(final Run started, final CompletableFuture<JoinResult> result) {
        return await(started, result, configuration.joinTime().toNanos() + GRACE_NS);
    }

    @Override
    public boolean stop(final Duration leaveTimeout) {
        final long leaveNs = Arguments.nanos(leaveTimeout, MAX_LEAVE, "leaveTimeout");
        lifecycle.lock();
        try {
            final Run current = run;
            if (current == null) {
                throw new LifecycleException("not running, " + self() + " phase=" + phase);
            }
            current.driver().checkMayWait();
            final boolean isToldToAll = leave(current, leaveNs);
            end(current, Phase.STOPPED);
            journal.ifPresent(JournalAgent::flush);
            return isToldToAll;
        } finally {
            lifecycle.unlock();
        }
    }

    private boolean leave(final Run current, final long leaveNs) {
        if (leaveNs == 0) {
            return view().members().values().stream()
                    .allMatch(member -> member.id().equals(nodeId()) || member.status() != NodeStatus.UP);
        }
        current.driver().agent().submit(new Command() {
            @Override
            public void run(final GossipNode node, final long nowNs) {
                node.leave(nowNs);
            }

            @Override
            public void fail(final RuntimeException cause) {
                // Stopped already, which is all that was wanted.
            }
        });
        final CompletableFuture<Void> farewell = current.driver().agent().farewell();
        return current.driver().await(leaveNs, farewell::isDone, ns -> sleepUntil(farewell, ns));
    }

    private void end(final Run current, final Phase next) {
        current.driver().stop();
        run = null;
        phase = next;
        memory.onStopped();
    }

    @Override
    public void close() {
        lifecycle.lock();
        try {
            if (run != null) {
                end(run, Phase.CLOSED);
            }
            phase = Phase.CLOSED;
            journal.ifPresent(JournalAgent::close);
            events.close();
        } finally {
            lifecycle.unlock();
        }
    }

    @Override
    public CompletableFuture<Void> durable() {
        return journal.map(JournalAgent::durable)
                .orElseGet(() -> CompletableFuture.failedFuture(new JournalException(
                        "nothing is durable without a directory, " + self() + " durableDirectory=none")));
    }

    // Calls to the protocol thread

    private Run running() {
        final Run current = run;
        if (current == null) {
            throw new LifecycleException("not running, " + self() + " phase=" + phase);
        }
        return current;
    }

    private String self() {
        return "nodeId=" + nodeId();
    }

    @Override
    public CompletableFuture<JoinResult> joinAsync(final List<NodeAddress> seeds) {
        Arguments.notNull(seeds, "seeds");
        seeds.forEach(seed -> Arguments.reachable(seed, "seed"));
        final CompletableFuture<JoinResult> result = new CompletableFuture<>();
        final Run current = run;
        if (current == null) {
            result.completeExceptionally(new LifecycleException("not running, " + self() + " phase=" + phase));
            return result;
        }
        current.driver().agent().submit(new Command() {
            @Override
            public void run(final GossipNode node, final long nowNs) {
                node.join(seeds, nowNs);
                final long deadlineNs = nowNs + configuration.joinTime().toNanos();
                current.driver().agent().watch(new JoinWatch(List.copyOf(seeds), deadlineNs, result));
            }

            @Override
            public void fail(final RuntimeException cause) {
                result.completeExceptionally(cause);
            }
        });
        return result;
    }

    @Override
    public Duration ping(final NodeId node, final NodeAddress address) {
        final Run current = checkPing(node, address);
        current.driver().checkMayWait();
        final long longestNs = 4 * configuration.node().intervals().probeTimeoutNs() + GRACE_NS;
        return await(current, startPing(current, node, address), longestNs);
    }

    @Override
    public CompletableFuture<Duration> pingAsync(final NodeId node, final NodeAddress address) {
        try {
            return startPing(checkPing(node, address), node, address);
        } catch (final LifecycleException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Run checkPing(final NodeId node, final NodeAddress address) {
        Arguments.notNull(node, "nodeId");
        Arguments.reachable(address, "address");
        return running();
    }

    private CompletableFuture<Duration> startPing(final Run current, final NodeId id, final NodeAddress address) {
        final CompletableFuture<Duration> result = new CompletableFuture<>();
        current.driver().agent().submit(new Command() {
            @Override
            public void run(final GossipNode node, final long nowNs) {
                node.ping(id, address, pingListener(id, result), nowNs);
            }

            @Override
            public void fail(final RuntimeException cause) {
                result.completeExceptionally(cause);
            }
        });
        return result;
    }

    private static PingListener pingListener(final NodeId id, final CompletableFuture<Duration> result) {
        return new PingListener() {
            @Override
            public void onAnswer(final long roundTripNs) {
                result.complete(Duration.ofNanos(roundTripNs));
            }

            @Override
            public void onFailure(final String fact) {
                result.completeExceptionally(new GossipTimeoutException(fact + " nodeId=" + id));
            }
        };
    }

    private <T> T await(final Run current, final CompletableFuture<T> result, final long timeoutNs) {
        current.driver().await(timeoutNs, result::isDone, ns -> sleepUntil(result, ns));
        try {
            return result.getNow(null) == null && !result.isDone() ? late(result) : result.join();
        } catch (final CompletionException e) {
            throw e.getCause() instanceof GossipException typed ? typed : new GossipException("failed, " + self(), e);
        }
    }

    private static void sleepUntil(final CompletableFuture<?> result, final long ns) throws InterruptedException {
        try {
            result.get(ns, TimeUnit.NANOSECONDS);
        } catch (final TimeoutException | ExecutionException e) {
            // The caller looks at the result.
        }
    }

    private <T> T late(final CompletableFuture<T> result) {
        result.cancel(false);
        throw new GossipTimeoutException("the protocol thread did not answer in time, " + self());
    }

    // Looking

    @Override
    public boolean awaitStatus(final NodeStatus status, final Duration timeout) {
        Arguments.notNull(status, "status");
        final long timeoutNs = Arguments.nanos(timeout, MAX_AWAIT, "timeout");
        final Run current = run;
        if (current == null) {
            return selfStatus() == status;
        }
        current.driver().checkMayWait();
        return current.driver()
                .await(
                        timeoutNs,
                        () -> selfStatus() == status,
                        ns -> events.awaitEvent(ns, () -> selfStatus() == status));
    }

    @Override
    public NodeAddress address() {
        final Run current = run;
        return current != null
                ? current.transport().localAddress()
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
        memory.updateCluster(nodes);
    }

    @Override
    public Subscription subscribe(final GossipListener listener) {
        return events.subscribe(Arguments.notNull(listener, "listener"));
    }

    @Override
    public Map<String, Long> counters() {
        final Map<String, Long> counters = new TreeMap<>(memory.counters().byLabel());
        counters.put("duty cycles failed", failures.get());
        counters.put("listener events dropped", events.counters().dropped());
        counters.put("listener failures", events.counters().failures());
        counters.put("listener executors that refused", events.counters().rejected());
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
            throw new LifecycleException("has a thread of its own, " + self());
        }
        final Run current = run;
        return current == null ? 0 : current.driver().tryCycle();
    }

    @Override
    public long idleTimeNs() {
        final Run current = run;
        return current == null ? Long.MAX_VALUE : current.driver().agent().idleNs();
    }
}
