package io.gossip.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.GossipEvent;
import io.gossip.MembershipMode;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.Retention;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import io.gossip.core.fixture.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Runs of one node one after the other: what is there of the last, and what is told of the next. */
class RestartTest {
    private static final StoreKey<String> COLOR = StoreKey.utf8("color");
    private static final Duration REAP_AFTER = Duration.ofSeconds(40);
    private static final Duration FORGET_AFTER = Duration.ofMinutes(4);
    private static final Duration MOST_OF_IT = Duration.ofMinutes(3);
    private static final Duration SHORT = Duration.ofSeconds(5);

    private final Net net = new Net();

    private static NodeConfig config(final int n, final MembershipMode mode) {
        return Net.config(n)
                .membershipMode(mode)
                .retention(new Retention(REAP_AFTER, FORGET_AFTER, Duration.ofSeconds(10)))
                .build();
    }

    private static void declare(final Net.Peer peer, final int... nodes) {
        final Map<NodeId, NodeUpdate> all = new HashMap<>();
        for (final int n : nodes) {
            all.put(Cluster.id(n), NodeUpdate.member(Cluster.address(n)));
        }
        peer.node.updateCluster(all);
    }

    private static String colorAt(final Net.Peer observer, final Net.Peer owner) {
        return observer.node.store().value(owner.id(), COLOR).orElse("none");
    }

    private void await(final String what, final BooleanSupplier condition) {
        assertTrue(net.runUntil(Duration.ofMinutes(2), condition), what);
    }

    /** Nodes 0 and on, declared to each other or open, each of which has a value that all others see. */
    private List<Net.Peer> cluster(final int size, final MembershipMode mode) {
        final List<Net.Peer> peers = new ArrayList<>();
        for (int n = 0; n < size; n++) {
            final Net.Peer peer = net.create(n, config(n, mode));
            peer.node.store().updateSelf(COLOR, "color of " + n);
            if (mode == MembershipMode.MANAGED) {
                declare(peer, 0, 1, 2);
            }
            net.start(peer, 0);
            peers.add(peer);
        }
        await("all see all", () -> peers.stream()
                .allMatch(a -> peers.stream().allMatch(b -> colorAt(a, b).equals("color of " + b.n))));
        await(
                "all agree",
                () -> peers.stream()
                                .mapToLong(peer -> peer.node.rootHash())
                                .distinct()
                                .count()
                        == 1);
        return peers;
    }

    private Net.Peer pausedFor(final Net.Peer last, final Duration pause) {
        last.node.stop();
        net.run(pause);
        final Net.Peer next = net.again(last);
        net.start(next, 0, 1, 2);
        return next;
    }

    @Test
    void shouldStillReadWhatOthersWroteThoughNobodyIsThereAnyMore() {
        final List<Net.Peer> peers = cluster(2, MembershipMode.MANAGED);
        net.kill(peers.get(1));
        final Net.Peer again = pausedFor(peers.get(0), SHORT);
        assertEquals("color of 1", colorAt(again, peers.get(1)));
        net.run(SHORT);
        assertEquals("color of 1", colorAt(again, peers.get(1)));
        assertEquals(
                NodeStatus.DOWN, again.node.store().localNodeInfo(Cluster.id(1)).status());
        assertEquals(Set.of("color"), again.node.store().storeKeys());
    }

    /** A replica that begins with nothing may be given an older state first by who lags; one that goes on never falls. */
    @Test
    void shouldNeverShowLessOfAnotherThanBefore() {
        final List<Net.Peer> peers = cluster(3, MembershipMode.MANAGED);
        final Net.Peer lagging = peers.get(2);
        lagging.isFrozen = true;
        peers.get(1).node.store().updateSelf(COLOR, "a newer one");
        await("newer", () -> colorAt(peers.get(0), peers.get(1)).equals("a newer one"));
        net.kill(peers.get(1));
        lagging.isFrozen = false;
        final Net.Peer again = pausedFor(peers.get(0), Duration.ZERO);
        final long endNs = net.nowNs + SHORT.toNanos();
        while (net.nowNs < endNs) {
            assertEquals("a newer one", colorAt(again, peers.get(1)));
            net.run(Duration.ofMillis(1));
        }
        await("told on", () -> colorAt(lagging, peers.get(1)).equals("a newer one"));
    }

    @Test
    void shouldForgetOthersWhenItPausedForLongerThanTheyRemember() {
        final List<Net.Peer> peers = cluster(2, MembershipMode.MANAGED);
        net.kill(peers.get(1));
        final Net.Peer again = pausedFor(peers.get(0), FORGET_AFTER.plusMillis(1));
        net.run(Duration.ofSeconds(1));
        assertEquals("none", colorAt(again, peers.get(1)));
        assertEquals("color of 0", colorAt(again, again));
    }

    /** It is one isolation, whether it ran or not. */
    @Test
    void shouldForgetOthersWhenItHeardFromNobodyOverSeveralRuns() {
        final List<Net.Peer> peers = cluster(2, MembershipMode.MANAGED);
        net.kill(peers.get(1));
        net.run(Duration.ofSeconds(20));
        final Net.Peer second = pausedFor(peers.get(0), Duration.ofSeconds(100));
        net.run(Duration.ofSeconds(20));
        assertEquals("color of 1", colorAt(second, peers.get(1)));
        final Net.Peer third = pausedFor(second, Duration.ofSeconds(95));
        net.run(Duration.ofSeconds(1));
        assertEquals("color of 1", colorAt(third, peers.get(1)), "236 s after the last word");
        net.run(Duration.ofSeconds(5));
        assertEquals("none", colorAt(third, peers.get(1)), "241 s after it");
    }

