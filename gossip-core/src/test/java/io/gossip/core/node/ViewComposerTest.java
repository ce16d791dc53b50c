package io.gossip.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.ClusterView;
import io.gossip.Incarnation;
import io.gossip.MembershipMode;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.PeerLink;
import io.gossip.QuorumProvider;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.membership.MemberSnapshot;
import io.gossip.core.membership.SignOfLife;
import io.gossip.core.wire.MemberState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewComposerTest {
    private static final PeerLink LINK = new PeerLink(
            PeerLink.State.DATAGRAMS, Optional.of(Duration.ofMillis(3)), Optional.of(Duration.ofMillis(100)));

    private static final Instant BEGIN = Instant.ofEpochSecond(1_000);
    private static final Instant DECLARED = Instant.ofEpochSecond(2_000);
    private static final Instant GONE = Instant.ofEpochSecond(3_000);

    private final Map<NodeId, MemberSnapshot> known = new HashMap<>();
    private final Map<NodeId, NodeUpdate> declared = new HashMap<>();
    private QuorumProvider provider = QuorumProvider.majority();
    private int buried;
    private Optional<Instant> silentSince = Optional.empty();
    private TableSnapshot.Dates dates = new TableSnapshot.Dates(BEGIN, BEGIN, Map.of());

    private void known(final int n, final MemberState state) {
        final SignOfLife turned = new SignOfLife();
        turned.turn(false, GONE.toEpochMilli());
        known.put(
                Cluster.id(n),
                new MemberSnapshot(
                        Cluster.id(n),
                        state,
                        Cluster.inc(5, 1),
                        Cluster.address(n + 100),
                        NodeStatus.NOT_IN_QUORUM,
                        LINK,
                        turned));
    }

    private void declared(final int n, final boolean quorumMember) {
        declared.put(Cluster.id(n), new NodeUpdate(Optional.of(Cluster.address(n)), quorumMember, "domain-" + n));
    }

    private ClusterView compose(final MembershipMode mode, final int expected) {
        final NodeConfig config = Net.config(0)
                .membershipMode(mode)
                .expectedMembers(expected)
                .quorumProvider(provider)
                .build();
        final TableSnapshot table = new TableSnapshot(
                3, 3, NodeStatus.UP, Cluster.inc(1_000, 2), members(), buried, Set.of(), silentSince, dates);
        final Declaration declaration = Declaration.first(config).withNodes(declared, Cluster.id(0), DECLARED);
        return new ViewComposer(config, Cluster.address(0)).compose(table, declaration);
    }

    private KnownMembers members() {
        final int present =
                (int) known.values().stream().filter(MemberSnapshot::isPresent).count();
        final int left =
                (int) known.values().stream().filter(MemberSnapshot::hasLeft).count();
        return new KnownMembers(List.copyOf(known.values()), present, left);
    }

    private ClusterView managed() {
        return compose(MembershipMode.MANAGED, 0);
    }

    @Test
    void shouldShowItselfWhenNothingElseIsDeclared() {
        known(1, MemberState.ALIVE);
        final ClusterView view = managed();
        assertEquals(Set.of(Cluster.id(0)), view.members().keySet());
        assertEquals(
                new ClusterView.Member(
                        Cluster.id(0),
                        NodeStatus.UP,
                        Cluster.inc(1_000, 2),
                        Optional.of(Cluster.address(0)),
                        false,
                        "",
                        false,
                        BEGIN,
                        NodeStatus.UP,
                        PeerLink.UNKNOWN),
                view.members().get(Cluster.id(0)));
        assertFalse(view.quorum().inQuorum());
        assertEquals(1, view.quorum().needed());
    }

    @Test
    void shouldShowTheDeclaredWithTheOwnOpinionOfThem() {
        declared(0, true);
        declared(1, true);
        declared(2, true);
        declared(3, false);
        declared(4, true);
        known(1, MemberState.SUSPECT);
        known(2, MemberState.DEAD);
        known(3, MemberState.ALIVE);
        known(9, MemberState.ALIVE);
        final ClusterView view = managed();
        assertEquals(5, view.members().size());
        final ClusterView.Member suspect = view.members().get(Cluster.id(1));
        assertEquals(NodeStatus.UP, suspect.status());
        assertTrue(suspect.suspected());
        assertEquals(Optional.of(Cluster.address(101)), suspect.address(), "where it really is");
        assertEquals("domain-1", suspect.clusterDomain());
        assertEquals(NodeStatus.DOWN, view.members().get(Cluster.id(2)).status());
        assertFalse(view.members().get(Cluster.id(3)).quorumMember());
        final ClusterView.Member unheard = view.members().get(Cluster.id(4));
        assertEquals(NodeStatus.DOWN, unheard.status());
        assertEquals(Incarnation.NONE, unheard.incarnation());
        assertEquals(Optional.of(Cluster.address(4)), unheard.address());
        assertEquals(4, view.quorum().members());
        assertEquals(3, view.quorum().needed());
        assertEquals(2, view.quorum().up());
        assertEquals(
                Map.of(Cluster.id(2), GONE, Cluster.id(4), DECLARED),
                view.quorum().missing());
        assertFalse(view.quorum().inQuorum());
    }

    @Test
    void shouldShowWhatEachReportsOfItself() {
        declared(1, true);
        declared(2, true);
        known(1, MemberState.ALIVE);
        assertEquals(NodeStatus.NOT_IN_QUORUM, reported(managed(), 1), "other than its status, which is UP");
        assertEquals(NodeStatus.INVALID, reported(managed(), 2), "never heard of");
        assertEquals(NodeStatus.UP, reported(managed(), 0));
        assertEquals(NodeStatus.NOT_IN_QUORUM, reported(compose(MembershipMode.OPEN, 0), 1));
    }

    private static NodeStatus reported(final ClusterView view, final int n) {
        return view.members().get(Cluster.id(n)).reportedStatus();
    }

    /** A provider that went by it would let a peer, or whoever writes in its name, decide this node's quorum. */
    @Test
    void shouldNotTellTheQuorumProviderWhatAnybodyReports() {
        declared(0, true);
        declared(1, true);
        known(1, MemberState.ALIVE);
        final List<ClusterView.Member> asked = new ArrayList<>();
        provider = membership -> {
            asked.addAll(membership.members());
            return QuorumProvider.majority().evaluate(membership);
        };
        for (final MembershipMode mode : MembershipMode.values()) {
            assertTrue(compose(mode, 0).quorum().inQuorum());
        }
        assertEquals(4, asked.size());
        for (final ClusterView.Member member : asked) {
            assertEquals(NodeStatus.INVALID, member.reportedStatus());
            assertEquals(NodeStatus.UP, member.status());
        }
    }

    @Test
    void shouldSayFromWhenOnADeclaredNodeIsMissingThatIsNotKnown() {
        declared(1, true);
        assertEquals(Map.of(Cluster.id(1), DECLARED), managed().quorum().missing());
        final Instant later = DECLARED.plusSeconds(1);
        dates = new TableSnapshot.Dates(later, later, Map.of());
        assertEquals(Map.of(Cluster.id(1), later), managed().quorum().missing(), "nobody has looked before");
        dates = new TableSnapshot.Dates(BEGIN, BEGIN, Map.of(Cluster.id(1), GONE));
        assertEquals(Map.of(Cluster.id(1), GONE), managed().quorum().missing(), "it was known until it was reaped");
    }

    @Test
    void shouldNotCountItselfWhenItIsNotDeclared() {
        declared(1, true);
        declared(2, true);
        known(1, MemberState.ALIVE);
        final ClusterView view = managed();
        assertTrue(view.members().containsKey(Cluster.id(0)));
        assertFalse(view.members().get(Cluster.id(0)).quorumMember());
        assertEquals(1, view.quorum().up());
        known(2, MemberState.ALIVE);
        assertTrue(managed().quorum().inQuorum(), "a non-member is in quorum with its members");
    }

    @Test
    void shouldNotShrinkByDeathInOpenMembershipButByLeaving() {
        for (int n = 1; n <= 4; n++) {
            known(n, MemberState.ALIVE);
        }
        ClusterView view = compose(MembershipMode.OPEN, 0);
        assertEquals(5, view.quorum().members());
        known(1, MemberState.DEAD);
        known(2, MemberState.DEAD);
        view = compose(MembershipMode.OPEN, 0);
        assertEquals(5, view.quorum().members());
        assertEquals(3, view.quorum().up());
        assertTrue(view.quorum().inQuorum());
        known(3, MemberState.DEAD);
        assertFalse(compose(MembershipMode.OPEN, 0).quorum().inQuorum());
        known(1, MemberState.LEFT);
        known(2, MemberState.LEFT);
        view = compose(MembershipMode.OPEN, 0);
        assertEquals(3, view.quorum().members());
        assertTrue(view.quorum().inQuorum());
        assertEquals(5, view.members().size(), "who left is still shown");
        assertEquals(NodeStatus.DOWN, view.members().get(Cluster.id(1)).status());
    }

    @Test
    void shouldCountTheBuriedAndTheExpectedInOpenMembership() {
        known(1, MemberState.ALIVE);
        buried = 3;
        assertEquals(5, compose(MembershipMode.OPEN, 0).quorum().members());
        assertEquals(5, compose(MembershipMode.OPEN, 4).quorum().members());
        assertEquals(7, compose(MembershipMode.OPEN, 7).quorum().members());
    }

    @Test
    void shouldShowTheUndeclaredInOpenMembership() {
        declared(5, true);
        known(1, MemberState.ALIVE);
        assertEquals(
                Set.of(Cluster.id(0), Cluster.id(1)),
                compose(MembershipMode.OPEN, 0).members().keySet());
    }

    @Test
    void shouldCountNobodyElseForTheQuorumWhileItHearsNobody() {
        for (int n = 1; n <= 2; n++) {
            known(n, MemberState.ALIVE);
            declared(n, true);
        }
        declared(0, true);
        assertTrue(managed().quorum().inQuorum());
        silentSince = Optional.of(DECLARED);
        final ClusterView view = managed();
        assertFalse(view.quorum().inQuorum());
        assertEquals(1, view.quorum().up());
        assertEquals(
                Map.of(Cluster.id(1), DECLARED, Cluster.id(2), DECLARED),
                view.quorum().missing());
        assertEquals(NodeStatus.UP, view.members().get(Cluster.id(1)).status(), "shown as before");
        assertFalse(compose(MembershipMode.OPEN, 3).quorum().inQuorum());
    }
}
