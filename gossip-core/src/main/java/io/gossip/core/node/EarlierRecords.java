package io.gossip.core.node;

import io.gossip.NodeId;
import io.gossip.core.membership.MemberTable;
import io.gossip.core.task.TimedTask;
import io.gossip.store.OwnerStore;
import java.util.ArrayList;
import java.util.List;

/**
 * Records of others that came in an earlier run, of owners that are no members of this one yet. They stay readable, and
 * are merged with what comes, so that what is shown of an owner never falls when it is met again.
 *
 * <p>Invariants: a record makes no member, and only members are told of, so nobody is brought back by one; none is
 * older than what others remember the dead for, which {@link IsolationGuard} sees to over all runs; once the first member
 * has told all it knows, held are the members and nobody else, so that root hashes can agree, and without that, after the
 * time after which the dead are forgotten. Protocol thread only.
 */
final class EarlierRecords implements TimedTask {
    private final OwnerStore store;
    private final MemberTable table;
    private long untilNs;

    /**
     * @param store what outlives runs
     * @param table the members of this run
     * @param untilNs when they are released in any case
     */
    EarlierRecords(final OwnerStore store, final MemberTable table, final long untilNs) {
        this.store = store;
        this.table = table;
        this.untilNs = untilNs;
    }

    /** Holds a record for a member, for whom the others make room. */
    void hold(final NodeId member) {
        if (!store.replica().hold(member)) {
            release();
            store.replica().hold(member);
        }
    }

    /** From now on members are held, and nobody else. Costs nothing when that is so already. */
    void release() {
        if (untilNs == NEVER) {
            return;
        }
        untilNs = NEVER;
        final List<NodeId> owners = new ArrayList<>();
        store.reader().forEachOwner(owners::add);
        for (final NodeId owner : owners) {
            // This node's own stays in any case, and what the application brought has an end of its own.
            if (table.find(owner) == null && !store.replica().isAside(owner)) {
                store.replica().release(owner);
            }
        }
    }

    @Override
    public long deadlineNs() {
        return untilNs;
    }

    @Override
    public void run(final long nowNs) {
        release();
    }
}
