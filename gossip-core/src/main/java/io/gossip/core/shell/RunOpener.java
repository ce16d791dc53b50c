package io.gossip.core.shell;

import io.gossip.AgentMode;
import io.gossip.GossipEvent;
import io.gossip.GossipException;
import io.gossip.GossipListener;
import io.gossip.GossipStartConfiguration;
import io.gossip.GossiperConfiguration;
import io.gossip.JoinResult;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.core.node.GossipNode;
import io.gossip.core.node.NodeMemory;
import io.gossip.spi.Transport;
import io.gossip.spi.TransportConfiguration;
import io.gossip.spi.TransportProvider;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** Makes runs of one node: opens the transport, wires node, agent and driver. One thread at a time. */
final class RunOpener implements NodeAgent.Effects, GossipListener {
    private final GossiperConfiguration configuration;
    private final Surroundings surroundings;
    private final NodeMemory memory;
    private final Optional<JournalAgent> journal;
    private final EventDispatch events;
    private final CycleFailures failures;
    private final TransportCounters transportCounters = new TransportCounters();
    private boolean hasRun;

    RunOpener(
            final GossiperConfiguration configuration,
            final Surroundings surroundings,
            final Foundation foundation,
            final EventDispatch events,
            final CycleFailures failures) {
        this.configuration = configuration;
        this.surroundings = surroundings;
        this.memory = foundation.memory();
        this.journal = foundation.journal();
        this.events = events;
        this.failures = failures;
    }

    TransportCounters transportCounters() {
        return transportCounters;
    }

    /**
     * @param start whom to contact, and perhaps a declaration
     * @param asked addresses the result is about
     * @param result completed by the run
     * @return a run that does not move yet
     * @throws GossipException when there is no such transport, or it cannot be opened; nothing stays open
     */
    Run open(
            final GossipStartConfiguration start,
            final List<NodeAddress> asked,
            final CompletableFuture<JoinResult> result) {
        final Transport transport = openTransport();
        try {
            transportCounters.onOpen(transport);
            return wire(transport, start, asked, result);
        } catch (final RuntimeException | Error e) {
            transport.close();
            throw e;
        }
    }

    private Transport openTransport() {
        final TransportProvider provider = TransportChoice.find(configuration.transport());
        final Transport transport = provider.open(new TransportConfiguration(
                configuration.bind(), configuration.advertise(), configuration.transportOptions()));
        if (transport == null) {
            throw new GossipException("the provider opened no transport, transport='" + provider.name() + "'");
        }
        return transport;
    }

    private Run wire(
            final Transport transport,
            final GossipStartConfiguration start,
            final List<NodeAddress> asked,
            final CompletableFuture<JoinResult> result) {
        final RandomGenerator random = surroundings.randomness().get();
        if (hasRun) {
            memory.relive(nextCounter(), random);
        }
        final Doorbell doorbell = new Doorbell(transport);
        final GossipNode node = GossipNode.create(memory, transport, random, this, doorbell);
        if (!start.nodes().isEmpty()) {
            memory.updateCluster(declared(start, transport.localAddress()));
        }
        final long nowNs = surroundings.monotonicClock().nanoTime();
        final Set<NodeAddress> seeds = new LinkedHashSet<>(start.seeds());
        seeds.addAll(journaledPeers());
        node.start(nowNs, List.copyOf(seeds));
        if (hasRun) {
            // Who was a member in an earlier run may never come back: listeners begin anew with this one.
            events.onEvent(new GossipEvent.Snapshot(memory.store().nodeId(), memory.view()));
        }
        hasRun = true;
        final NodeAgent agent = new NodeAgent(node, transport, surroundings.monotonicClock(), doorbell, failures, this);
        agent.watch(new JoinWatch(asked, nowNs + configuration.joinTime().toNanos(), result));
        final boolean isOwnThread = configuration.agentMode() == AgentMode.OWN_THREAD;
        return new Run(node, transport, new Driver(memory.store().nodeId(), agent, isOwnThread, failures));
    }

    /** @return whom the node knew when it last wrote that to disk */
    List<NodeAddress> journaledPeers() {
        return journal.isPresent() ? journal.get().peers() : List.of();
    }

    private long nextCounter() {
        return journal.isPresent() ? journal.get().reserveNext() : surroundings.generationCounterNow();
    }

    @Override
    public void onEvent(final GossipEvent event) {
        events.onEvent(event);
        if (journal.isPresent()) {
            journal.get().onChange();
        }
    }

    @Override
    public void onProgress() {
        events.onProgress();
    }

    /** A stop without good-bye, too, is a change of status. */
    @Override
    public void onEnd() {
        final NodeStatus before = memory.onStopped();
        if (before == NodeStatus.DOWN) {
            events.wakeWaiters();
        } else {
            events.onEvent(new GossipEvent.SelfStatusChanged(memory.store().nodeId(), before, NodeStatus.DOWN));
        }
    }

    private Map<NodeId, NodeUpdate> declared(final GossipStartConfiguration start, final NodeAddress own) {
        final Map<NodeId, NodeUpdate> nodes = new TreeMap<>();
        nodes.put(memory.store().nodeId(), NodeUpdate.member(own));
        start.nodes()
                .forEach((id, node) -> nodes.put(
                        id, new NodeUpdate(Optional.of(node.address()), node.quorumMember(), node.clusterDomain())));
        return nodes;
    }
}
