package io.gossip;

import static io.gossip.ClusterDomainState.ACTIVE;
import static io.gossip.ClusterDomainState.INACTIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.gossip.ClusterView.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class QuorumProviderTest {
    private static final Map<String, ClusterDomainState> ZONES = Map.of("z1", ACTIVE, "z2", INACTIVE, "z3", ACTIVE);

    private final QuorumProvider majority = QuorumProvider.majority();
    private final QuorumProvider domains = QuorumProvider.failureDomains();
    private final QuorumProvider noop = QuorumProvider.noop();

    private static QuorumMembership membership(final int count, final List<Member> members) {
        return QuorumMembership.of(Samples.A, count, members);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1, false", "1, 0, 1, false", "1, 1, 1, true", "2, 1, 2, false", "2, 2, 2, true", "3, 1, 2, false",
        "3, 2, 2, true", "4, 2, 3, false", "4, 3, 3, true", "5, 2, 3, false", "5, 3, 3, true", "100, 50, 51, false",
        "100, 51, 51, true"
    })
    void shouldNeedMoreThanHalf(final int count, final int up, final int needed, final boolean inQuorum) {
        final List<Member> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            members.add(Samples.member(NodeId.of("n" + i), i < up ? NodeStatus.UP : NodeStatus.DOWN));
        }
        final QuorumStatus status = majority.evaluate(membership(count, members));
        assertEquals(inQuorum, status.inQuorum());
        assertEquals(count, status.members());
        assertEquals(needed, status.needed());
        assertEquals(up, status.up());
        assertEquals(count - up, status.missing().size());
        assertEquals(inQuorum, majority.holds(count, up, () -> fail("counting is enough")));
        final QuorumProvider other = majority::evaluate;
        assertEquals(inQuorum, other.holds(count, 0, () -> membership(count, members)), "who does not count gets them");
    }

    @ParameterizedTest
    @EnumSource
    void shouldCountMembersByTheirStatus(final NodeStatus status) {
        final List<Member> alone = List.of(Samples.member(Samples.A, status));
        final QuorumMembership active = new QuorumMembership(Samples.A, "", 1, alone, Map.of("", ACTIVE));
        for (final QuorumStatus quorum : List.of(majority.evaluate(active), domains.evaluate(active))) {
            assertEquals(status.countsAsUp(), quorum.inQuorum());
            assertEquals(status.countsAsUp() ? Map.of() : Map.of(Samples.A, Samples.NOW), quorum.missing());
        }
    }

    @Test
    void shouldCountMembersNobodyHasHeardOf() {
        final List<Member> alone = List.of(Samples.member(Samples.A, NodeStatus.UP));
        final QuorumStatus expected = new QuorumStatus(false, 5, 3, 1, Map.of());
        assertEquals(expected, majority.evaluate(membership(5, alone)));
        assertEquals(expected, domains.evaluate(new QuorumMembership(Samples.A, "", 5, alone, Map.of("", ACTIVE))));
    }

    private static Member member(final String id, final NodeStatus status, final String domain) {
        return new Member(
                NodeId.of(id),
                status,
                Incarnation.NONE,
                Optional.empty(),
                true,
                domain,
                false,
                Samples.NOW,
                NodeStatus.INVALID,
                PeerLink.UNKNOWN);
    }

    private static QuorumMembership zones(final String own, final Member... members) {
        return new QuorumMembership(Samples.A, own, members.length, List.of(members), ZONES);
    }

    @Test
    void shouldCountActiveDomainsOnly() {
        final QuorumMembership membership = zones(
                "z1",
                member("a", NodeStatus.NOT_IN_QUORUM, "z1"),
                member("b", NodeStatus.DOWN, "z1"),
                member("c", NodeStatus.UP, "z2"),
                member("d", NodeStatus.UP, "z2"),
                member("e", NodeStatus.SUSPECT_DOWN, "z3"),
                member("f", NodeStatus.UP, "z4"));
        assertEquals(
                new QuorumStatus(false, 3, 2, 1, Map.of(NodeId.of("b"), Samples.NOW, NodeId.of("e"), Samples.NOW)),
                domains.evaluate(membership));
        assertTrue(majority.evaluate(membership).inQuorum(), "to it domains mean nothing");
    }

    @ParameterizedTest
    @CsvSource({"z1, true", "z2, false", "z3, true", "z4, false", "'', false"})
    void shouldNeverBeInQuorumInAnInactiveDomain(final String own, final boolean inQuorum) {
        final QuorumMembership membership =
                zones(own, member("a", NodeStatus.UP, "z1"), member("b", NodeStatus.UP, "z3"));
        assertEquals(inQuorum, domains.evaluate(membership).inQuorum());
    }

    @Test
    void shouldTakeTheEmptyDomainForAnOrdinaryName() {
        final List<Member> one = List.of(member("a", NodeStatus.UP, ""));
        assertTrue(domains.evaluate(new QuorumMembership(Samples.A, "", 1, one, Map.of("", ACTIVE)))
                .inQuorum());
        assertFalse(domains.evaluate(new QuorumMembership(Samples.A, "", 1, one, Map.of()))
                .inQuorum());
    }

    @Test
    void shouldAlwaysBeInQuorumWhenNoneIsNeeded() {
        final List<Member> down = List.of(Samples.member(Samples.A, NodeStatus.DOWN));
        assertEquals(
                new QuorumStatus(true, 7, 0, 0, Map.of(Samples.A, Samples.NOW)), noop.evaluate(membership(7, down)));
        assertTrue(noop.holds(7, 0, () -> fail("nothing is looked at")));
    }

    @Test
    void shouldKnowWhoGoesByDomains() {
        assertTrue(domains.goesByDomains());
        assertFalse(majority.goesByDomains());
        assertFalse(noop.goesByDomains());
        final QuorumProvider own = majority::evaluate;
        assertFalse(own.goesByDomains());
    }

    @Test
    void shouldBeFoundByTypeWithTheNumbersOfTheReference() {
        assertSame(majority, QuorumProviderType.DEFAULT.provider());
        assertSame(domains, QuorumProviderType.FAILURE_DOMAINS.provider());
        assertSame(noop, QuorumProviderType.NOOP.provider());
        for (final QuorumProviderType type : QuorumProviderType.values()) {
            assertEquals(type.ordinal(), type.code());
        }
    }

    @Test
    void shouldRefuseBadArguments() {
        assertThrows(InvalidValueException.class, () -> membership(-1, List.of()));
        assertThrows(InvalidValueException.class, () -> membership(1, null));
        assertThrows(InvalidValueException.class, () -> membership(1, Collections.singletonList(null)));
        assertThrows(InvalidValueException.class, () -> new QuorumMembership(Samples.A, "\n", 1, List.of(), Map.of()));
        assertThrows(
                InvalidValueException.class,
                () -> new QuorumMembership(Samples.A, "", 1, List.of(), Map.of("x".repeat(256), ACTIVE)));
        assertThrows(InvalidValueException.class, () -> majority.holds(-1, 0, () -> null));
        assertEquals(
                1_073_741_824,
                majority.evaluate(membership(Integer.MAX_VALUE, List.of())).needed());
        assertEquals("majority", majority.toString());
        assertEquals("failure domains", domains.toString());
        assertEquals("noop", noop.toString());
    }
}
