package io.gossip.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.AgentMode;
import io.gossip.ContactState;
import io.gossip.GossipEvent;
import io.gossip.GossipStartConfiguration;
import io.gossip.GossipTimeoutException;
import io.gossip.Gossiper;
import io.gossip.GossiperBuilder;
import io.gossip.InvalidValueException;
import io.gossip.JoinResult;
import io.gossip.LifecycleException;
import io.gossip.MembershipMode;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.StoreKey;
import io.gossip.spi.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gossipers as users make them, over real sockets on the loopback interface. */
@Timeout(120)
class GossiperTest {
    private static final StoreKey<String> KEY = StoreKey.utf8("key");
    private static final NodeUpdate DECLARED = new NodeUpdate(Optional.empty(), true, "");
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<Gossiper> opened = new ArrayList<>();

    @AfterEach
    void closeAll() {
        opened.forEach(Gossiper::close);
    }

    private Gossiper open(final GossiperBuilder builder) {
        final Gossiper gossiper = builder.membershipMode(MembershipMode.OPEN).build();
        opened.add(gossiper);
        return gossiper;
    }

    private Gossiper open(final String id) {
        return open(Gossiper.builder().nodeId(id).clusterId("test").bind("127.0.0.1:0"));
    }

    private Gossiper started(final String id, final NodeAddress... seeds) {
        final Gossiper gossiper = open(id);
        final JoinResult result = gossiper.start(GossipStartConfiguration.seeds(seeds));
        assertTrue(result.isJoined(), () -> id + " " + result);
        return gossiper;
    }

    private static void await(final Gossiper gossiper, final BooleanSupplier condition) {
        assertTrue(gossiper.await(store -> condition.getAsBoolean(), LONG), () -> "view " + gossiper.view());
    }

    @Test
    void shouldShareValuesAndNoticeWhoGoes() {
        final Gossiper a = started("a");
        final Gossiper b = started("b", a.address());
        final Gossiper c = started("c", a.address());
        a.updateSelf(KEY, "from a");
        c.updateSelf(KEY, "x".repeat(40_000));
        await(b, () -> b.value(NodeId.of("a"), KEY).equals(Optional.of("from a")));
        await(a, () -> a.value(NodeId.of("c"), KEY).map(String::length).equals(Optional.of(40_000)));
        assertTrue(b.awaitStatus(NodeStatus.UP, LONG));
        await(a, () -> a.nodes().size() == 3);

        assertTrue(c.stop(Duration.ofSeconds(10)));
        assertEquals(NodeStatus.DOWN, c.selfStatus());
        await(a, () -> a.view().members().get(NodeId.of("c")).status() == NodeStatus.DOWN);

        c.start(GossipStartConfiguration.seeds(a.address()));
        await(a, () -> a.view().members().get(NodeId.of("c")).status() == NodeStatus.UP);
        await(a, () -> a.value(NodeId.of("c"), KEY).map(String::length).equals(Optional.of(40_000)));
    }

    @Test
    void shouldStillReadWhatOthersWroteAfterAStopAndAStart() {
        final Gossiper b = started("b");
        b.updateSelf(KEY, "from b");
        try (Gossiper c = Gossiper.builder().nodeId("c").clusterId("test").build()) {
            c.updateCluster(Map.of(c.nodeId(), DECLARED, b.nodeId(), DECLARED));
            c.start(GossipStartConfiguration.seeds(b.address()));
            await(c, () -> c.value(b.nodeId(), KEY).isPresent());
            c.stop(LONG);
            assertEquals(Optional.of("from b"), c.value(b.nodeId(), KEY));
            b.close();
            c.start(GossipStartConfiguration.alone());
            assertEquals(Optional.of("from b"), c.value(b.nodeId(), KEY));
            assertEquals(NodeStatus.DOWN, c.localNodeInfo(b.nodeId()).status());
        }
    }

