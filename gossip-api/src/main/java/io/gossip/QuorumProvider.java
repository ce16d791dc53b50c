package io.gossip;

import java.util.Collection;
import java.util.function.Supplier;

/**
 * Decides whether a set of members is a quorum. Pure: called on the protocol thread, possibly at every change, and must
 * depend on its arguments only.
 */
@FunctionalInterface
public interface QuorumProvider {
    /**
     * @param memberCount how many nodes count for quorum, known or not
     * @param members the shown quorum members with their statuses
     * @return how the quorum stands
     */
    QuorumStatus evaluate(int memberCount, Collection<ClusterView.Member> members);

    /**
     * The verdict of {@link #evaluate} alone, asked at every change. A provider that only counts should answer from the
     * numbers: making the members costs time in proportion to their number.
     *
     * @param memberCount how many nodes count for quorum, known or not
     * @param up how many of the shown quorum members count as up
     * @param members gives the shown quorum members with their statuses
     * @return whether the quorum holds
     * @throws InvalidValueException when the count is negative or the supplier null
     */
    default boolean holds(
            final int memberCount, final int up, final Supplier<? extends Collection<ClusterView.Member>> members) {
        return evaluate(memberCount, Checks.notNull(members, "members").get()).inQuorum();
    }

    /**
     * The default: more than half of the members must be up; with no members at all one must be, so that a cluster
     * without quorum members is never in quorum.
     *
     * @return the provider
     */
    static QuorumProvider majority() {
        return MajorityQuorum.INSTANCE;
    }
}
