package io.gossip;

import java.util.Collection;

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
     * The default: more than half of the members must be up; with no members at all one must be, so that a cluster
     * without quorum members is never in quorum.
     *
     * @return the provider
     */
    static QuorumProvider majority() {
        return MajorityQuorum.INSTANCE;
    }
}
