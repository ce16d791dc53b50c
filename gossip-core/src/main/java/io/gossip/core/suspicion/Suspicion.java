package io.gossip.core.suspicion;

import org.agrona.collections.LongArrayList;

/** An open suspicion of one incarnation of one member: who accused it, and when it ends. */
public final class Suspicion {
    private final SuspicionTimeouts timeouts;
    private final long startedNs;
    private final LongArrayList accusers = new LongArrayList(4, 0);

    /**
     * @param timeouts the formulas
     * @param startedNs when the first accusation came
     * @param accuser hash of the first accuser, 0 when only hearsay is known
     */
    public Suspicion(final SuspicionTimeouts timeouts, final long startedNs, final long accuser) {
        this.timeouts = timeouts;
        this.startedNs = startedNs;
        accusers.addLong(accuser);
    }

    /**
     * @param accuser hash of the node that failed to reach the member itself; 0, nobody, confirms nothing
     * @param members members that are not gone, this node included
     * @return whether that is an independent confirmation that was still wanted
     */
    public boolean tryConfirm(final long accuser, final int members) {
        if (accuser == 0
                || accusers.containsLong(accuser)
                || confirmations() >= timeouts.expectedConfirmations(members)) {
            return false;
        }
        accusers.addLong(accuser);
        return true;
    }

    /** @return independent confirmations after the first accusation */
    public int confirmations() {
        return accusers.size() - 1;
    }

    /** @return hash of the first accuser */
    public long accuser() {
        return accusers.getLong(0);
    }

    /**
     * @param members members that are not gone, this node included
     * @return when the member counts as failed
     */
    public long deadlineNs(final int members) {
        return startedNs + timeouts.timeoutNs(members, confirmations());
    }
}
