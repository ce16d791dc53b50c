package io.gossip.testkit.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.ClusterView;
import io.gossip.Incarnation;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.QuorumProvider;
import io.gossip.QuorumStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What every quorum provider must keep, or two halves of a cluster may both believe to be it. */
public interface QuorumProviderLaws {
    /** @return the provider under test */
    QuorumProvider provider();

    /**
     * @param number 0, 1, 2 ...
     * @param status its status
     * @return a member as the provider knows them; for providers that go by domains or names
     */
    default ClusterView.Member member(final int number, final NodeStatus status) {
        return new ClusterView.Member(
                NodeId.of("n" + number),
                status,
                Incarnation.NONE,
                Optional.empty(),
                true,
                "domain" + number % 3,
                false);
    }

    /** Equal arguments give equal answers, whatever was asked between and in whatever order the members come. */
    @Property
    default void isPure(
            @ForAll @Size(max = 9) final List<NodeStatus> statuses,
            @ForAll @IntRange(max = 3) final int unknown,
            @ForAll final long seed) {
        final List<ClusterView.Member> members = members(statuses);
        final int count = members.size() + unknown;
        final QuorumStatus first = provider().evaluate(count, Collections.unmodifiableList(members));
        final List<ClusterView.Member> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, new Random(seed));
        provider().evaluate(count + 1, members.subList(0, members.size() / 2));
        assertEquals(first, provider().evaluate(count, shuffled));
    }

    /** One member more that is up never costs the quorum. */
    @Property
    default void isMonotone(@ForAll @Size(min = 1, max = 9) final List<NodeStatus> statuses, @ForAll final int which) {
        final int risen = Math.floorMod(which, statuses.size());
        final List<NodeStatus> better = new ArrayList<>(statuses);
        better.set(risen, NodeStatus.UP);
        final boolean before =
                provider().evaluate(statuses.size(), members(statuses)).inQuorum();
        final boolean after =
                provider().evaluate(better.size(), members(better)).inQuorum();
        assertTrue(!before || after, () -> "lost by " + risen + " being up, statuses=" + statuses);
    }

    /** A membership cut in two never has two quorums. */
    @Property
    default void neverHasTwoQuorums(@ForAll @Size(max = 9) final List<Boolean> isOnFirstSide) {
        final boolean first = isQuorumOf(isOnFirstSide, true);
        final boolean second = isQuorumOf(isOnFirstSide, false);
        assertFalse(first && second, () -> "two quorums, sides=" + isOnFirstSide);
    }

    private boolean isQuorumOf(final List<Boolean> isOnFirstSide, final boolean side) {
        final List<NodeStatus> statuses = isOnFirstSide.stream()
                .map(first -> first == side ? NodeStatus.UP : NodeStatus.DOWN)
                .toList();
        return provider().evaluate(statuses.size(), members(statuses)).inQuorum();
    }

    private List<ClusterView.Member> members(final List<NodeStatus> statuses) {
        final List<ClusterView.Member> members = new ArrayList<>();
        for (int i = 0; i < statuses.size(); i++) {
            members.add(member(i, statuses.get(i)));
        }
        return members;
    }
}
