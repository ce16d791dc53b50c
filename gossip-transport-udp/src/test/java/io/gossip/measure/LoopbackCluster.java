package io.gossip.measure;

import io.gossip.ClusterView;
import io.gossip.GossipStartConfiguration;
import io.gossip.Gossiper;
import io.gossip.MembershipMode;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.StoreKey;
import io.gossip.spi.Transport;
import io.gossip.spi.TransportConfiguration;
import io.gossip.transport.udp.UdpTransportProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Nodes of one process on the loopback interface, with the defaults of the builder and nothing tuned. */
public final class LoopbackCluster implements AutoCloseable {
    private static final StoreKey<String> KEY = StoreKey.utf8("value");
    private static final int SEEDS = 3;
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(2);

    private final List<Gossiper> nodes = new ArrayList<>();
    private final List<NodeAddress> addresses;

    /** @param size nodes, none of them started; each holds a value of its own */
    public LoopbackCluster(final int size) {
        addresses = freeAddresses(size);
        for (int i = 0; i < size; i++) {
            final Gossiper node = Gossiper.builder()
                    .nodeId("node-" + i)
                    .clusterId("loopback")
                    .membershipMode(MembershipMode.OPEN)
                    .bind(addresses.get(i))
                    .build();
            node.updateSelf(KEY, "value of node-" + i);
            nodes.add(node);
        }
    }

    /** Known before anybody is started, so that all can be started at once. */
    private static List<NodeAddress> freeAddresses(final int count) {
        final TransportConfiguration any = TransportConfiguration.of(new NodeAddress("127.0.0.1", 0));
        final List<Transport> open = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            open.add(new UdpTransportProvider().open(any));
        }
        final List<NodeAddress> addresses =
                open.stream().map(Transport::localAddress).toList();
        open.forEach(Transport::close);
        return addresses;
    }

    public List<Gossiper> nodes() {
        return List.copyOf(nodes);
    }

    /** Starts all at the same moment, each on a thread, with the first three as seeds; does not wait for them. */
    public void startAllAtOnce() throws InterruptedException {
        final CountDownLatch ready = new CountDownLatch(nodes.size());
        final CountDownLatch go = new CountDownLatch(1);
        final NodeAddress[] seeds =
                addresses.subList(0, Math.min(SEEDS, addresses.size())).toArray(NodeAddress[]::new);
        for (final Gossiper node : nodes) {
            final Thread starter = new Thread(() -> start(node, seeds, ready, go), "starter");
            starter.setDaemon(true);
            starter.start();
        }
        ready.await();
        go.countDown();
    }

    private static void start(
            final Gossiper node, final NodeAddress[] seeds, final CountDownLatch ready, final CountDownLatch go) {
        try {
            ready.countDown();
            go.await();
            node.start(GossipStartConfiguration.seeds(seeds));
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return time until every node sees all as UP and the value of each; empty when that takes longer */
    public Optional<Duration> awaitAgreement(final Duration longest) {
        final long beginNs = System.nanoTime();
        int agreed = 0;
        while (System.nanoTime() - beginNs < longest.toNanos()) {
            while (agreed < nodes.size() && seesAll(nodes.get(agreed))) {
                agreed++;
            }
            if (agreed == nodes.size() && nodes.stream().allMatch(this::seesAll)) {
                return Optional.of(Duration.ofNanos(System.nanoTime() - beginNs));
            }
            LockSupport.parkNanos(LOOK_NS);
        }
        return Optional.empty();
    }

    private boolean seesAll(final Gossiper node) {
        final ClusterView view = node.view();
        return view.members().size() == nodes.size()
                && view.members().values().stream().allMatch(member -> member.status() == NodeStatus.UP)
                && view.members().keySet().stream().allMatch(id -> hasValue(node, id));
    }

    private static boolean hasValue(final Gossiper node, final NodeId id) {
        return node.value(id, KEY).equals(Optional.of("value of " + id));
    }

    /** @return bytes of datagrams, without headers, that all nodes have sent */
    public long datagramBytesSent() {
        return sum("transport packet bytes sent");
    }

    /** @return datagrams that all nodes have sent */
    public long datagramsSent() {
        return sum("transport packets sent");
    }

    /** @return bytes of messages on the reliable lane that all nodes have sent */
    public long messageBytesSent() {
        return sum("transport message bytes sent");
    }

    private long sum(final String label) {
        return nodes.stream().mapToLong(node -> node.counters().get(label)).sum();
    }

    @Override
    public void close() {
        nodes.forEach(Gossiper::close);
    }
}
