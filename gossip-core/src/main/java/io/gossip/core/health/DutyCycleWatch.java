package io.gossip.core.health;

/**
 * Notices that this node ran later than it wanted to: a garbage collection, a frozen process, a machine with too much to do.
 * It is measured as the time of a cycle minus the time that the last one promised to be back at, so it needs no clock. Input
 * that could not be read to its end for a while counts likewise: what is read last has waited that long. Both raise the local
 * health score. Protocol thread only; allocates nothing.
 */
public final class DutyCycleWatch {
    private static final long NEVER = Long.MAX_VALUE;

    private final LocalHealth health;
    private final long toleranceNs;
    private long promisedNs = NEVER;
    private long behindSinceNs = NEVER;
    private volatile long stalls;
    private volatile long longestNs;

    /**
     * @param health what is told
     * @param toleranceNs lateness that is no stall: the shortest time that others are given to answer
     */
    public DutyCycleWatch(final LocalHealth health, final long toleranceNs) {
        this.health = health;
        this.toleranceNs = toleranceNs;
    }

    /**
     * A cycle begins.
     *
     * @param nowNs the present
     * @return how late it is, when that is a stall, else 0: for so long nobody was listened to
     */
    public long begin(final long nowNs) {
        final long lateNs = promisedNs == NEVER ? 0 : nowNs - promisedNs;
        promisedNs = NEVER;
        if (lateNs <= toleranceNs) {
            return 0;
        }
        note(lateNs);
        return lateNs;
    }

    /**
     * The cycle has read its packets.
     *
     * @param isMoreWaiting whether it stopped because it may not read more at once
     * @param nowNs the present
     */
    public void onInput(final boolean isMoreWaiting, final long nowNs) {
        if (!isMoreWaiting) {
            behindSinceNs = NEVER;
        } else if (behindSinceNs == NEVER) {
            behindSinceNs = nowNs;
        } else if (nowNs - behindSinceNs > toleranceNs) {
            note(nowNs - behindSinceNs);
            behindSinceNs = nowNs;
        }
    }

    /**
     * The cycle is over.
     *
     * @param nextNs when this node wants to run next, {@link Long#MAX_VALUE} when it need not
     */
    public void end(final long nextNs) {
        promisedNs = nextNs;
    }

    private void note(final long lateNs) {
        stalls = stalls + 1;
        longestNs = Math.max(longestNs, lateNs);
        health.onStalled(lateNs / toleranceNs);
    }

    /** @return stalls so far; any thread */
    public long stalls() {
        return stalls;
    }

    /** @return length of the longest one; any thread */
    public long longestNs() {
        return longestNs;
    }
}
