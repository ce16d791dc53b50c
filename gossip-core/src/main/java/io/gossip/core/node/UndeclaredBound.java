package io.gossip.core.node;

import io.gossip.MembershipMode;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.core.membership.Member;
import io.gossip.core.membership.MemberTable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Bounds how many members are held that the application did not declare, where only the declared are shown: strangers take
 * no more than that, however many names they make up. A declared node finds a place whatever the others take. Who is
 * there stays: what is held must not follow declarations, or replicas with different ones would never agree.
 *
 * <p>Asked and counting on the protocol thread; the count is for any. Counts members only when the table or the
 * declaration has changed since, so a flood of refused names costs no more than looking them up.
 */
final class UndeclaredBound implements Predicate<NodeId> {
    private final MemberTable table;
    private final Snapshots snapshots;
    private final AtomicLong refused;
    private final boolean isOpen;
    private final int max;
    private Declaration countedFor;
    private long countedAtChange = -1;
    private int count;

    /** @param refused counts over all runs */
    UndeclaredBound(
            final NodeConfig config, final MemberTable table, final Snapshots snapshots, final AtomicLong refused) {
        this.table = table;
        this.snapshots = snapshots;
        this.refused = refused;
        this.isOpen = config.membershipMode() == MembershipMode.OPEN;
        this.max = config.limits().maxUndeclaredOwners();
    }

    /** @return whether there is a place for one that is not held yet; one without is counted */
    @Override
    public boolean test(final NodeId id) {
        final boolean isAdmitted = isOpen || hasPlace(id, snapshots.declaration());
        if (!isAdmitted) {
            refused.setOpaque(refused.getPlain() + 1);
        }
        return isAdmitted;
    }

    private boolean hasPlace(final NodeId id, final Declaration declaration) {
        if (declaration.nodes().containsKey(id)) {
            return true;
        }
        if (countedFor != declaration || countedAtChange != table.changeCount()) {
            countedFor = declaration;
            countedAtChange = table.changeCount();
            count = undeclared(declaration);
        }
        return count < max;
    }

    private int undeclared(final Declaration declaration) {
        int undeclared = 0;
        for (final Member member : table.all()) {
            undeclared += declaration.nodes().containsKey(member.id()) ? 0 : 1;
        }
        return undeclared;
    }
}
