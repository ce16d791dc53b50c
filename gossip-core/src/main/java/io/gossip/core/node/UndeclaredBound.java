package io.gossip.core.node;

import io.gossip.MembershipMode;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.core.membership.Admission;
import io.gossip.core.membership.Member;
import io.gossip.core.membership.MemberTable;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds how many members are held that the application did not declare, where only the declared are shown: strangers take
 * no more than that, however many names they make up, and never the place of a declared node that is not there yet. Who is
 * there stays: what is held must not follow declarations, or replicas with different ones would never agree.
 *
 * <p>Asked and told on the protocol thread; the count of refusals is for any. Goes through the table once per
 * declaration, and counts along from then on.
 */
final class UndeclaredBound implements Admission {
    private final NodeId self;
    private final MemberTable table;
    private final Snapshots snapshots;
    private final AtomicLong refused;
    private final boolean isOpen;
    private final int max;
    private final int maxMembers;
    private Declaration countedFor;
    private int count;
    private int declaredOthers;

    /**
     * @param maxMembers bound of the table
     * @param refused counts over all runs
     */
    UndeclaredBound(
            final NodeConfig config,
            final MemberTable table,
            final int maxMembers,
            final Snapshots snapshots,
            final AtomicLong refused) {
        this.self = config.nodeId();
        this.table = table;
        this.maxMembers = maxMembers;
        this.snapshots = snapshots;
        this.refused = refused;
        this.isOpen = config.membershipMode() == MembershipMode.OPEN;
        this.max = config.limits().maxUndeclaredOwners();
    }

    /** One without a place is counted. */
    @Override
    public boolean admits(final NodeId id) {
        final boolean isAdmitted = isOpen || snapshots.declaration().nodes().containsKey(id) || hasPlaceForStrangers();
        if (!isAdmitted) {
            refused.setOpaque(refused.getPlain() + 1);
        }
        return isAdmitted;
    }

    @Override
    public boolean hasPlaceForStrangers() {
        if (isOpen) {
            return true;
        }
        countAnew();
        return count < max && count + declaredOthers < maxMembers;
    }

    /** A member is held from now on. */
    void onKnown(final NodeId id) {
        if (countedFor != null && !countedFor.nodes().containsKey(id)) {
            count++;
        }
    }

    /** A member is held no more. */
    void onRemoved(final NodeId id) {
        if (countedFor != null && !countedFor.nodes().containsKey(id)) {
            count--;
        }
    }

    private void countAnew() {
        final Declaration declaration = snapshots.declaration();
        if (countedFor == declaration) {
            return;
        }
        countedFor = declaration;
        declaredOthers = declaration.nodes().size() - (declaration.nodes().containsKey(self) ? 1 : 0);
        count = 0;
        for (final Member member : table.all()) {
            count += declaration.nodes().containsKey(member.id()) ? 0 : 1;
        }
    }
}
