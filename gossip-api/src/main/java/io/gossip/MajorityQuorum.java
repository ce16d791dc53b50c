package io.gossip;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** {@code floor(n / 2) + 1} of n members must be up. */
final class MajorityQuorum implements QuorumProvider {
    static final MajorityQuorum INSTANCE = new MajorityQuorum();

    private MajorityQuorum() {}

    @Override
    public QuorumStatus evaluate(final int memberCount, final Collection<ClusterView.Member> members) {
        int up = 0;
        final Set<NodeId> missing = new TreeSet<>();
        for (final ClusterView.Member member : Checks.notNull(members, "members")) {
            if (Checks.notNull(member, "members.element").status().countsAsUp()) {
                up++;
            } else {
                missing.add(member.id());
            }
        }
        final int needed = needed(memberCount);
        return new QuorumStatus(up >= needed, memberCount, needed, up, missing);
    }

    @Override
    public boolean holds(
            final int memberCount, final int up, final Supplier<? extends Collection<ClusterView.Member>> members) {
        Checks.notNull(members, "members");
        return up >= needed(memberCount);
    }

    private static int needed(final int memberCount) {
        return Checks.inRange(memberCount, 0, Integer.MAX_VALUE, "memberCount") / 2 + 1;
    }

    @Override
    public String toString() {
        return "majority";
    }
}
