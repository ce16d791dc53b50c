package io.gossip;

import java.util.function.Supplier;

/** Always in quorum. */
final class NoopQuorum implements QuorumProvider {
    static final NoopQuorum INSTANCE = new NoopQuorum();

    private NoopQuorum() {}

    @Override
    public QuorumStatus evaluate(final QuorumMembership membership) {
        final int count = Checks.notNull(membership, "membership").memberCount();
        return QuorumTally.of(membership.members()).toStatus(true, count, 0);
    }

    @Override
    public boolean holds(final int memberCount, final int up, final Supplier<? extends QuorumMembership> membership) {
        Checks.notNull(membership, "membership");
        return true;
    }

    @Override
    public String toString() {
        return "noop";
    }
}
