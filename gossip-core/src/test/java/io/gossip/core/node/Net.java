package io.gossip.core.node;

import io.gossip.GossipEvent;
import io.gossip.NodeAddress;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.RecordingTransport;
import io.gossip.core.fixture.RecordingTransport.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Nodes under virtual time; a packet takes a millisecond. Every cycle is checked for busy loops. */
final class Net {
    static final long MS = Cluster.MS;

    /** A node, its way out and what it reported. */
    static final class Peer {
        final int n;
        final NodeMemory memory;
        final GossipNode node;
        final RecordingTransport transport;
        final List<GossipEvent> events;
        boolean isFrozen;

        /** One that has a single run. */
        Peer(final int n, final GossipNode node, final RecordingTransport transport, final List<GossipEvent> events) {
            this(n, null, node, transport, events);
        }

        private Peer(
                final int n,
                final NodeMemory memory,
                final GossipNode node,
                final RecordingTransport transport,
                final List<GossipEvent> events) {
            this.n = n;
            this.memory = memory;
            this.node = node;
            this.transport = transport;
            this.events = events;
        }

        NodeId id() {
            return Cluster.id(n);
        }
    }

    private record Flight(long arrivalNs, long number, Sent packet) {}

    final Map<NodeAddress, Peer> peers = new HashMap<>();
    final Set<String> cut = new HashSet<>();
    long nowNs = -5_000 * MS;
    double loss;
    private final List<Peer> order = new ArrayList<>();
    private final PriorityQueue<Flight> flights =
            new PriorityQueue<>(Comparator.comparingLong(Flight::arrivalNs).thenComparingLong(Flight::number));
    private final Random random;
    private long flightNumber;
    private long counter = 1_000;

    Net() {
        this(11);
    }

    Net(final long seed) {
        random = new Random(seed);
    }

    static NodeConfig.Builder config(final int n) {
        return NodeConfig.builder(Cluster.id(n)).clusterId("orders").intervals(Cluster.intervals());
    }

    /** Creates a node at its address, in place of the one that was there. */
    Peer create(final int n, final NodeConfig config) {
        final Random choices = new Random(random.nextLong());
        final NodeMemory memory =
                NodeMemory.create(config, ++counter, Cluster.address(n), choices, () -> nowNs / MS + 1_000_000);
        return create(n, memory, choices, new ArrayList<>());
    }

    private Peer create(final int n, final NodeMemory memory, final Random choices, final List<GossipEvent> events) {
        final RecordingTransport transport = new RecordingTransport(Cluster.address(n));
        final GossipNode node = GossipNode.create(memory, transport, choices, events::add, transport::wakeup);
        final Peer peer = new Peer(n, memory, node, transport, events);
        order.remove(peers.put(Cluster.address(n), peer));
        order.add(peer);
        return peer;
    }

    /** Stops a node without a word, and lets the next run begin with what it remembers; not started. */
    Peer again(final Peer last) {
        last.node.stop();
        last.memory.onStopped();
        final Random choices = new Random(random.nextLong());
        last.memory.relive(++counter, choices);
        return create(last.n, last.memory, choices, last.events);
    }

    /** Starts a node that believes each death it hears of at once. */
    Peer startCredulous(final int n, final NodeConfig config) {
        final Peer peer = create(n, config);
        peer.memory.lifeguard(new Lifeguard(true, false, true));
        start(peer);
        return peer;
    }

    /** Creates and starts a node with the others of the given numbers as seeds. */
    Peer start(final int n, final NodeConfig config, final int... seeds) {
        final Peer peer = create(n, config);
        start(peer, seeds);
        return peer;
    }

    void start(final Peer peer, final int... seeds) {
        final List<NodeAddress> addresses = new ArrayList<>();
        for (final int seed : seeds) {
            addresses.add(Cluster.address(seed));
        }
        peer.node.start(nowNs, addresses);
    }

    /** Drives a node that was put at an address by hand, too. */
    void adopt(final NodeAddress address) {
        order.add(peers.get(address));
    }

    /** The node is gone without a word. */
    void kill(final Peer peer) {
        peer.node.stop();
        peers.remove(Cluster.address(peer.n));
        order.remove(peer);
    }

    void cut(final Peer a, final Peer b) {
        cut.add(a.n + "-" + b.n);
        cut.add(b.n + "-" + a.n);
    }

    void run(final Duration duration) {
        final long endNs = nowNs + duration.toNanos();
        cycleAll();
        while (true) {
            final long nextNs = nextNs();
            if (nextNs > endNs) {
                nowNs = endNs;
                return;
            }
            nowNs = Math.max(nowNs, nextNs);
            while (!flights.isEmpty() && flights.peek().arrivalNs() <= nowNs) {
                land(flights.poll().packet());
            }
            cycleAll();
        }
    }

    boolean runUntil(final Duration limit, final BooleanSupplier condition) {
        final long endNs = nowNs + limit.toNanos();
        while (!condition.getAsBoolean() && nowNs < endNs) {
            run(Duration.ofMillis(10));
        }
        return condition.getAsBoolean();
    }

    private long nextNs() {
        long earliest = flights.isEmpty() ? Long.MAX_VALUE : flights.peek().arrivalNs();
        for (final Peer peer : order) {
            if (!peer.isFrozen) {
                earliest = Math.min(earliest, peer.node.nextDeadlineNs());
            }
        }
        return earliest;
    }

    private void cycleAll() {
        for (final Peer peer : List.copyOf(order)) {
            if (!peer.isFrozen) {
                cycle(peer);
            }
        }
    }

    private void cycle(final Peer peer) {
        int cycles = 0;
        do {
            peer.node.doWork(nowNs);
            if (++cycles > 10) {
                throw new AssertionError("busy loop, node=" + peer.n + " now=" + nowNs);
            }
        } while (peer.node.nextDeadlineNs() <= nowNs);
        for (final Sent packet : peer.transport.take()) {
            flights.add(new Flight(nowNs + MS, flightNumber++, packet));
        }
    }

    private void land(final Sent packet) {
        final Peer from = peers.get(packet.source());
        final Peer to = peers.get(packet.destination());
        if (to != null && random.nextDouble() >= loss && (from == null || !cut.contains(from.n + "-" + to.n))) {
            to.transport.arrive(packet);
        }
    }
}
