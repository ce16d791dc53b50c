package io.gossip.core.purge;

import io.gossip.core.task.TimedTask;
import io.gossip.store.SelfWriter;

/**
 * Purges this node's tombstones once they are older than the grace time (rule P): the version is noted now and then, and
 * when a note has aged by the grace time all tombstones up to it go, by one numbered write. Replicas that were away for
 * longer catch up by a reset; a longer grace time makes that rarer and keeps more tombstones. Protocol thread only.
 */
public final class PurgeSchedule implements TimedTask {
    private static final long RETRY_NS = 1_000_000;

    private final SelfWriter self;
    private final long graceNs;
    private long notedVersion;
    private long deadlineNs;

    /**
     * @param self this node's record
     * @param graceNs shortest age of a tombstone that is purged; the longest is twice that
     * @param nowNs the present
     */
    public PurgeSchedule(final SelfWriter self, final long graceNs, final long nowNs) {
        this.self = self;
        this.graceNs = graceNs;
        note(self.version(), nowNs);
    }

    private void note(final long version, final long nowNs) {
        notedVersion = version;
        deadlineNs = nowNs + graceNs;
    }

    /** Versions count anew in a new life. */
    public void onNewLife(final long nowNs) {
        note(0, nowNs);
    }

    @Override
    public long deadlineNs() {
        return deadlineNs;
    }

    @Override
    public void run(final long nowNs) {
        if (self.hasTombstoneUpTo(notedVersion) && !self.tryPurge(notedVersion)) {
            // A write is under way on another thread.
            deadlineNs = nowNs + RETRY_NS;
            return;
        }
        note(self.version(), nowNs);
    }
}
