package io.gossip.core.membership;

import io.gossip.core.task.TimedTask;
import io.gossip.core.wire.MemberClaim;
import io.gossip.core.wire.MemberState;

/**
 * Forgets members that have been gone for longer than the reap time, leaving a tombstone each. Looks a few times per
 * reap time; exactness does not matter, because tombstones and absence hash alike. Protocol thread only.
 */
public final class Reaper implements TimedTask {
    private static final int LOOKS_PER_REAP_TIME = 8;

    private final MemberTable table;
    private final Gone gone;
    private final long reapAfterNs;
    private final MembershipListener listener;
    private long nextNs;

    /**
     * @param table whose entries go
     * @param gone where they are buried
     * @param reapAfterNs how long a member must have been gone
     * @param listener hears of each
     * @param nowNs the present
     */
    public Reaper(
            final MemberTable table,
            final Gone gone,
            final long reapAfterNs,
            final MembershipListener listener,
            final long nowNs) {
        this.table = table;
        this.gone = gone;
        this.reapAfterNs = reapAfterNs;
        this.listener = listener;
        this.nextNs = nowNs + period();
    }

    private long period() {
        return Math.max(1, reapAfterNs / LOOKS_PER_REAP_TIME);
    }

    @Override
    public long deadlineNs() {
        return nextNs;
    }

    @Override
    public void run(final long nowNs) {
        nextNs = nowNs + period();
        for (final Member member : table.all().toArray(new Member[0])) {
            if (!member.isPresent() && nowNs - member.sinceNs() >= reapAfterNs) {
                bury(member, nowNs);
            }
        }
    }

    /**
     * Somebody has buried that life already. Who holds it as gone follows, so that reaping spreads: while some hold the
     * data of the dead and others do not, their root hashes differ.
     *
     * @return whether there was something to bury
     */
    public boolean tryBury(final MemberClaim claim, final long nowNs) {
        final Member held = table.find(claim.idHash());
        final boolean isOver = claim.state() == MemberState.GONE
                && held != null
                && !held.isPresent()
                && held.id().equals(claim.id())
                && claim.incarnation().generation().compareTo(held.incarnation().generation()) >= 0;
        if (isOver) {
            bury(held, nowNs);
        }
        return isOver;
    }

    private void bury(final Member member, final long nowNs) {
        gone.bury(member, member.state() == MemberState.LEFT, nowNs);
        forget(member);
    }

    /** Forgets all members and tombstones, for a node that was cut off for too long to know anything. */
    public void forgetAll() {
        for (final Member member : table.all().toArray(new Member[0])) {
            forget(member);
        }
        gone.clear();
    }

    /** Forgets one member without a tombstone. */
    public void forget(final Member member) {
        table.remove(member);
        listener.onRemoved(member, member.incarnation().generation());
    }
}
