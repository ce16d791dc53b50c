package io.gossip.core.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.JoinResult;
import io.gossip.LifecycleException;
import io.gossip.NodeAddress;
import io.gossip.NodeConfig;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.node.GossipNode;
import io.gossip.spi.Lane;
import io.gossip.spi.PacketHandler;
import io.gossip.spi.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** Whatever is asked of a run ends at the latest with it. Virtual time, on one thread. */
class NodeAgentTest {
    private static final NodeAddress NOBODY = Cluster.address(7);

    private final List<Boolean> hasEndedWhenTold = new ArrayList<>();
    private final Silence transport = new Silence();
    private long nowNs = 5_000 * Cluster.MS;
    private final GossipNode node = GossipNode.create(
            NodeConfig.builder(Cluster.id(0)).intervals(Cluster.intervals()).build(),
            1_000,
            transport,
            new Random(5),
            () -> 1_000_000,
            event -> {});
    private final NodeAgent agent = new NodeAgent(
            node,
            transport,
            () -> nowNs,
            new Doorbell(transport),
            new CycleFailures(Cluster.id(0)),
            new NodeAgent.Effects() {
                @Override
                public void onProgress() {
                    hasEndedWhenTold.add(agent().ended().isDone());
                }

                @Override
                public void onEnd() {
                    hasEndedWhenTold.add(agent().ended().isDone());
                }
            });
    private final Run run =
            new Run(node, transport, new Driver(Cluster.id(0), agent, false, new CycleFailures(Cluster.id(0))));

    NodeAgentTest() {
        node.start(nowNs, List.of());
        agent.cycle();
    }

    private NodeAgent agent() {
        return agent;
    }

    /** Takes everything, and nobody answers. */
    private static final class Silence implements Transport {
        @Override
        public NodeAddress localAddress() {
            return Cluster.address(0);
        }

        @Override
        public int maxPacketLength() {
            return 1_400;
        }

        @Override
        public int maxReliableLength() {
            return 256 << 10;
        }

        @Override
        public int send(
                final Lane lane,
                final NodeAddress destination,
                final DirectBuffer buffer,
                final int offset,
                final int length) {
            return SENT;
        }

        @Override
        public int poll(final PacketHandler handler, final int limit) {
            return 0;
        }

        @Override
        public void await(final long timeoutNs) {
            throw new AssertionError("nobody waits here");
        }

        @Override
        public void wakeup() {}

        @Override
        public void close() {}
    }

    private CompletableFuture<Duration> ping() {
        return AgentCalls.ping(run, Cluster.id(7), NOBODY);
    }

    private CompletableFuture<JoinResult> join() {
        return AgentCalls.join(run, List.of(NOBODY), Duration.ofMinutes(10));
    }

    private static void assertStopped(final CompletableFuture<?> future) {
        assertTrue(future.isDone(), "open past the end");
        final Throwable cause =
                assertThrows(CompletionException.class, future::join).getCause();
        assertInstanceOf(LifecycleException.class, cause);
        assertTrue(cause.getMessage().contains("nodeId=" + Cluster.id(0)), cause.getMessage());
    }

    @Test
    void shouldFailWhatIsUnderWayWhenItEnds() {
        final CompletableFuture<Duration> ping = ping();
        final CompletableFuture<JoinResult> join = join();
        agent.cycle();
        assertFalse(ping.isDone() || join.isDone());
        agent.onClose();
        assertStopped(ping);
        assertStopped(join);
    }

    @Test
    void shouldFailWhatIsQueuedWhenItEnds() {
        final CompletableFuture<Duration> ping = ping();
        final CompletableFuture<JoinResult> join = join();
        agent.onClose();
        assertStopped(ping);
        assertStopped(join);
    }

    @Test
    void shouldFailAtOnceWhatComesAfterTheEnd() {
        agent.onClose();
        assertStopped(ping());
        assertStopped(join());
    }

    @Test
    void shouldFailWhatIsUnderWayWhenTheGoodByeIsSaid() {
        final CompletableFuture<Duration> ping = ping();
        final CompletableFuture<JoinResult> join = join();
        agent.cycle();
        final CompletableFuture<Boolean> farewell = AgentCalls.leave(run);
        agent.cycle();
        assertTrue(farewell.join());
        assertStopped(ping);
        assertStopped(join);
    }

    /** A stop asked for meanwhile ends the run with that cycle: what was handed over in it was run, and is under way. */
    @Test
    void shouldFailWhatIsHandedOverInTheLastCycle() {
        final CompletableFuture<Duration> ping = ping();
        agent.requestEnd();
        run.driver().tryCycle();
        assertStopped(ping);
    }

    /** Who waits looks when told, and whether the run has ended: told before that only, it would wait on for ever. */
    @Test
    void shouldWakeThoseWhoWaitOnceItHasEnded() {
        hasEndedWhenTold.clear();
        agent.onClose();
        assertEquals(List.of(false, true), hasEndedWhenTold);
    }
}
