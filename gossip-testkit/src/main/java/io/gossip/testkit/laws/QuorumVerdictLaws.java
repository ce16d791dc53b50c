package io.gossip.testkit.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.ClusterDomainState;
import io.gossip.ClusterView;
import io.gossip.Incarnation;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.PeerLink;
import io.gossip.QuorumMembership;
import io.gossip.QuorumProvider;
import io.gossip.QuorumStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What every quorum provider must keep, also one that lets two halves of a cluster go on. */
public interface QuorumVerdictLaws {
    /** Failure domains that occur. */
    int DOMAINS = 3;

    /** @return the provider under test */
    QuorumProvider provider();

    /**
     * @param number 0, 1, 2 ...
     * @param status its status
     * @return a member as the provider knows them; for providers that go by names
     */
    default ClusterView.Member member(final int number, final NodeStatus status) {
        return new ClusterView.Member(
                NodeId.of("n" + number),
                status,
                Incarnation.NONE,
                Optional.empty(),
                true,
                "domain" + number % DOMAINS,
                false,
                Instant.ofEpochSecond(number),
                NodeStatus.INVALID,
                PeerLink.UNKNOWN);
    }

    /**
     * @param observer number of the member that asks; one above all members is no member
     * @param unknown members that nobody has heard of
     * @param statuses of the members, by number
     * @param states of the failure domains, by number
     * @return what that member sees
     */
    default QuorumMembership membership(
            final int observer,
            final int unknown,
            final List<NodeStatus> statuses,
            final List<ClusterDomainState> states) {
        final List<ClusterView.Member> members = new ArrayList<>();
        for (int i = 0; i < statuses.size(); i++) {
            members.add(member(i, statuses.get(i)));
        }
        final Map<String, ClusterDomainState> activeMap = new TreeMap<>();
        for (int i = 0; i < states.size(); i++) {
            activeMap.put("domain" + i, states.get(i));
        }
        final ClusterView.Member self = member(observer, NodeStatus.UP);
        return new QuorumMembership(self.id(), self.clusterDomain(), members.size() + unknown, members, activeMap);
    }

    /** Equal arguments give equal answers, whatever was asked between and in whatever order the members come. */
    @Property
    default void isPure(
            @ForAll @Size(max = 9) final List<NodeStatus> statuses,
            @ForAll @Size(DOMAINS) final List<ClusterDomainState> states,
            @ForAll @IntRange(max = 3) final int unknown,
            @ForAll @IntRange(max = 9) final int observer,
            @ForAll final long seed) {
        final QuorumMembership asked = membership(observer, unknown, statuses, states);
        final QuorumStatus first = provider().evaluate(asked);
        final List<ClusterView.Member> shuffled = new ArrayList<>(asked.members());
        Collections.shuffle(shuffled, new Random(seed));
        provider().evaluate(membership(observer, unknown + 1, statuses.subList(0, statuses.size() / 2), states));
        assertEquals(
                first,
                provider()
                        .evaluate(new QuorumMembership(
                                asked.self(), asked.selfDomain(), asked.memberCount(), shuffled, asked.activeMap())));
    }

    /** One member more that is up never costs the quorum. */
    @Property
    default void isMonotone(
            @ForAll @Size(min = 1, max = 9) final List<NodeStatus> statuses,
            @ForAll @Size(DOMAINS) final List<ClusterDomainState> states,
            @ForAll @IntRange(max = 9) final int observer,
            @ForAll final int which) {
        final int risen = Math.floorMod(which, statuses.size());
        final List<NodeStatus> better = new ArrayList<>(statuses);
        better.set(risen, NodeStatus.UP);
        final boolean before =
                provider().evaluate(membership(observer, 0, statuses, states)).inQuorum();
        final boolean after =
                provider().evaluate(membership(observer, 0, better, states)).inQuorum();
        assertTrue(!before || after, () -> "lost by " + risen + " being up, statuses=" + statuses);
    }

    /** The short way to the verdict leads where the long one does. */
    @Property
    default void shortcutAgrees(
            @ForAll @Size(max = 9) final List<NodeStatus> statuses,
            @ForAll @Size(DOMAINS) final List<ClusterDomainState> states,
            @ForAll @IntRange(max = 3) final int unknown,
            @ForAll @IntRange(max = 9) final int observer) {
        final QuorumMembership asked = membership(observer, unknown, statuses, states);
        final int up = (int) statuses.stream().filter(NodeStatus::countsAsUp).count();
        assertEquals(provider().evaluate(asked).inQuorum(), provider().holds(asked.memberCount(), up, () -> asked));
    }

    /** Who is called missing is a member that is not up, and for as long as it has not been. */
    @Property
    default void namesOnlyTheMissing(
            @ForAll @Size(max = 9) final List<NodeStatus> statuses,
            @ForAll @Size(DOMAINS) final List<ClusterDomainState> states,
            @ForAll @IntRange(max = 9) final int observer) {
        final QuorumMembership asked = membership(observer, 0, statuses, states);
        final QuorumStatus status = provider().evaluate(asked);
        status.missing().forEach((id, since) -> {
            final ClusterView.Member member = asked.members().stream()
                    .filter(known -> known.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no member is missing, id=" + id));
            assertFalse(member.status().countsAsUp(), () -> "is up, member=" + member);
            assertEquals(member.since(), since);
        });
    }
}
