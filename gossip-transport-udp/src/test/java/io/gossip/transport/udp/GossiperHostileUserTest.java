package io.gossip.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.AgentMode;
import io.gossip.GossipEvent;
import io.gossip.GossipException;
import io.gossip.GossipListener;
import io.gossip.GossipStartConfiguration;
import io.gossip.Gossiper;
import io.gossip.GossiperBuilder;
import io.gossip.LifecycleException;
import io.gossip.MembershipMode;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.QuorumMembership;
import io.gossip.QuorumProvider;
import io.gossip.QuorumStatus;
import io.gossip.spi.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user brings along may block, throw, interrupt and close as it likes: the node goes on, or ends as asked. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GossiperHostileUserTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final GossipStartConfiguration ALONE = GossipStartConfiguration.alone();

    private final List<Gossiper> opened = new ArrayList<>();

    @AfterEach
    void closeAll() {
        opened.forEach(Gossiper::close);
    }

    private static GossiperBuilder builder(final String id) {
        return Gossiper.builder()
                .nodeId(id)
                .bind("127.0.0.1:0")
                .clusterId("hostile user")
                .membershipMode(MembershipMode.OPEN);
    }

    private Gossiper open(final GossiperBuilder builder) {
        final Gossiper gossiper = builder.build();
        opened.add(gossiper);
        return gossiper;
    }

    private Gossiper started(final GossiperBuilder builder) {
        final Gossiper gossiper = open(builder);
        gossiper.start(ALONE);
        assertTrue(gossiper.awaitStatus(NodeStatus.UP, LONG));
        return gossiper;
    }

    /** Makes events of others on a node. */
    private Gossiper startPeerOf(final Gossiper gossiper, final String id) {
        final Gossiper peer = open(builder(id));
        assertTrue(
                peer.start(GossipStartConfiguration.seeds(gossiper.address())).isJoined());
        return peer;
    }

    private static void await(final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadlineNs, "did not happen in time");
            Thread.onSpinWait();
        }
    }

    private static CompletableFuture<Void> async(final Runnable task) {
        final CompletableFuture<Void> done = new CompletableFuture<>();
        final Thread thread = new Thread(() -> {
            try {
                task.run();
                done.complete(null);
            } catch (final Throwable e) {
                done.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private static void join(final CompletableFuture<?> future) {
        future.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndAWaitForAStatusWhenClosedMeanwhile(final AgentMode mode) {
        final Gossiper gossiper = started(builder("a").agentMode(mode));
        final CompletableFuture<Void> waiter =
                async(() -> assertFalse(gossiper.awaitStatus(NodeStatus.NEVER_GOSSIPED, Duration.ofDays(365))));
        gossiper.close();
        join(waiter);
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndAStopWhenClosedMeanwhile(final AgentMode mode) {
        final Gossiper gossiper = started(builder("a").agentMode(mode));
        if (mode == AgentMode.OWN_THREAD) {
            startPeerOf(gossiper, "b");
        }
        final CompletableFuture<Void> stopper = async(() -> {
            try {
                gossiper.stop(Duration.ofDays(1));
            } catch (final LifecycleException e) {
                // Closed before it got there.
            }
        });
        gossiper.close();
        join(stopper);
        assertEquals(NodeStatus.DOWN, gossiper.selfStatus());
        assertThrows(LifecycleException.class, () -> gossiper.start(ALONE));
    }

    /** Whoever comes second is told so at once: the first one's wait is not his. */
    @Test
    void shouldRefuseASecondStopWhileTheFirstSaysGoodbye() {
        final Gossiper gossiper = started(builder("a"));
        startPeerOf(gossiper, "b");
        final AtomicInteger stops = new AtomicInteger();
        final List<CompletableFuture<Void>> stoppers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            stoppers.add(async(() -> {
                try {
                    gossiper.stop(LONG);
                    stops.incrementAndGet();
                } catch (final LifecycleException e) {
                    assertTrue(e.getMessage().contains("phase=STOP"), e.getMessage());
                }
            }));
        }
        stoppers.forEach(GossiperHostileUserTest::join);
        assertEquals(1, stops.get());
    }

    /** The protocol thread is in code of the user's that does not come back: those who end it do not wait for ever. */
    @ParameterizedTest
    @EnumSource
    void shouldNotWaitForEverForUserCodeOnTheProtocolThread(final AgentMode mode) throws Exception {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch released = new CountDownLatch(1);
        final Gossiper gossiper = started(builder("a").agentMode(mode).listenerExecutor(Runnable::run));
        gossiper.subscribe(event -> {
            if (event instanceof GossipEvent.MemberJoined) {
                entered.countDown();
                awaitQuietly(released);
            }
        });
        final AtomicBoolean isOver = new AtomicBoolean();
        final CompletableFuture<Void> invoker = async(() -> {
            while (mode == AgentMode.INVOKER && !isOver.get()) {
                gossiper.doWork();
            }
        });
        final CompletableFuture<Void> peer = async(() -> startPeerOf(gossiper, "b"));
        entered.await();
        assertFalse(gossiper.stop(Duration.ofMillis(10)));
        final LifecycleException error = assertThrows(LifecycleException.class, () -> gossiper.start(ALONE));
        assertTrue(error.getMessage().contains("still stopping"), error.getMessage());
        released.countDown();
        await(() -> {
            try {
                gossiper.start(ALONE);
                return true;
            } catch (final LifecycleException e) {
                return false;
            }
        });
        isOver.set(true);
        join(invoker);
        assertTrue(gossiper.awaitStatus(NodeStatus.UP, LONG));
        // However that came out; or it could be opened after the others were closed, and stay.
        join(peer.exceptionally(failure -> null));
    }

    private static void awaitQuietly(final CountDownLatch latch) {
        try {
            latch.await();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldSurviveAnInterruptOfTheProtocolThread() {
        final Gossiper gossiper = started(builder("a").listenerExecutor(Runnable::run));
        final CountDownLatch interrupted = new CountDownLatch(1);
        gossiper.subscribe(event -> {
            if (event instanceof GossipEvent.MemberJoined) {
                Thread.currentThread().interrupt();
                interrupted.countDown();
            }
        });
        final Gossiper peer = startPeerOf(gossiper, "b");
        await(() -> interrupted.getCount() == 0);
        assertFalse(peer.ping(NodeId.of("a"), gossiper.address()).isNegative());
        assertTrue(gossiper.stop(LONG));
    }

    @Test
    void shouldDeliverOnWhenAListenerThrowsAnError() {
        final Gossiper gossiper = started(builder("a"));
        final BlockingQueue<GossipEvent> events = new LinkedBlockingQueue<>();
        gossiper.subscribe(event -> {
            events.add(event);
            throw new AssertionError("of a listener");
        });
        startPeerOf(gossiper, "b");
        startPeerOf(gossiper, "c");
        await(() -> events.stream()
                        .filter(GossipEvent.MemberJoined.class::isInstance)
                        .count()
                == 2);
        await(() -> gossiper.counters().get("listener failures") >= 3);
    }

    @Test
    void shouldGoOnWhenAnExecutorRefusesOrFails() {
        final Gossiper refused = started(builder("a").listenerExecutor(task -> {
            throw new RejectedExecutionException("shut down");
        }));
        refused.subscribe(event -> {});
        final AtomicInteger tries = new AtomicInteger();
        final Gossiper failed = started(builder("b").listenerExecutor(task -> {
            if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("a bug of the executor's");
            }
            task.run();
        }));
        final BlockingQueue<GossipEvent> events = new LinkedBlockingQueue<>();
        failed.subscribe(events::add);
        startPeerOf(refused, "c");
        startPeerOf(failed, "d");
        await(() -> events.stream().anyMatch(GossipEvent.MemberJoined.class::isInstance));
        assertTrue(events.peek() instanceof GossipEvent.Snapshot);
        assertEquals(1, refused.counters().get("listener executors that refused"));
        assertEquals(1, failed.counters().get("listener executors that refused"));
        assertEquals(0, failed.counters().get("duty cycles failed"));
    }

    @Test
    void shouldNameTheNodeWhenThereIsNoThreadForItAndBeUsableAfterwards() {
        final AtomicInteger asked = new AtomicInteger();
        final ThreadFactory stingy = task -> {
            switch (asked.incrementAndGet()) {
                case 1:
                    return null;
                case 2:
                    throw new IllegalStateException("no more threads");
                case 3:
                    throw new OutOfMemoryError("made up");
                default:
                    return new Thread(task, "mine");
            }
        };
        final Gossiper gossiper = open(builder("a").threadFactory(stingy));
        for (int i = 0; i < 3; i++) {
            final GossipException error = assertThrows(GossipException.class, () -> gossiper.start(ALONE));
            assertTrue(error.getMessage().contains("nodeId=a"), error.getMessage());
            assertThrows(LifecycleException.class, () -> gossiper.stop(Duration.ZERO));
        }
        gossiper.start(ALONE);
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("mine")));
        assertTrue(gossiper.awaitStatus(NodeStatus.UP, LONG));
    }

    @Test
    void shouldStopWhenTheQuorumProviderThrows() {
        final AtomicBoolean isBroken = new AtomicBoolean();
        final QuorumProvider provider = new QuorumProvider() {
            @Override
            public QuorumStatus evaluate(final QuorumMembership membership) {
                if (isBroken.get()) {
                    throw new IllegalStateException("a bug of the provider's");
                }
                return QuorumProvider.majority().evaluate(membership);
            }
        };
        final Gossiper gossiper = started(builder("a").quorumProvider(provider));
        isBroken.set(true);
        final Gossiper peer = open(builder("b"));
        async(() -> peer.start(GossipStartConfiguration.seeds(gossiper.address())));
        await(() -> gossiper.counters().get("duty cycles failed") > 0);
        isBroken.set(false);
        assertTrue(gossiper.awaitStatus(NodeStatus.UP, LONG));
        await(() -> gossiper.nodes().size() == 2);
        isBroken.set(true);
        gossiper.close();
    }

    @Test
    void shouldTellListenersOfAStopAndShowThemAFreshViewAtTheNextStart() {
        final Gossiper gossiper = started(builder("a"));
        final BlockingQueue<GossipEvent> events = new LinkedBlockingQueue<>();
        gossiper.subscribe(events::add);
        gossiper.stop(Duration.ZERO);
        await(() -> events.stream()
                .anyMatch(event -> event instanceof final GossipEvent.SelfStatusChanged change
                        && change.after() == NodeStatus.DOWN));
        gossiper.start(ALONE);
        await(() ->
                events.stream().filter(GossipEvent.Snapshot.class::isInstance).count() == 2);
    }

    @Test
    void shouldNotLetAListenerMakeAnotherWait() {
        final CountDownLatch released = new CountDownLatch(1);
        final Gossiper gossiper = started(builder("a"));
        final GossipListener blocks = event -> awaitQuietly(released);
        gossiper.subscribe(blocks);
        final BlockingQueue<GossipEvent> events = new LinkedBlockingQueue<>();
        gossiper.subscribe(events::add);
        startPeerOf(gossiper, "b");
        await(() -> events.stream().anyMatch(GossipEvent.MemberJoined.class::isInstance));
        released.countDown();
    }

    /** Start, stop, close and all else at random on many threads: typed errors only, and nothing is left. */
    @ParameterizedTest
    @EnumSource
    void shouldStandCallsOfAllKindsAtOnce(final AgentMode mode) {
        final Gossiper peer = started(builder(GossiperCall.PEER.toString()));
        final Gossiper gossiper = open(builder("a").agentMode(mode).joinTime(Duration.ofMillis(50)));
        final AtomicBoolean isOver = new AtomicBoolean();
        final List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            final int first = 7 * i;
            callers.add(async(() -> callAll(gossiper, peer, first, isOver)));
        }
        for (int i = 0; i < 40; i++) {
            startQuietly(gossiper);
            stopQuietly(gossiper, i % 3 == 0 ? Duration.ofMillis(20) : Duration.ZERO);
        }
        gossiper.close();
        isOver.set(true);
        callers.forEach(GossiperHostileUserTest::join);
        // Two of the calls say what its status is: after the end nothing puts another in its place.
        final Set<NodeStatus> said = Set.of(NodeStatus.NOT_IN_QUORUM, NodeStatus.SUSPECT_DOWN);
        final NodeStatus last = gossiper.selfStatus();
        assertTrue(last == NodeStatus.DOWN || said.contains(last), last::toString);
        assertEquals(Long.MAX_VALUE, gossiper.idleTimeNs());
        assertEquals(0, gossiper.counters().get("duty cycles failed"));
    }

    private static void callAll(
            final Gossiper gossiper, final Gossiper peer, final int first, final AtomicBoolean isOver) {
        final GossiperCall[] calls = GossiperCall.values();
        for (int i = first; !isOver.get(); i++) {
            final GossiperCall call = calls[i % calls.length];
            if (call != GossiperCall.CLOSE) {
                try {
                    call.on(gossiper, peer.address());
                } catch (final GossipException | AssertionError e) {
                    // Typed, or about a value that another thread has changed.
                    assertFalse(e instanceof TransportException, e::toString);
                }
            }
        }
    }

    private static void startQuietly(final Gossiper gossiper) {
        try {
            gossiper.start(ALONE);
        } catch (final LifecycleException e) {
            // Another caller was first.
        }
    }

    private static void stopQuietly(final Gossiper gossiper, final Duration leaveTimeout) {
        try {
            gossiper.stop(leaveTimeout);
        } catch (final LifecycleException e) {
            // Another caller was first.
        }
    }
}
