package io.gossip.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.ClusterView;
import io.gossip.GossipStore;
import io.gossip.InvalidValueException;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.QuorumProvider;
import io.gossip.StoreKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Calls that crashed or hung, what was left behind by a stop, and restarts of all nodes at once. */
class FlawCrashTest {
    private static final StoreKey<String> KEY = StoreKey.utf8("key");
    private static final StoreKey<String> TWIN = StoreKey.utf8("twin");

    private final ContractNetwork net = new ContractNetwork(82);

    /** To change the own domain before a start blocks for ever; to change the active map then is an error. */
    @Test
    void crashShouldTakeDomainsBeforeTheStartAndAfterTheStop() {
        final ContractNode a = net.node("a", config -> config.quorumProvider(QuorumProvider.failureDomains()));
        net.declareAll();
        assertTrue(a.declarations().updateSelfClusterDomain("x"));
        assertTrue(a.declarations().updateClusterDomainsActiveMap(ContractNetwork.active("x")));
        a.start();
        net.settle();
        assertEquals(NodeStatus.UP, a.self());
        a.leave();
        assertTrue(a.declarations().updateSelfClusterDomain("y"));
        a.start();
        net.settle();
        assertEquals(NodeStatus.NOT_IN_QUORUM, a.self());
    }

    /** Names that make the metadata of a node too long crash its start. */
    @Test
    void crashShouldCarryTheLongestNamesAndRefuseLonger() {
        final String longest = "é".repeat(127) + "x";
        final List<ContractNode> nodes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            final String id = longest.substring(1) + i;
            nodes.add(net.node(
                    id,
                    config -> config.clusterId(longest).gossipVersion(longest).clusterDomain(longest)));
        }
        net.startAll();
        nodes.get(0).write(KEY, "v");
        net.await("it is there", () -> nodes.get(2).store().storeKeys().contains("key"));
        assertThrows(InvalidValueException.class, () -> NodeId.of(longest + "é"));
        final NodeConfig.Builder config = NodeConfig.builder(NodeId.of("a"));
        assertThrows(InvalidValueException.class, () -> config.clusterId(longest + "x"));
        assertThrows(InvalidValueException.class, () -> config.gossipVersion(longest + "x"));
    }

    /** To read the state while others write it, declare and ask for domains is fatal. */
    @Test
    void crashShouldReadWhileOthersWriteAndDeclare() throws InterruptedException {
        final ContractNode a = net.node("a");
        final Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
        final AtomicBoolean isOver = new AtomicBoolean();
        final List<Thread> threads = List.of(
                reader(a.store(), isOver, thrown),
                reader(a.store(), isOver, thrown),
                writer(thrown, i -> a.store().updateSelf(batch -> {
                    batch.put(KEY, "v" + i);
                    batch.put(TWIN, "v" + i);
                })),
                writer(thrown, i -> a.declarations().updateCluster(declaration(i % 5))),
                writer(thrown, i -> a.declarations().updateSelfClusterDomain("d" + i % 7)));
        threads.forEach(Thread::start);
        for (int i = 2; i < threads.size(); i++) {
            threads.get(i).join();
        }
        isOver.set(true);
        threads.get(0).join();
        threads.get(1).join();
        assertEquals(List.of(), List.copyOf(thrown));
    }

    private static Map<NodeId, NodeUpdate> declaration(final int others) {
        final Map<NodeId, NodeUpdate> all = new HashMap<>();
        for (int i = 0; i < others; i++) {
            all.put(NodeId.of("other" + i), new NodeUpdate(Optional.empty(), true, "of" + others));
        }
        return all;
    }

    private static Thread writer(final Queue<Throwable> thrown, final IntConsumer step) {
        return guarded(thrown, () -> IntStream.range(0, 3_000).forEach(step));
    }

    /** Each look is at one moment: one declaration, one batch. */
    private static Thread reader(final GossipStore store, final AtomicBoolean isOver, final Queue<Throwable> thrown) {
        return guarded(thrown, () -> {
            while (!isOver.get()) {
                final ClusterView view = store.view();
                final int others = view.members().size() - 1;
                assertEquals(others, view.quorum().members());
                assertTrue(view.members().values().stream()
                        .filter(member -> !member.id().equals(view.self()))
                        .allMatch(member -> member.clusterDomain().equals("of" + others)));
                final var own = store.localNodeInfo(store.nodeId()).entries();
                assertEquals(own.containsKey("key"), own.containsKey("twin"));
                if (own.containsKey("key")) {
                    assertEquals(
                            new String(own.get("key").value().orElseThrow()),
                            new String(own.get("twin").value().orElseThrow()));
                }
                store.storeKeyValue(KEY);
                store.storeKeys();
            }
        });
    }

    private static Thread guarded(final Queue<Throwable> thrown, final Runnable body) {
        final Thread thread = new Thread(body);
        thread.setUncaughtExceptionHandler((t, e) -> thrown.add(e));
        return thread;
    }

    /** Timers of the quorum and of probations go on after a stop, and strike in the next run. */
    @Test
    void leakShouldLeaveNothingScheduledAfterAStop() {
        for (final String id : List.of("a1", "b1", "c1")) {
            net.node(id, config -> config.clusterDomain(id.substring(0, 1))
                    .quorumProvider(QuorumProvider.failureDomains()));
        }
        net.activateAll("a", "b", "c");
        net.startAll();
        final ContractNode a = net.get("a1");
        net.get("b1").stop();
        net.get("c1").stop();
        net.awaitShown("b1", NodeStatus.SUSPECT_DOWN, "a1");
        assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, a.self());
        a.stop();
        a.events().clear();
        net.run(Duration.ofMinutes(10));
        assertEquals(0, net.network().time().pending());
        assertEquals(List.of(), a.events());
        a.start();
        net.run(Duration.ofMinutes(10));
        assertEquals(NodeStatus.NOT_IN_QUORUM, a.self());
        assertEquals(NodeStatus.DOWN, a.shows("b1"), "nobody was met in this run, so nobody is suspected");
    }

    /** When all nodes restart at once, news of their deaths outbids their new lives. */
    @Test
    void crashShouldMeetAgainAfterAllRestartedAtOnce() {
        final String[] ids = {"a", "b", "c", "d", "e", "f", "g", "h"};
        net.cluster(ids);
        for (int round = 0; round < 10; round++) {
            for (final String id : ids) {
                net.get(id).stop();
            }
            net.run(Duration.ofMillis(700L * round));
            for (final String id : ids) {
                net.get(id).start();
                net.get(id).write(KEY, id + round);
            }
            net.awaitAllUp();
            final String last = "h" + round;
            net.await("values are there", () -> net.get("a").value("h", KEY).equals(Optional.of(last)));
            net.run(Duration.ofSeconds(20));
            for (final String id : ids) {
                assertFalse(List.of(ids).stream().anyMatch(other -> net.get(id).shows(other) != NodeStatus.UP));
            }
        }
    }
}
