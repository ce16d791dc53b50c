package io.gossip;

/**
 * {@code floor(n / 2) + 1} of the n members in active domains must be up, and the node's own domain must be active.
 * Members nobody has heard of count, lest a part of an open cluster takes itself for the whole.
 */
final class FailureDomainQuorum implements QuorumProvider {
    static final FailureDomainQuorum INSTANCE = new FailureDomainQuorum();

    private FailureDomainQuorum() {}

    @Override
    public QuorumStatus evaluate(final QuorumMembership membership) {
        final QuorumTally tally = new QuorumTally();
        int count = Checks.notNull(membership, "membership").memberCount();
        for (final ClusterView.Member member : membership.members()) {
            if (membership.isActive(member.clusterDomain())) {
                tally.count(member);
            } else {
                count--;
            }
        }
        final int needed = MajorityQuorum.of(count);
        final boolean inQuorum = membership.isActive(membership.selfDomain()) && tally.isAtLeast(needed);
        return tally.toStatus(inQuorum, count, needed);
    }

    @Override
    public boolean goesByDomains() {
        return true;
    }

    @Override
    public String toString() {
        return "failure domains";
    }
}