    /** As the data of the dead. */
    @Test
    void shouldKeepWhatItHoldsOfThoseItDoesNotMeetNoLongerThanThatOfTheDead() {
        final List<Net.Peer> peers = cluster(2, MembershipMode.MANAGED);
        net.kill(peers.get(1));
        final Net.Peer again = pausedFor(peers.get(0), SHORT);
        net.run(REAP_AFTER.minusMillis(10));
        assertEquals("color of 1", colorAt(again, peers.get(1)));
        net.run(Duration.ofMillis(20));
        assertEquals("none", colorAt(again, peers.get(1)));
    }

    @Test
    void shouldNotBringBackWhomOthersHaveForgottenMeanwhile() {
        for (final MembershipMode mode : MembershipMode.values()) {
            final List<Net.Peer> peers = cluster(3, mode);
            final Net.Peer gone = peers.get(2);
            final long withAll = peers.get(0).node.rootHash();
            peers.get(0).node.stop();
            gone.node.leave(net.nowNs);
            net.run(Duration.ofSeconds(1));
            net.kill(gone);
            net.run(MOST_OF_IT);
            assertEquals("none", colorAt(peers.get(1), gone), "forgotten");
            final Net.Peer again = net.again(peers.get(0));
            net.start(again, 1);
            assertTrue(
                    net.runUntil(
                            SHORT,
                            () -> again.node.rootHash() == peers.get(1).node.rootHash()),
                    "agree as soon as they have met, mode=" + mode);
            assertFalse(withAll == again.node.rootHash());
            net.run(Duration.ofSeconds(20));
            for (final Net.Peer peer : List.of(again, peers.get(1))) {
                assertEquals("none", colorAt(peer, gone));
            }
            net.kill(again);
            net.kill(peers.get(1));
        }
    }

    @Test
    void shouldGoOnFromWhatItHoldsWhenItMeetsTheOthersAgain() {
        final List<Net.Peer> peers = cluster(3, MembershipMode.OPEN);
        peers.get(0).node.stop();
        peers.get(1).node.store().removeSelf(COLOR);
        peers.get(2).node.store().updateSelf(COLOR, "another");
        // Long enough for the tombstone to be purged.
        net.run(Duration.ofSeconds(30));
        final Net.Peer again = net.again(peers.get(0));
        net.start(again, 1);
        await(
                "all agree",
                () -> again.node.rootHash() == peers.get(1).node.rootHash()
                        && again.node.rootHash() == peers.get(2).node.rootHash());
        assertEquals("none", colorAt(again, peers.get(1)), "deleted meanwhile");
        assertEquals("another", colorAt(again, peers.get(2)));
        assertEquals("color of 0", colorAt(peers.get(2), again));
    }

    /** The bound on owners is for those who are there. */
    @Test
    void shouldGiveMembersTheRoomOfThoseItDoesNotMeet() {
        final StoreLimits two =
                StoreLimits.defaults().withMaxUndeclaredOwners(3).withMaxOwners(3);
        final List<Net.Peer> peers = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            final Net.Peer peer = net.create(
                    n,
                    Net.config(n)
                            .membershipMode(MembershipMode.OPEN)
                            .limits(two)
                            .build());
            peer.node.store().updateSelf(COLOR, "color of " + n);
            peers.add(peer);
        }
        final Net.Peer first = peers.get(0);
        List.of(first, peers.get(1), peers.get(2)).forEach(peer -> net.start(peer, 0));
        await(
                "full",
                () -> colorAt(first, peers.get(1)).equals("color of 1")
                        && colorAt(first, peers.get(2)).equals("color of 2"));
        net.kill(peers.get(1));
        net.kill(peers.get(2));
        final Net.Peer again = pausedFor(first, SHORT);
        net.start(peers.get(3), 0);
        net.start(peers.get(4), 0);
        await(
                "others have come",
                () -> colorAt(again, peers.get(3)).equals("color of 3")
                        && colorAt(again, peers.get(4)).equals("color of 4"));
    }

    @Test
    void shouldTellOfALaterRunFromASnapshotOn() {
        final List<Net.Peer> peers = cluster(2, MembershipMode.OPEN);
        assertFalse(
                peers.get(0).events.get(0) instanceof GossipEvent.Snapshot, "the first run has nothing to begin anew");
        peers.get(0).events.clear();
        final Net.Peer again = pausedFor(peers.get(0), SHORT);
        final List<GossipEvent> events = again.events;
        final GossipEvent.Snapshot first = assertInstanceOf(GossipEvent.Snapshot.class, events.get(0));
        assertEquals(NodeStatus.NOT_IN_QUORUM, first.view().selfStatus());
        assertEquals(Set.of(Cluster.id(0)), first.view().members().keySet());
        assertEquals(
                new GossipEvent.SelfStatusChanged(Cluster.id(0), NodeStatus.NOT_IN_QUORUM, NodeStatus.UP),
                events.get(1));
        await("met", () -> colorAt(again, peers.get(1)).equals("color of 1"));
        assertEquals(
                Optional.of(Cluster.id(1)),
                events.stream()
                        .filter(GossipEvent.MemberJoined.class::isInstance)
                        .map(GossipEvent::node)
                        .findFirst());
        assertEquals(
                1,
                events.stream().filter(GossipEvent.Snapshot.class::isInstance).count());
    }
}
