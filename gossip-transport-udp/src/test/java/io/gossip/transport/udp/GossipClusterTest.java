package io.gossip.transport.udp;

import static io.gossip.testkit.transport.TransportPeer.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.gossip.ClusterView;
import io.gossip.GossipIntervals;
import io.gossip.GossipStore;
import io.gossip.MembershipMode;
import io.gossip.NodeAddress;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.StoreKey;
import io.gossip.core.node.GossipNode;
import io.gossip.spi.Transport;
import io.gossip.testkit.transport.TransportPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real nodes over real sockets, each on a thread of its own. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GossipClusterTest {
    private static final StoreKey<String> LOAD = StoreKey.utf8("load");
    private static final StoreKey<byte[]> LARGE = StoreKey.bytes("large");

    private final List<Throwable> thrown = new CopyOnWriteArrayList<>();
    private final List<LiveNode> nodes = new ArrayList<>();

    /** A node, its transport, and the loop that will be an agent's. */
    private final class LiveNode {
        private final Transport transport;
        private final GossipNode node;
        private final Thread thread = new Thread(this::run);

        LiveNode(final String name, final NodeAddress bind, final NodeAddress... seeds) {
            transport = UdpTransport.open(UdpTransportConfig.builder(bind).build());
            final NodeConfig config = NodeConfig.builder(NodeId.of(name))
                    .membershipMode(MembershipMode.OPEN)
                    .intervals(GossipIntervals.local())
                    .build();
            node = GossipNode.create(
                    config,
                    System.currentTimeMillis(),
                    transport,
                    new SplittableRandom(),
                    System::currentTimeMillis,
                    event -> {});
            node.start(System.nanoTime(), List.of(seeds));
            thread.setUncaughtExceptionHandler((t, e) -> thrown.add(e));
            thread.start();
            nodes.add(this);
        }

        private void run() {
            while (!node.isStopped()) {
                node.doWork(System.nanoTime());
                transport.await(node.nextDeadlineNs() - System.nanoTime());
            }
            transport.close();
        }

        void kill() throws InterruptedException {
            node.stop();
            transport.wakeup();
            thread.join();
        }

        GossipStore store() {
            return node.store();
        }

        NodeAddress address() {
            return transport.localAddress();
        }

        boolean sees(final LiveNode other, final NodeStatus status) {
            final ClusterView.Member member =
                    store().view().members().get(other.node.config().nodeId());
            return member != null && member.status() == status;
        }

        <T> Optional<T> value(final LiveNode owner, final StoreKey<T> key) {
            return store().value(owner.node.config().nodeId(), key);
        }
    }

    @AfterEach
    void stopAll() throws InterruptedException {
        for (final LiveNode node : nodes) {
            node.kill();
        }
        assertEquals(List.of(), thrown);
    }

    private static void until(final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + TransportPeer.PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            Thread.yield();
            if (System.nanoTime() > deadlineNs) {
                fail("did not happen in time");
            }
        }
    }

    private void untilAllSeeAllUp() {
        until(() -> nodes.stream()
                .allMatch(one -> nodes.stream().allMatch(other -> one == other || one.sees(other, NodeStatus.UP))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "localhost"})
    void shouldJoinAndExchangeValuesWhateverTheAddressesAre(final String host) {
        if (host.equals("::1")) {
            Ipv6.assumePresent();
        }
        final NodeAddress bind = new NodeAddress(host, 0);
        final LiveNode a = new LiveNode("a", bind);
        final LiveNode b = new LiveNode("b", bind, a.address());
        untilAllSeeAllUp();
        a.store().updateSelf(LOAD, "0.5");
        b.store().updateSelf(LOAD, "0.7");
        until(() -> b.value(a, LOAD).equals(Optional.of("0.5")));
        until(() -> a.value(b, LOAD).equals(Optional.of("0.7")));
    }

    @Test
    void shouldCarryLargeValuesAndNoticeWhoIsGone() throws InterruptedException {
        final NodeAddress bind = new NodeAddress("127.0.0.1", 0);
        final LiveNode a = new LiveNode("a", bind);
        final LiveNode b = new LiveNode("b", bind, a.address());
        final LiveNode c = new LiveNode("c", bind, b.address());
        untilAllSeeAllUp();
        final byte[] large = bytes(1, 60_000);
        a.store().updateSelf(LARGE, large);
        until(() -> b.value(a, LARGE).isPresent() && c.value(a, LARGE).isPresent());
        assertArrayEquals(large, b.value(a, LARGE).orElseThrow());
        assertArrayEquals(large, c.value(a, LARGE).orElseThrow());
        b.kill();
        until(() -> a.sees(b, NodeStatus.DOWN) && c.sees(b, NodeStatus.DOWN));
        a.store().updateSelf(LOAD, "still here");
        until(() -> c.value(a, LOAD).isPresent());
    }
}
