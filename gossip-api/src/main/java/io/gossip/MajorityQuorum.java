package io.gossip;

import java.util.function.Supplier;

/** {@code floor(n / 2) + 1} of n members must be up. */
final class MajorityQuorum implements QuorumProvider {
    static final MajorityQuorum INSTANCE = new MajorityQuorum();

    private MajorityQuorum() {}

    @Override
    public QuorumStatus evaluate(final QuorumMembership membership) {
        final int count = Checks.notNull(membership, "membership").memberCount();
        final QuorumTally tally = QuorumTally.of(membership.members());
        return tally.toStatus(tally.isAtLeast(of(count)), count, of(count));
    }

    @Override
    public boolean holds(final int memberCount, final int up, final Supplier<? extends QuorumMembership> membership) {
        Checks.notNull(membership, "membership");
        return up >= of(Checks.inRange(memberCount, 0, Integer.MAX_VALUE, "memberCount"));
    }

    /** @return the least number that is more than half */
    static int of(final int memberCount) {
        return memberCount / 2 + 1;
    }

    @Override
    public String toString() {
        return "majority";
    }
}
