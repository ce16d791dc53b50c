package io.gossip.core.node;

/**
 * Notices that this node has heard from nobody for so long that others have forgotten what may not come back (rule N).
 * By the node's monotonic clock, which also runs while the process is frozen, or the node does not run: it is one guard for
 * all runs of a node, since what is known of others outlives them. Protocol thread only.
 */
final class IsolationGuard {
    private final long forgetAfterNs;
    private long lastHeardNs;
    private long lastLookNs;
    private boolean hasHeard;
    private boolean hasBegun;

    IsolationGuard(final long forgetAfterNs) {
        this.forgetAfterNs = forgetAfterNs;
    }

    /** Nothing is known of others before the first time. */
    void begin(final long nowNs) {
        if (!hasBegun) {
            hasBegun = true;
            lastLookNs = nowNs;
        }
    }

    /** A valid packet of a member came in. */
    void onHeard(final long nowNs) {
        lastHeardNs = nowNs;
        hasHeard = true;
    }

    /**
     * Looks at the time; so often that a long time between two looks means that the process was frozen.
     *
     * @return whether all that is known of others, or waits to be read, is too old to be told on; once per isolation
     */
    boolean isOver(final long nowNs) {
        final boolean isOver = hasHeard && nowNs - lastHeardNs > forgetAfterNs || nowNs - lastLookNs > forgetAfterNs;
        lastLookNs = nowNs;
        hasHeard &= !isOver;
        return isOver;
    }
}
