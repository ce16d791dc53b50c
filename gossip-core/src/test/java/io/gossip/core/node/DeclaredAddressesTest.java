package io.gossip.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.RecordingTransport;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whom a node contacts when declarations come and go. */
class DeclaredAddressesTest {
    /** More than the longest pause between two joins. */
    private static final Duration A_ROUND = Duration.ofMinutes(1);

    private final RecordingTransport transport = new RecordingTransport(Cluster.address(0));
    private final GossipNode node =
            GossipNode.create(Net.config(0).build(), 1_000, transport, new Random(3), () -> 1_000_000, event -> {});
    private long nowNs;

    private static Map<NodeId, NodeUpdate> declaration(final int... nodes) {
        final Map<NodeId, NodeUpdate> all = new HashMap<>();
        for (final int n : nodes) {
            all.put(Cluster.id(n), NodeUpdate.member(Cluster.address(n)));
        }
        return all;
    }

    private static Set<NodeAddress> addresses(final int... nodes) {
        final Set<NodeAddress> all = new TreeSet<>();
        IntStream.of(nodes).mapToObj(Cluster::address).forEach(all::add);
        return all;
    }

    private void start(final int... seeds) {
        node.start(nowNs, List.copyOf(addresses(seeds)));
    }

    /** Declares, lets it be picked up, and takes no notice of what leaves by then. */
    private void declare(final int... nodes) {
        node.updateCluster(declaration(nodes));
        node.doWork(nowNs);
        transport.take();
    }

    private Set<NodeAddress> contactedIn(final Duration duration) {
        final Set<NodeAddress> contacted = new TreeSet<>();
        final long endNs = nowNs + duration.toNanos();
        while (nowNs < endNs) {
            node.doWork(nowNs);
            transport.take().forEach(packet -> contacted.add(packet.destination()));
            nowNs = Math.min(endNs, Math.max(nowNs + 1, node.nextDeadlineNs()));
        }
        return contacted;
    }

    @Test
    void shouldContactAnAddressForAsLongAsItIsDeclared() {
        start();
        declare(0, 1, 2);
        assertEquals(addresses(1, 2), contactedIn(A_ROUND));
        declare(0, 2, 3);
        assertEquals(addresses(2, 3), contactedIn(A_ROUND));
        node.declarations().removeNode(Cluster.id(3));
        node.doWork(nowNs);
        assertEquals(addresses(2), contactedIn(A_ROUND));
        declare(0);
        assertEquals(addresses(), contactedIn(A_ROUND));
    }

    @Test
    void shouldContactNobodyOfAThousandDeclarationsAgo() {
        start(1);
        for (int n = 2; n < 1_000; n++) {
            declare(0, n);
        }
        assertEquals(addresses(1, 999), contactedIn(A_ROUND));
    }

    @Test
    void shouldKeepASeedThatIsDeclaredNoMore() {
        start(1);
        node.join(List.of(Cluster.address(2)), nowNs);
        declare(0, 1, 2, 3);
        declare(0);
        assertEquals(addresses(1, 2), contactedIn(A_ROUND));
        declare(0, 3);
        node.join(List.of(Cluster.address(3)), nowNs);
        declare(0);
        assertEquals(addresses(1, 2, 3), contactedIn(A_ROUND), "a seed that was declared first");
    }

    /** It may be the network that failed, which nothing that is declared mends. */
    @Test
    void shouldGoOnContactingAFailedMemberThatIsDeclaredNoMore() {
        final Net net = new Net();
        final Net.Peer a = net.create(0, Net.config(0).build());
        final Net.Peer b = net.create(1, Net.config(1).build());
        a.node.updateCluster(declaration(0, 1));
        b.node.updateCluster(declaration(0, 1));
        net.start(a);
        net.start(b);
        assertTrue(net.runUntil(A_ROUND, () -> shows(a, b) && shows(b, a)), "met");
        net.cut(a, b);
        assertTrue(net.runUntil(A_ROUND, () -> !shows(a, b)), "lost");
        a.node.updateCluster(declaration(0));
        b.node.updateCluster(declaration(1));
        net.run(A_ROUND);
        net.cut.clear();
        net.run(A_ROUND);
        a.node.updateCluster(Map.of(
                Cluster.id(0), new NodeUpdate(Optional.empty(), true, ""),
                Cluster.id(1), new NodeUpdate(Optional.empty(), true, "")));
        assertTrue(shows(a, b), "healed without anybody's declaring an address");
    }

    private static boolean shows(final Net.Peer observer, final Net.Peer subject) {
        return observer.node.store().view().members().get(subject.id()).status() == NodeStatus.UP;
    }
}
