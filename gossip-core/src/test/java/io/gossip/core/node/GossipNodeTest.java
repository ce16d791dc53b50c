package io.gossip.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.ClusterView;
import io.gossip.GossipEvent;
import io.gossip.GossipException;
import io.gossip.InvalidValueException;
import io.gossip.LifecycleException;
import io.gossip.MembershipMode;
import io.gossip.NodeAddress;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.Retention;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.RecordingTransport;
import io.gossip.spi.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class GossipNodeTest {
    private static final StoreKey<String> COLOR = StoreKey.utf8("color");
    private static final Duration LONG = Duration.ofMinutes(3);

    private final Net net = new Net();

    private static NodeConfig open(final int n) {
        return Net.config(n).membershipMode(MembershipMode.OPEN).build();
    }

    private static Map<NodeId, NodeUpdate> declaration(final int... nodes) {
        final Map<NodeId, NodeUpdate> all = new HashMap<>();
        for (final int n : nodes) {
            all.put(Cluster.id(n), NodeUpdate.member(Cluster.address(n)));
        }
        return all;
    }

    private static ClusterView view(final Net.Peer peer) {
        return peer.node.store().view();
    }

    private static boolean sees(final Net.Peer peer, final int n, final NodeStatus status) {
        final ClusterView.Member member = view(peer).members().get(Cluster.id(n));
        return member != null && member.status() == status;
    }

    private static <T extends GossipEvent> List<T> events(final Net.Peer peer, final Class<T> kind) {
        return peer.events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void await(final String what, final BooleanSupplier condition) {
        assertTrue(net.runUntil(LONG, condition), what);
    }

    private static void refuses(final String naming, final Executable call) {
        final GossipException e = assertThrows(InvalidValueException.class, call);
        assertTrue(e.getMessage().contains(naming), e.getMessage());
    }

    private GossipNode createWith(final NodeConfig config, final long counter) {
        return GossipNode.create(
                config, counter, new RecordingTransport(Cluster.address(0)), new Random(1), () -> 0, event -> {});
    }

    @Test
    void shouldRefuseWhatMakesNoNodeByName() {
        final NodeConfig config = open(0);
        final RecordingTransport transport = new RecordingTransport(Cluster.address(0));
        final Random random = new Random(1);
        refuses("config=null", () -> GossipNode.create(null, 1, transport, random, () -> 0, e -> {}));
        refuses("transport=null", () -> GossipNode.create(config, 1, null, random, () -> 0, e -> {}));
        refuses("random=null", () -> GossipNode.create(config, 1, transport, null, () -> 0, e -> {}));
        refuses("clock=null", () -> GossipNode.create(config, 1, transport, random, null, e -> {}));
        refuses("listener=null", () -> GossipNode.create(config, 1, transport, random, () -> 0, null));
        refuses("generationCounter=0", () -> createWith(config, 0));
        refuses("generationCounter=" + (1L << 47 | 1), () -> createWith(config, 1L << 47 | 1));
        refuses(
                "maxValueLength=1000000",
                () -> createWith(
                        Net.config(0)
                                .limits(StoreLimits.defaults().withMaxValueLength(1_000_000))
                                .build(),
                        1));
    }

    @Test
    void shouldRefuseATransportWhosePacketsCannotHoldItsJoin() {
        final NodeConfig config = Net.config(0)
                .clusterId("x".repeat(255))
                .gossipVersion("y".repeat(255))
                .build();
        final RecordingTransport narrow = new RecordingTransport(Cluster.address(0), 576);
        refuses("maxPacketLength=576", () -> GossipNode.create(config, 1, narrow, new Random(1), () -> 0, event -> {}));
        GossipNode.create(open(0), 1, narrow, new Random(1), () -> 0, event -> {});
    }

    @Test
    void shouldRefuseABadConfigurationByName() {
        refuses("nodeId=null", () -> NodeConfig.builder(null).build());
        refuses("clusterId=''", () -> Net.config(0).clusterId("").build());
        refuses("clusterId=null", () -> Net.config(0).clusterId(null).build());
        refuses("length=256", () -> Net.config(0).gossipVersion("v".repeat(256)).build());
        refuses("membershipMode=null", () -> Net.config(0).membershipMode(null).build());
        refuses("expectedMembers=-1", () -> Net.config(0).expectedMembers(-1).build());
        refuses("quorumProvider=null", () -> Net.config(0).quorumProvider(null).build());
        refuses("intervals=null", () -> Net.config(0).intervals(null).build());
        refuses("limits=null", () -> Net.config(0).limits(null).build());
        refuses("retention=null", () -> Net.config(0).retention(null).build());
        final Duration hour = Duration.ofHours(1);
        refuses("reapAfter=null", () -> new Retention(null, hour, hour));
        refuses("forgetAfter=PT0S", () -> new Retention(hour, Duration.ZERO, hour));
        refuses("tombstoneGrace=PT-1S", () -> new Retention(hour, hour, Duration.ofSeconds(-1)));
        refuses("reapAfter=PT1H", () -> new Retention(hour, Duration.ofMinutes(1), hour));
    }

    @Test
    void shouldDoNothingBeforeTheStartAndAfterTheEnd() {
        final Net.Peer peer = net.create(0, open(0));
        assertEquals(0, peer.node.doWork(5));
        assertEquals(Long.MAX_VALUE, peer.node.nextDeadlineNs());
        assertEquals(0, peer.node.rootHash());
        assertFalse(peer.node.isStopped());
        net.start(peer);
        peer.node.stop();
        peer.node.stop();
        assertTrue(peer.node.isStopped());
        assertEquals(0, peer.node.doWork(net.nowNs + 1));
        assertEquals(Long.MAX_VALUE, peer.node.nextDeadlineNs());
        peer.node.store().updateSelf(COLOR, "still writable");
        peer.node.updateCluster(declaration(0));
        assertEquals(1, view(peer).members().size());
        assertTrue(peer.node.counters().packetsSent().values().stream().allMatch(count -> count == 0));
    }

    @Test
    void shouldRefuseCallsThatDoNotFitThePhase() {
        final Net.Peer peer = net.create(0, open(0));
        assertThrows(LifecycleException.class, () -> peer.node.leave(0));
        refuses("seeds=null", () -> peer.node.start(0, null));
        refuses("seed=null", () -> peer.node.start(0, Collections.singletonList(null)));
        net.start(peer);
        final LifecycleException twice = assertThrows(LifecycleException.class, () -> peer.node.start(0, List.of()));
        assertTrue(twice.getMessage().contains("nodeId=node-0"), twice.getMessage());
        peer.node.stop();
        assertThrows(LifecycleException.class, () -> peer.node.leave(0));
        assertThrows(LifecycleException.class, () -> peer.node.start(0, List.of()));
        final Net.Peer never = net.create(1, open(1));
        never.node.stop();
        assertThrows(LifecycleException.class, () -> never.node.start(0, List.of()));
    }

    @Test
    void shouldRefuseABadDeclarationAndKeepTheOldOne() {
        final Net.Peer peer = net.create(0, Net.config(0).build());
        peer.node.updateCluster(declaration(0, 1));
        refuses("nodes=null", () -> peer.node.updateCluster(null));
        final Map<NodeId, NodeUpdate> bad = new HashMap<>();
        bad.put(Cluster.id(7), null);
        refuses("nodeId=node-7", () -> peer.node.updateCluster(bad));
        bad.clear();
        bad.put(null, NodeUpdate.member(Cluster.address(1)));
        refuses("nodeId=null", () -> peer.node.updateCluster(bad));
        assertEquals(2, view(peer).members().size());
    }

    @Test
    void shouldShowADeclarationAtReturnInEveryPhaseUnderANewNumber() {
        final Net.Peer peer = net.create(0, Net.config(0).build());
        final long before = view(peer).changeNumber();
        peer.node.updateCluster(declaration(0, 1));
        final long declared = view(peer).changeNumber();
        assertTrue(declared > before, "before=" + before + " declared=" + declared);
        assertEquals(2, view(peer).quorum().needed());
        net.start(peer);
        peer.node.updateCluster(declaration(0));
        assertEquals(1, view(peer).members().size());
        assertTrue(view(peer).changeNumber() > declared);
        net.run(Duration.ofMillis(1));
        assertEquals(NodeStatus.UP, peer.node.store().selfStatus(), "one of one");
        peer.node.updateCluster(declaration(0, 1, 2));
        net.run(Duration.ofMillis(1));
        assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, peer.node.store().selfStatus());
        net.run(Duration.ofSeconds(60));
        assertEquals(NodeStatus.NOT_IN_QUORUM, peer.node.store().selfStatus());
    }

    @Test
    void shouldNotBeInQuorumWhenItDeclaresMoreThanAreThereBeforeTheStart() {
        final Net.Peer peer = net.create(0, Net.config(0).build());
        peer.node.updateCluster(declaration(0, 1, 2));
        net.start(peer);
        net.run(Duration.ofSeconds(5));
        assertEquals(NodeStatus.NOT_IN_QUORUM, peer.node.store().selfStatus());
        assertEquals(3, view(peer).quorum().members());
    }

    @Test
    void shouldFindEachOtherByDeclarationAndComeUp() {
        final Net.Peer a = net.start(0, Net.config(0).build());
        final Net.Peer b = net.start(1, Net.config(1).build());
        a.node.updateCluster(declaration(0, 1));
        b.node.updateCluster(declaration(0, 1));
        await(
                "both up",
                () -> a.node.store().selfStatus() == NodeStatus.UP
                        && b.node.store().selfStatus() == NodeStatus.UP);
        a.node.store().updateSelf(COLOR, "blue");
        net.run(Duration.ofMillis(10));
        assertEquals("blue", b.node.store().value(Cluster.id(0), COLOR).orElseThrow(), "at once, not with the tick");
        await("same hash", () -> a.node.rootHash() == b.node.rootHash());
        assertEquals(1, events(a, GossipEvent.MemberJoined.class).size());
        assertEquals(
                List.of(NodeStatus.UP),
                events(a, GossipEvent.SelfStatusChanged.class).stream()
                        .map(GossipEvent.SelfStatusChanged::after)
                        .toList());
    }

    @Test
    void shouldGiveUpTheQuorumAtTheTimeoutAfterACrash() {
        final Net.Peer a = net.start(0, Net.config(0).build());
        final Net.Peer b = net.start(1, Net.config(1).build());
        a.node.updateCluster(declaration(0, 1));
        b.node.updateCluster(declaration(0, 1));
        await("up", () -> a.node.store().selfStatus() == NodeStatus.UP);
        net.kill(b);
        await("down", () -> sees(a, 1, NodeStatus.DOWN));
        assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, a.node.store().selfStatus());
        final long lostNs = net.nowNs;
        await("given up", () -> a.node.store().selfStatus() == NodeStatus.NOT_IN_QUORUM);
        final long tookMs = (net.nowNs - lostNs) / Net.MS;
        assertTrue(tookMs >= 59_980 && tookMs <= 60_020, "ms=" + tookMs);
        final Net.Peer again = net.start(1, Net.config(1).build(), 0);
        again.node.updateCluster(declaration(0, 1));
        await("back", () -> a.node.store().selfStatus() == NodeStatus.UP && sees(a, 1, NodeStatus.UP));
        assertEquals(
                again.node.generation(),
                view(a).members().get(Cluster.id(1)).incarnation().generation());
    }

    @Test
    void shouldSayGoodByeAndStopByItself() {
        final Net.Peer a = net.start(0, open(0));
        final Net.Peer b = net.start(1, open(1), 0);
        final Net.Peer c = net.start(2, open(2), 0);
        await("joined", () -> view(a).quorum().up() == 3 && view(c).quorum().up() == 3);
        b.node.leave(net.nowNs);
        b.node.leave(net.nowNs);
        assertEquals(NodeStatus.DOWN, b.node.store().selfStatus());
        final long leftNs = net.nowNs;
        await("stopped", b.node::isStopped);
        assertTrue(net.nowNs - leftNs <= Duration.ofSeconds(2).toNanos(), "in a few ticks");
        assertEquals(Long.MAX_VALUE, b.node.nextDeadlineNs());
        assertEquals(1, events(a, GossipEvent.MemberLeft.class).size());
        assertEquals(1, events(c, GossipEvent.MemberLeft.class).size());
        assertEquals(0, events(a, GossipEvent.MemberFailed.class).size());
        assertEquals(2, view(a).quorum().members(), "leaving makes the cluster smaller");
        net.run(Duration.ofMinutes(2));
        assertEquals(NodeStatus.UP, a.node.store().selfStatus());
        assertEquals(0, events(a, GossipEvent.MemberSuspected.class).size());
    }

    @Test
    void shouldStopAtOnceWhenNobodyIsThereToHearTheGoodBye() {
        final Net.Peer a = net.start(0, open(0));
        net.run(Duration.ofSeconds(1));
        a.node.leave(net.nowNs);
        assertTrue(a.node.isStopped());
        assertEquals(NodeStatus.DOWN, a.node.store().selfStatus());
    }

    @Test
    void shouldTakeBackASeedThatRestartedFasterThanAnybodyNoticed() {
        final Net.Peer seed = net.start(0, open(0));
        final Net.Peer b = net.start(1, open(1), 0);
        await("joined", () -> view(b).quorum().up() == 2 && view(seed).quorum().up() == 2);
        net.run(Duration.ofSeconds(30)); // until all news is spent
        net.kill(seed);
        final Net.Peer again = net.start(0, open(0));
        await("found", () -> sees(again, 1, NodeStatus.UP));
        await("known in its new life", () -> view(b).members()
                .get(Cluster.id(0))
                .incarnation()
                .generation()
                .equals(again.node.generation()));
        await("same hash", () -> again.node.rootHash() == b.node.rootHash());
    }

    @Test
    void shouldHealAPartitionThatLastedUntilAllWereHeldDead() {
        final Net.Peer a = net.start(0, open(0));
        final Net.Peer b = net.start(1, open(1), 0);
        final Net.Peer c = net.start(2, open(2), 0);
        await("joined", () -> view(b).quorum().up() == 3 && view(c).quorum().up() == 3);
        net.cut(a, b);
        net.cut(a, c);
        await("apart", () -> view(a).quorum().up() == 1 && view(b).quorum().up() == 2);
        a.node.store().updateSelf(COLOR, "written apart");
        net.run(Duration.ofMinutes(2));
        assertEquals(NodeStatus.NOT_IN_QUORUM, a.node.store().selfStatus());
        assertEquals(NodeStatus.UP, b.node.store().selfStatus());
        net.cut.clear();
        await(
                "healed",
                () -> a.node.store().selfStatus() == NodeStatus.UP
                        && view(c).quorum().up() == 3
                        && b.node.store().value(Cluster.id(0), COLOR).isPresent());
        await("same hash", () -> a.node.rootHash() == b.node.rootHash() && b.node.rootHash() == c.node.rootHash());
    }

    @Test
    void shouldHealAfterTheOthersWereForgotten() {
        final Retention brief = new Retention(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(1));
        final Net.Peer a = net.start(
                0,
                Net.config(0)
                        .membershipMode(MembershipMode.OPEN)
                        .retention(brief)
                        .build());
        final Net.Peer b = net.start(
                1,
                Net.config(1)
                        .membershipMode(MembershipMode.OPEN)
                        .retention(brief)
                        .build(),
                0);
        await("joined", () -> view(b).quorum().up() == 2 && view(a).quorum().up() == 2);
        b.node.store().updateSelf(COLOR, "kept");
        net.cut(a, b);
        await(
                "forgotten",
                () -> !events(a, GossipEvent.MemberRemoved.class).isEmpty()
                        && !events(b, GossipEvent.MemberRemoved.class).isEmpty());
        net.run(Duration.ofMinutes(2));
        net.cut.clear();
        await("healed", () -> sees(a, 1, NodeStatus.UP) && sees(b, 0, NodeStatus.UP));
        await("data", () -> a.node.store().value(Cluster.id(1), COLOR).isPresent());
        await("same hash", () -> a.node.rootHash() == b.node.rootHash());
    }

    @Test
    void shouldLetTheForgottenFailuresGoFromTheCountInTheirTime() {
        final Retention brief = new Retention(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(1));
        final Net.Peer a = net.start(
                0,
                Net.config(0)
                        .membershipMode(MembershipMode.OPEN)
                        .retention(brief)
                        .build());
        final Net.Peer b = net.start(
                1,
                Net.config(1)
                        .membershipMode(MembershipMode.OPEN)
                        .retention(brief)
                        .build(),
                0);
        await("joined", () -> view(a).quorum().up() == 2 && view(b).quorum().up() == 2);
        net.kill(b);
        await("forgotten", () -> !events(a, GossipEvent.MemberRemoved.class).isEmpty());
        assertEquals(2, view(a).quorum().members(), "death does not make the cluster smaller");
        net.run(Duration.ofMinutes(6));
        assertEquals(1, view(a).quorum().members());
        assertEquals(NodeStatus.UP, a.node.store().selfStatus());
    }

    @Test
    void shouldLoseTheQuorumWhenItWakesUpAfterEverythingItKnewIsTooOld() {
        final Retention brief = new Retention(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(1));
        final Net.Peer a = net.start(0, Net.config(0).retention(brief).build());
        final Net.Peer b = net.start(1, Net.config(1).retention(brief).build());
        a.node.updateCluster(declaration(0, 1));
        b.node.updateCluster(declaration(0, 1));
        await("up", () -> a.node.store().selfStatus() == NodeStatus.UP);
        a.isFrozen = true;
        net.run(Duration.ofSeconds(30));
        net.kill(b);
        net.run(Duration.ofMinutes(20));
        a.transport.poll((lane, source, buffer, offset, length) -> {}, Integer.MAX_VALUE);
        a.isFrozen = false;
        net.run(Duration.ofSeconds(1));
        assertTrue(sees(a, 1, NodeStatus.DOWN));
        assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, a.node.store().selfStatus());
        assertEquals(1, events(a, GossipEvent.MemberRemoved.class).size());
        net.run(Duration.ofSeconds(10));
        assertEquals(1, events(a, GossipEvent.MemberJoined.class).size(), "nobody is brought back by its own probe");
    }

    @Test
    void shouldRunOneTickAfterAPauseAndNotAllItMissed() {
        final Net.Peer a = net.start(0, open(0));
        net.run(Duration.ofSeconds(1));
        final long nowNs = net.nowNs + Duration.ofHours(1).toNanos();
        a.node.doWork(nowNs);
        assertTrue(a.node.nextDeadlineNs() > nowNs, "all that was due is done");
    }

    @Test
    void shouldKeepNodesOfAnotherClusterOrVersionOut() {
        final Net.Peer a = net.start(0, open(0));
        final Net.Peer b = net.start(
                1,
                Net.config(1)
                        .membershipMode(MembershipMode.OPEN)
                        .clusterId("other")
                        .build(),
                0);
        final Net.Peer c = net.start(
                2,
                Net.config(2)
                        .membershipMode(MembershipMode.OPEN)
                        .gossipVersion("v2")
                        .build(),
                0);
        net.run(Duration.ofMinutes(1));
        for (final Net.Peer peer : List.of(a, b, c)) {
            assertEquals(1, view(peer).members().size());
        }
    }

    @Test
    void shouldReportAnIdentityConflictWhenTwoProcessesUseOneId() {
        final Net.Peer a = net.start(0, open(0));
        final Net.Peer b = net.start(1, open(1), 0);
        final NodeAddress elsewhere = Cluster.address(9);
        final RecordingTransport transport = new RecordingTransport(elsewhere);
        final List<GossipEvent> events = new ArrayList<>();
        final GossipNode twin = GossipNode.create(open(1), 900, transport, new Random(5), () -> 0, events::add);
        net.peers.put(elsewhere, new Net.Peer(9, twin, transport, events));
        net.adopt(elsewhere);
        twin.start(net.nowNs, List.of(Cluster.address(0)));
        net.run(Duration.ofMinutes(1));
        assertFalse(events(b, GossipEvent.IdentityConflict.class).isEmpty()
                && events.stream().noneMatch(GossipEvent.IdentityConflict.class::isInstance));
        assertTrue(sees(a, 1, NodeStatus.UP));
    }

    @Test
    void shouldNotFallOverRubbish() {
        final Net.Peer a = net.start(0, open(0));
        final Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            final byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            a.transport.arrive(
                    new RecordingTransport.Sent(Lane.BEST_EFFORT, Cluster.address(5), Cluster.address(0), bytes));
        }
        net.run(Duration.ofSeconds(1));
        assertEquals(1, view(a).members().size());
        assertTrue(a.node.counters().received().values().stream()
                        .mapToLong(Long::longValue)
                        .sum()
                >= 200);
    }

    @Test
    void shouldHoldEveryMemberItAdmits() {
        final NodeConfig tiny = Net.config(0)
                .membershipMode(MembershipMode.OPEN)
                .limits(StoreLimits.defaults().withMaxOwners(3))
                .build();
        final Net.Peer a = net.start(0, tiny);
        for (int n = 1; n <= 5; n++) {
            final Net.Peer peer = net.start(n, open(n), 0);
            peer.node.store().updateSelf(COLOR, "of " + n);
        }
        net.run(Duration.ofSeconds(20));
        assertEquals(3, view(a).members().size(), "itself included");
        view(a).members().keySet().stream()
                .filter(id -> !id.equals(Cluster.id(0)))
                .forEach(id -> assertTrue(a.node.store().value(id, COLOR).isPresent(), id + " without data"));
    }

    @Test
    void shouldDoTheSameAgainWithTheSameSeeds() {
        final long[] hashes = new long[2];
        for (int i = 0; i < 2; i++) {
            final Net run = new Net();
            final Net.Peer[] peers = new Net.Peer[5];
            for (int n = 0; n < 5; n++) {
                peers[n] = n == 0 ? run.start(n, open(n)) : run.start(n, open(n), 0);
            }
            run.run(Duration.ofSeconds(3));
            run.kill(peers[3]);
            run.run(Duration.ofSeconds(40));
            hashes[i] = Arrays.stream(peers)
                    .mapToLong(peer -> peer.node.rootHash()
                            ^ peer.node.counters().bytesSent().hashCode() * 31L
                            ^ peer.events.toString().hashCode())
                    .reduce(7, (x, y) -> 31 * x + y);
        }
        assertEquals(hashes[0], hashes[1]);
    }
}