    @Test
    void shouldPingByIdOnly() {
        final Gossiper a = started("a");
        final Gossiper b = started("b", a.address());
        assertFalse(b.ping(NodeId.of("a"), a.address()).isNegative());
        final GossipTimeoutException error =
                assertThrows(GossipTimeoutException.class, () -> b.ping(NodeId.of("zebra"), a.address()));
        assertTrue(error.getMessage().contains("zebra"), error.getMessage());
        assertThrows(InvalidValueException.class, () -> b.ping(NodeId.of("a"), new NodeAddress("127.0.0.1", 0)));
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndAPingUnderWayWhenItIsStoppedOrClosed(final AgentMode mode) {
        final NodeAddress nobody = NodeAddress.parse("127.0.0.1:9");
        for (final Consumer<Gossiper> end :
                List.<Consumer<Gossiper>>of(Gossiper::close, a -> a.stop(Duration.ZERO), a -> a.stop(LONG))) {
            final Gossiper a = open(Gossiper.builder().nodeId("a").agentMode(mode));
            a.start(GossipStartConfiguration.alone());
            final CompletableFuture<Duration> ping = a.pingAsync(NodeId.of("nobody"), nobody);
            end.accept(a);
            assertInstanceOf(
                    LifecycleException.class,
                    assertThrows(ExecutionException.class, () -> ping.get(30, TimeUnit.SECONDS))
                            .getCause());
        }
    }

    @Test
    void shouldSayWhatCannotBeDoneInEachPhase() {
        final Gossiper gossiper = open("a");
        assertEquals(NodeStatus.NOT_IN_QUORUM, gossiper.selfStatus());
        gossiper.updateSelf(KEY, "before start");
        assertThrows(LifecycleException.class, () -> gossiper.stop(Duration.ZERO));
        assertThrows(LifecycleException.class, () -> gossiper.ping(NodeId.of("b"), NodeAddress.parse("127.0.0.1:9")));
        assertTrue(gossiper.joinAsync(List.of()).isCompletedExceptionally());
        assertFalse(gossiper.awaitStatus(NodeStatus.UP, Duration.ofDays(1)));
        assertThrows(LifecycleException.class, gossiper::doWork);

        gossiper.start(GossipStartConfiguration.alone());
        assertThrows(LifecycleException.class, () -> gossiper.start(GossipStartConfiguration.alone()));
        assertTrue(gossiper.awaitStatus(NodeStatus.UP, LONG));
        assertTrue(gossiper.stop(Duration.ofSeconds(5)));
        assertThrows(LifecycleException.class, () -> gossiper.stop(Duration.ofSeconds(5)));
        assertEquals(Optional.of("before start"), gossiper.value(NodeId.of("a"), KEY));

        gossiper.close();
        gossiper.close();
        assertThrows(LifecycleException.class, () -> gossiper.start(GossipStartConfiguration.alone()));
        assertThrows(LifecycleException.class, () -> gossiper.subscribe(event -> {}));
        assertEquals(Optional.of("before start"), gossiper.value(NodeId.of("a"), KEY));
    }

    @Test
    void shouldNameTheAddressThatIsInUseAndBeUsableAfterwards() {
        final Gossiper a = started("a");
        final Gossiper b = open(Gossiper.builder().nodeId("b").clusterId("test").bind(a.address()));
        final TransportException error =
                assertThrows(TransportException.class, () -> b.start(GossipStartConfiguration.alone()));
        assertTrue(error.getMessage().contains(a.address().toString()), error.getMessage());
        a.close();
        assertTrue(b.start(GossipStartConfiguration.alone()).isJoined());
    }

    @Test
    void shouldTellWhoIsOfAnotherClusterAndWhoDoesNotAnswer() {
        final Gossiper stranger =
                open(Gossiper.builder().nodeId("s").clusterId("other").bind("127.0.0.1:0"));
        stranger.start(GossipStartConfiguration.alone());
        final NodeAddress nobody = NodeAddress.parse("127.0.0.1:9");
        final Gossiper a = open(Gossiper.builder()
                .nodeId("a")
                .clusterId("test")
                .bind("127.0.0.1:0")
                .joinTime(Duration.ofMillis(700)));
        final JoinResult result = a.start(GossipStartConfiguration.seeds(stranger.address(), nobody));
        assertEquals(ContactState.OTHER_CLUSTER, result.failed().get(stranger.address()));
        assertTrue(result.retrying().contains(nobody));
        assertFalse(result.isJoined());
        final Gossiper b = started("b");
        assertTrue(a.joinAsync(List.of(b.address())).join().contacted().contains(b.address()));
    }

    @Test
    void shouldRunOnTheCallersThreadWhenInvoked() {
        final Gossiper a = open(Gossiper.builder()
                .nodeId("a")
                .clusterId("test")
                .bind("127.0.0.1:0")
                .agentMode(AgentMode.INVOKER));
        final Gossiper b = started("b");
        assertTrue(a.start(GossipStartConfiguration.seeds(b.address())).isJoined());
        assertTrue(a.awaitStatus(NodeStatus.UP, LONG));
        assertFalse(a.ping(NodeId.of("b"), b.address()).isNegative());
        b.updateSelf(KEY, "seen by an invoker");
        final long deadline = System.nanoTime() + LONG.toNanos();
        while (a.value(NodeId.of("b"), KEY).isEmpty()) {
            assertTrue(System.nanoTime() < deadline);
            a.doWork();
        }
        assertTrue(a.stop(Duration.ofSeconds(10)));
        assertEquals(0, a.doWork());
    }

    @Test
    void shouldNotCareWhatListenersDo() throws InterruptedException {
        final Gossiper a = open(Gossiper.builder()
                .nodeId("a")
                .clusterId("test")
                .bind("127.0.0.1:0")
                .listenerCapacity(1));
        final BlockingQueue<GossipEvent> events = new LinkedBlockingQueue<>();
        final CountDownLatch blocked = new CountDownLatch(1);
        a.subscribe(event -> {
            throw new IllegalStateException("a listener that throws");
        });
        a.subscribe(event -> {
            events.add(event);
            if (event instanceof GossipEvent.Snapshot) {
                try {
                    blocked.await();
                } catch (final InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        a.start(GossipStartConfiguration.alone());
        started("b", a.address());
        started("c", a.address());
        await(a, () -> a.nodes().size() == 3);
        blocked.countDown();
        assertInstanceOf(GossipEvent.Snapshot.class, events.poll(30, TimeUnit.SECONDS));
        assertInstanceOf(GossipEvent.Resync.class, events.poll(30, TimeUnit.SECONDS));
        assertTrue(a.counters().get("listener failures") > 0);
        assertTrue(a.counters().get("listener events dropped") > 0);
    }
}
