package io.gossip.testkit.laws;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.gossip.ClusterDomainState;
import io.gossip.NodeStatus;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What a quorum provider must keep, or two halves of a cluster may both believe to be it. */
public interface QuorumProviderLaws extends QuorumVerdictLaws {
    /** A membership cut in two never has two quorums, whoever asks on either side. */
    @Property
    default void neverHasTwoQuorums(
            @ForAll @Size(max = 9) final List<Boolean> isOnFirstSide,
            @ForAll @Size(DOMAINS) final List<ClusterDomainState> states,
            @ForAll @IntRange(max = 3) final int unknown) {
        final boolean first = isQuorumOf(isOnFirstSide, true, states, unknown);
        final boolean second = isQuorumOf(isOnFirstSide, false, states, unknown);
        assertFalse(first && second, () -> "two quorums, sides=" + isOnFirstSide + " states=" + states);
    }

    /** @return whether anybody is in quorum that sees one side only: its members, and others of each domain */
    private boolean isQuorumOf(
            final List<Boolean> isOnFirstSide,
            final boolean side,
            final List<ClusterDomainState> states,
            final int unknown) {
        final List<NodeStatus> statuses = isOnFirstSide.stream()
                .map(first -> first == side ? NodeStatus.UP : NodeStatus.DOWN)
                .toList();
        return IntStream.range(0, statuses.size() + DOMAINS)
                .filter(observer -> observer >= statuses.size() || isOnFirstSide.get(observer) == side)
                .anyMatch(observer -> provider()
                        .evaluate(membership(observer, unknown, statuses, states))
                        .inQuorum());
    }
}
