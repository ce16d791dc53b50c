package io.gossip.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.AgentMode;
import io.gossip.GossipEvent;
import io.gossip.GossipException;
import io.gossip.GossipStartConfiguration;
import io.gossip.GossipStore;
import io.gossip.Gossiper;
import io.gossip.GossiperBuilder;
import io.gossip.LifecycleException;
import io.gossip.MembershipMode;
import io.gossip.NodeStatus;
import io.gossip.transport.udp.GossiperCall.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every call in every phase, and from every place it may come from: the outcome the documentation says, and no hang. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GossiperPhasesTest {
    private static final int PATIENCE_S = 60;
    private static final Set<GossiperCall> NOT_IN_INVOKER_MODE = EnumSet.of(GossiperCall.DO_WORK);

    private static final AtomicInteger IDS = new AtomicInteger();

    private static Gossiper peer;

    @BeforeAll
    static void startPeer() {
        peer = builder(GossiperCall.PEER.toString()).build();
        peer.start(GossipStartConfiguration.alone());
        assertTrue(peer.awaitStatus(NodeStatus.UP, Duration.ofSeconds(PATIENCE_S)));
    }

    @AfterAll
    static void closePeer() {
        peer.close();
    }

    /** Of its own each time: one that comes back within a second is not told of all members again at once. */
    private static String nextId() {
        return "a" + IDS.incrementAndGet();
    }

    private static GossiperBuilder builder(final String id) {
        return Gossiper.builder()
                .nodeId(id)
                .bind("127.0.0.1:0")
                .membershipMode(MembershipMode.OPEN)
                .clusterId("phases");
    }

    private static void bring(final Gossiper gossiper, final Column column) {
        if (column == Column.RUNNING || column == Column.AFTER_STOP) {
            gossiper.start(GossipStartConfiguration.alone());
            assertTrue(gossiper.awaitStatus(NodeStatus.UP, Duration.ofSeconds(PATIENCE_S)));
        }
        if (column == Column.AFTER_STOP) {
            gossiper.stop(Duration.ZERO);
        }
        if (column == Column.AFTER_CLOSE) {
            gossiper.close();
            gossiper.close();
        }
    }

    private static String outcome(final GossiperBuilder builder, final GossiperCall call, final Column column) {
        try (Gossiper gossiper = builder.build()) {
            bring(gossiper, column);
            final String outcome = call.outcome(gossiper, peer.address(), column);
            // Closed before it was started, it has no status to lose.
            final boolean isNeverStarted = column == Column.AFTER_CLOSE && outcome.equals("`NOT_IN_QUORUM`");
            return isNeverStarted ? "`DOWN`" : outcome;
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldDoWhatTheTableSaysInEachPhase(final GossiperCall call) {
        for (final Column column : EnumSet.complementOf(EnumSet.of(Column.PROTOCOL_THREAD))) {
            assertEquals(call.cell(column), outcome(builder(nextId()), call, column), column::toString);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldDoTheSameWhenTheCallerDrivesTheNode(final GossiperCall call) {
        for (final Column column : EnumSet.complementOf(EnumSet.of(Column.PROTOCOL_THREAD))) {
            final boolean isFuture = call == GossiperCall.PING_ASYNC || call == GossiperCall.JOIN_ASYNC;
            if (!NOT_IN_INVOKER_MODE.contains(call) && !(isFuture && column == Column.RUNNING)) {
                assertEquals(
                        call.cell(column),
                        outcome(builder(nextId()).agentMode(AgentMode.INVOKER), call, column),
                        column::toString);
            }
        }
    }

    /** An executor that runs where it is called puts the listener on the protocol thread. */
    @ParameterizedTest
    @EnumSource
    void shouldDoWhatTheTableSaysOnTheProtocolThread(final GossiperCall call) throws Exception {
        try (Gossiper gossiper =
                builder(nextId()).listenerExecutor(Runnable::run).build()) {
            bring(gossiper, Column.RUNNING);
            final CompletableFuture<String> outcome = new CompletableFuture<>();
            gossiper.subscribe(event -> {
                if (event instanceof GossipEvent.MemberJoined && !outcome.isDone()) {
                    complete(outcome, call, gossiper, Column.PROTOCOL_THREAD);
                }
            });
            gossiper.joinAsync(List.of(peer.address()));
            assertEquals(call.cell(Column.PROTOCOL_THREAD), outcome.get(PATIENCE_S, TimeUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldDoTheSameInsideOfAListenerAsOutside(final GossiperCall call) throws Exception {
        try (Gossiper gossiper = builder(nextId()).build()) {
            bring(gossiper, Column.RUNNING);
            final CompletableFuture<String> outcome = new CompletableFuture<>();
            gossiper.subscribe(event -> complete(outcome, call, gossiper, Column.RUNNING));
            assertEquals(call.cell(Column.RUNNING), outcome.get(PATIENCE_S, TimeUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldDoTheSameWhenHungOnAFuture(final GossiperCall call) throws Exception {
        try (Gossiper gossiper = builder(nextId()).build()) {
            bring(gossiper, Column.RUNNING);
            final CompletableFuture<String> outcome = new CompletableFuture<>();
            gossiper.pingAsync(GossiperCall.PEER, peer.address())
                    .thenRun(() -> complete(outcome, call, gossiper, Column.RUNNING));
            assertEquals(call.cell(Column.RUNNING), outcome.get(PATIENCE_S, TimeUnit.SECONDS));
        }
    }

    private static void complete(
            final CompletableFuture<String> outcome,
            final GossiperCall call,
            final Gossiper gossiper,
            final Column column) {
        try {
            outcome.complete(call.outcome(gossiper, peer.address(), column));
        } catch (final Throwable e) {
            outcome.completeExceptionally(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldDoTheSameInsideOfABatch(final GossiperCall call) {
        try (Gossiper gossiper = builder(nextId()).build()) {
            bring(gossiper, Column.RUNNING);
            gossiper.updateSelf(batch ->
                    assertEquals(call.cell(Column.RUNNING), call.outcome(gossiper, peer.address(), Column.RUNNING)));
        }
    }

    /** It does not wait, so what would have to be waited for is a typed error; the node stays as usable as before. */
    @ParameterizedTest
    @EnumSource
    void shouldNotWaitOnAnInterruptedThreadNorLoseTheInterrupt(final GossiperCall call) {
        for (final AgentMode mode : AgentMode.values()) {
            try (Gossiper gossiper = builder(nextId()).agentMode(mode).build()) {
                bring(gossiper, call == GossiperCall.START ? Column.BEFORE_START : Column.RUNNING);
                Thread.currentThread().interrupt();
                try {
                    call.on(gossiper, peer.address());
                } catch (final GossipException e) {
                    assertTrue(e.getMessage().contains(call == GossiperCall.PING ? "interrupted" : "nodeId=a"));
                }
                assertTrue(Thread.interrupted());
                if (call == GossiperCall.STOP) {
                    assertEquals(NodeStatus.DOWN, gossiper.selfStatus());
                    gossiper.start(GossipStartConfiguration.alone());
                }
            }
        }
    }

    @Test
    void shouldKnowEveryMethod() {
        final Set<String> declared = Stream.of(Gossiper.class, GossipStore.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> !method.isSynthetic())
                .map(method -> method.getName())
                .filter(name -> !name.equals("builder"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                declared,
                Arrays.stream(GossiperCall.values())
                        .map(GossiperCall::methodName)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void shouldStandInTheDocumentationAsItIsHere() throws IOException {
        final String operations = Files.readString(Path.of("../docs/operations.md"));
        for (final GossiperCall call : GossiperCall.values()) {
            assertTrue(operations.contains(call.row()), () -> "docs/operations.md lacks:\n" + call.row());
        }
    }

    @Test
    @SuppressWarnings("try")
    void shouldNameThePhaseWhenItDoesNotFit() {
        try (Gossiper gossiper = builder(nextId()).build()) {
            assertPhase("CREATED", () -> gossiper.stop(Duration.ZERO));
            gossiper.start(GossipStartConfiguration.alone());
            assertPhase("RUNNING", () -> gossiper.start(GossipStartConfiguration.alone()));
            gossiper.stop(Duration.ZERO);
            assertPhase("STOPPED", () -> gossiper.stop(Duration.ZERO));
            gossiper.close();
            assertPhase("CLOSED", () -> gossiper.start(GossipStartConfiguration.alone()));
            assertFalse(gossiper.awaitStatus(NodeStatus.UP, Duration.ofDays(1)));
        }
    }

    private static void assertPhase(final String phase, final Runnable call) {
        try {
            call.run();
        } catch (final LifecycleException e) {
            assertTrue(e.getMessage().contains("phase=" + phase), e.getMessage());
            return;
        }
        throw new AssertionError("did not fail in phase " + phase);
    }
}
