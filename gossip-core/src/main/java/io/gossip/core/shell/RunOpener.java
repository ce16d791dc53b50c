package io.gossip.core.shell;

import io.gossip.AgentMode;
import io.gossip.GossipEvent;
import io.gossip.GossipException;
import io.gossip.GossipListener;
import io.gossip.GossipStartConfiguration;
import io.gossip.GossiperConfiguration;
import io.gossip.JoinResult;
import io.gossip.NodeAddress;
import io.gossip.NodeStatus;
import io.gossip.core.node.Gate;
import io.gossip.core.node.GossipNode;
import io.gossip.core.node.NodeMemory;
import io.gossip.spi.Transport;
import io.gossip.spi.TransportConfiguration;
import io.gossip.spi.TransportProvider;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        final TransportGate gate =
                new TransportGate(this::openTransport, configuration.advertise().orElse(configuration.bind()));
        try {
            if (memory.declarations().wouldTakePart(start)) {
                // Before anything is declared: a start that fails changes nothing.
                gate.open();
            }
            return wire(gate, start, asked, result);
        } catch (final RuntimeException | Error e) {
            gate.close();
            throw e;
        }
    }

    private Transport openTransport() {
        try {
            return openAndCount();
        } catch (final RuntimeException | Error e) {
            transportCounters.onOpenFailed();
            throw e;
        }
    }

    private Transport openAndCount() {
        final TransportProvider provider = TransportChoice.find(configuration.transport());
        final Transport transport = provider.open(new TransportConfiguration(
                configuration.bind(), configuration.advertise(), configuration.transportOptions()));
        if (transport == null) {
            throw new GossipException("the provider opened no transport, transport='" + provider.name() + "'");
        }
        transportCounters.onOpen(transport);
        return transport;
    }

    private Run wire(
            final TransportGate transport,
            final GossipStartConfiguration start,
            final List<NodeAddress> asked,
            final CompletableFuture<JoinResult> result) {
        final RandomGenerator random = surroundings.randomness().get();
        if (memory.hasRun()) {
            memory.relive(nextCounter(), random);
        }
        final Doorbell doorbell = new Doorbell(transport);
        final GossipNode node = GossipNode.create(memory, (Gate) transport, random, this, doorbell);
        memory.declarations().declare(start, transport.localAddress());
        final long nowNs = surroundings.monotonicClock().nanoTime();
        final Set<NodeAddress> seeds = new LinkedHashSet<>(start.seeds());
        seeds.addAll(journaledPeers());
        node.start(nowNs, List.copyOf(seeds));
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
}
