package io.gossip.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.GossipEvent;
import io.gossip.GossipListener;
import io.gossip.GossipStartConfiguration;
import io.gossip.Gossiper;
import io.gossip.GossiperBuilder;
import io.gossip.MembershipMode;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners given to the builder hear all there is, from the first event on. */
@Timeout(60)
class GossiperListenerTest {
    private final BlockingQueue<GossipEvent> events = new LinkedBlockingQueue<>();

    private static GossiperBuilder builder(final String id) {
        return Gossiper.builder()
                .nodeId(id)
                .clusterId("listeners")
                .membershipMode(MembershipMode.OPEN)
                .bind("127.0.0.1:0");
    }

    private GossipEvent next() throws InterruptedException {
        final GossipEvent event = events.poll(30, TimeUnit.SECONDS);
        assertNotNull(event, "no event came");
        return event;
    }

    @Test
    void shouldHearEverythingFromTheFirstEventOnWhenGivenToTheBuilder() throws InterruptedException {
        try (Gossiper a = builder("a").listener(events::add).build()) {
            final GossipEvent.Snapshot first = assertInstanceOf(GossipEvent.Snapshot.class, next());
            assertEquals(NodeStatus.NOT_IN_QUORUM, first.view().selfStatus());
            a.start(GossipStartConfiguration.alone());
            final GossipEvent.QuorumChanged found = assertInstanceOf(GossipEvent.QuorumChanged.class, next());
            assertTrue(found.quorum().inQuorum());
            assertEquals(
                    new GossipEvent.SelfStatusChanged(NodeId.of("a"), NodeStatus.NOT_IN_QUORUM, NodeStatus.UP), next());
            a.stop(Duration.ZERO);
        }
    }

    /** The listener keeps its own picture by what it hears: each run begins it anew. */
    @Test
    void shouldHearOfEachLaterRunFromASnapshotOn() throws InterruptedException {
        try (Gossiper a = builder("a").listener(events::add).build()) {
            assertInstanceOf(GossipEvent.Snapshot.class, next());
            for (int run = 1; run < 4; run++) {
                a.start(GossipStartConfiguration.alone());
                if (run == 1) {
                    assertInstanceOf(GossipEvent.QuorumChanged.class, next());
                } else {
                    // Its quorum holds from the begin: that is no change any more.
                    final GossipEvent.Snapshot begin = assertInstanceOf(GossipEvent.Snapshot.class, next());
                    assertEquals(NodeStatus.NOT_IN_QUORUM, begin.view().selfStatus());
                    assertTrue(begin.view().quorum().inQuorum());
                }
                assertEquals(
                        new GossipEvent.SelfStatusChanged(a.nodeId(), NodeStatus.NOT_IN_QUORUM, NodeStatus.UP), next());
                a.stop(Duration.ZERO);
                assertEquals(new GossipEvent.SelfStatusChanged(a.nodeId(), NodeStatus.UP, NodeStatus.DOWN), next());
            }
        }
    }

    @Test
    void shouldTellEachListenerOnTheExecutorThatWasGiven() throws InterruptedException {
        final BlockingQueue<String> threads = new LinkedBlockingQueue<>();
        final GossipListener namesItsThread =
                event -> threads.add(Thread.currentThread().getName());
        final ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "the user's own"));
        try (Gossiper a = builder("a")
                .listener(namesItsThread)
                .listener(events::add)
                .listenerExecutor(executor)
                .build()) {
            assertEquals("the user's own", threads.poll(30, TimeUnit.SECONDS));
            assertEquals(a.nodeId(), next().node());
        } finally {
            executor.shutdown();
        }
    }
}
