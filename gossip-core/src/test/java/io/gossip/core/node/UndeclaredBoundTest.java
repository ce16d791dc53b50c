package io.gossip.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.Incarnation;
import io.gossip.MembershipMode;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeUpdate;
import io.gossip.StoreLimits;
import io.gossip.core.fixture.Cluster;
import io.gossip.core.fixture.Events;
import io.gossip.core.fixture.Parts;
import io.gossip.core.membership.ClaimOutcome;
import io.gossip.core.membership.Member;
import io.gossip.core.membership.Membership;
import io.gossip.core.membership.MembershipListener;
import io.gossip.core.membership.Reaper;
import io.gossip.core.suspicion.SuspicionTimeouts;
import io.gossip.core.wire.MemberState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UndeclaredBoundTest {
    private static final int MAX = 3;
    private static final int MAX_MEMBERS = 10;

    private final Parts parts = new Parts();
    private final AtomicLong refused = new AtomicLong();
    private Snapshots snapshots;
    private Membership membership;
    private UndeclaredBound bound;
    private Reaper reaper;

    private void with(final MembershipMode mode, final int max) {
        final NodeConfig config = NodeConfig.builder(Cluster.id(0))
                .membershipMode(mode)
                .limits(StoreLimits.defaults().withMaxUndeclaredOwners(max))
                .build();
        snapshots = new Snapshots(config, Cluster.address(0), Incarnation.NONE, () -> 0);
        bound = new UndeclaredBound(config, parts.table, MAX_MEMBERS, snapshots, refused);
        final MembershipListener listener = new Census();
        membership = new Membership(
                parts.table,
                parts.gone,
                new SuspicionTimeouts(Cluster.intervals()),
                parts.health,
                MAX_MEMBERS,
                bound,
                parts.identity,
                listener);
        reaper = new Reaper(parts.table, parts.gone, Long.MAX_VALUE, listener, 0);
    }

    /** As a node does. */
    private final class Census extends Events {
        @Override
        public void onKnown(final Member member) {
            bound.onKnown(member.id());
        }

        @Override
        public void onRemoved(final Member member, final Generation lastLife) {
            bound.onRemoved(member.id());
        }
    }

    private void declare(final int... nodes) {
        final Map<NodeId, NodeUpdate> declared = new TreeMap<>();
        for (final int node : nodes) {
            declared.put(Cluster.id(node), new NodeUpdate(Optional.of(Cluster.address(node)), true, ""));
        }
        snapshots.declare(last -> last.withNodes(declared, Cluster.id(0), Instant.EPOCH));
    }

    private ClaimOutcome apply(final int node) {
        return membership.apply(Cluster.alive(node), true, 0);
    }

    @Test
    void shouldAdmitSoManyUndeclaredAndAllDeclared() {
        with(MembershipMode.MANAGED, MAX);
        declare(0, 1, 2);
        for (int node = 3; node < 3 + MAX; node++) {
            assertEquals(ClaimOutcome.APPLIED, apply(node));
        }
        assertEquals(ClaimOutcome.REFUSED, apply(6));
        assertEquals(ClaimOutcome.REFUSED, apply(7));
        assertEquals(2, refused.get());
        assertEquals(ClaimOutcome.APPLIED, apply(1));
        assertEquals(ClaimOutcome.APPLIED, apply(2));
        assertEquals(5, parts.table.all().size());
        assertEquals(ClaimOutcome.IGNORED, apply(3), "who is in is asked no more");
        assertEquals(2, refused.get());
    }

    @Test
    void shouldAdmitOneMoreWhenOneIsDeclared() {
        with(MembershipMode.MANAGED, 1);
        assertEquals(ClaimOutcome.APPLIED, apply(1));
        assertEquals(ClaimOutcome.REFUSED, apply(2));
        declare(2);
        assertEquals(ClaimOutcome.APPLIED, apply(2));
        assertEquals(ClaimOutcome.REFUSED, apply(3));
        declare(2, 1);
        assertEquals(ClaimOutcome.APPLIED, apply(3));
        declare();
        assertEquals(3, parts.table.all().size(), "nobody is put out");
        assertEquals(ClaimOutcome.REFUSED, apply(4));
    }

    @Test
    void shouldKeepAPlaceForEachDeclaredNodeThatIsNotThereYet() {
        with(MembershipMode.MANAGED, MAX_MEMBERS);
        declare(0, 1, 2);
        assertEquals(ClaimOutcome.APPLIED, apply(1));
        for (int node = 3; node < 3 + MAX_MEMBERS - 2; node++) {
            assertTrue(membership.hasPlaceForStrangers());
            assertEquals(ClaimOutcome.APPLIED, apply(node));
        }
        assertFalse(membership.hasPlaceForStrangers());
        assertEquals(ClaimOutcome.REFUSED, apply(20));
        assertEquals(ClaimOutcome.APPLIED, apply(2));
        assertEquals(MAX_MEMBERS, parts.table.all().size());
    }

    @Test
    void shouldCountThoseWhoGo() {
        with(MembershipMode.MANAGED, 1);
        declare(0, 1);
        assertEquals(ClaimOutcome.APPLIED, apply(1));
        assertEquals(ClaimOutcome.APPLIED, apply(2));
        reaper.forget(parts.member(1));
        assertEquals(ClaimOutcome.REFUSED, apply(3), "a declared one went");
        reaper.forget(parts.member(2));
        assertEquals(ClaimOutcome.APPLIED, apply(3));
        assertEquals(ClaimOutcome.REFUSED, apply(4));
    }

    /** Whatever is said of it: the dead take a place as well. */
    @ParameterizedTest
    @EnumSource(value = MemberState.class, names = "GONE", mode = EnumSource.Mode.EXCLUDE)
    void shouldAdmitNobodyUndeclaredWhenNoneIsAllowed(final MemberState state) {
        with(MembershipMode.MANAGED, 0);
        declare(0);
        assertEquals(
                ClaimOutcome.REFUSED,
                membership.apply(Cluster.claim(state, 1, Cluster.inc(Cluster.FIRST_COUNTER, 0)), false, 0));
        assertEquals(1, refused.get());
        assertEquals(1, membership.refusedCount());
    }

    @Test
    void shouldPlayNoPartWhereMembershipIsOpen() {
        with(MembershipMode.OPEN, 0);
        for (int node = 1; node <= 10; node++) {
            assertEquals(ClaimOutcome.APPLIED, apply(node));
        }
        assertEquals(ClaimOutcome.REFUSED, apply(11), "the bound of all");
        assertEquals(0, refused.get());
    }
}
