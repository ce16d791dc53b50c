package io.gossip.core.expiry;

import io.gossip.core.task.TimedTask;
import io.gossip.store.SelfWriter;

/**
 * Deletes this node's keys whose time to live is over, by numbered writes like any other: others see the key go when they
 * merge them, and no clock but this node's takes part. Protocol thread only.
 */
public final class ExpirySchedule implements TimedTask {
    private final SelfWriter self;
    private final Runnable onDeletion;
    private long seenChanges;
    private long lastNs;
    private long deadlineNs;

    /**
     * @param self this node's record
     * @param nowNs the present; what is over its time already goes at once
     * @param onDeletion told when there are less values than before; must not wait
     */
    public ExpirySchedule(final SelfWriter self, final long nowNs, final Runnable onDeletion) {
        this.self = self;
        this.onDeletion = onDeletion;
        this.lastNs = nowNs;
        this.deadlineNs = nowNs;
    }

    @Override
    public long deadlineNs() {
        return self.expiryChanges() == seenChanges ? deadlineNs : Math.min(lastNs, deadlineNs);
    }

    @Override
    public void run(final long nowNs) {
        seenChanges = self.expiryChanges();
        lastNs = nowNs;
        final long before = self.version();
        final long leftNs = self.expire(nowNs);
        if (self.version() != before) {
            onDeletion.run();
        }
        deadlineNs = leftNs == Long.MAX_VALUE ? NEVER : nowNs + leftNs;
    }
}
