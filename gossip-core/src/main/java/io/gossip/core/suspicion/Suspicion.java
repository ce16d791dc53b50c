package io.gossip.core.suspicion;

import org.agrona.collections.LongArrayList;

/** An open suspicion of one incarnation of one member: who accused it, and when it ends. */
public final class Suspicion {
    /** Stalls that a suspicion outlives; a node that is late all the time still comes to an end with it. */
    private static final int MAX_POSTPONEMENTS = 8;

    private final SuspicionTimeouts timeouts;
    private final LongArrayList accusers = new LongArrayList(4, 0);
    private long startedNs;
    private int postponements;
    private boolean isCondemned;

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

    /**
     * Somebody else's suspicion of the same incarnation has ended. That is as good as all confirmations that are wanted, and no
     * better: the member has the shortest time to refute what is said of it here, counted from when it was first said here.
     */
    public void condemn() {
        isCondemned = true;
    }

    /**
     * For so long nobody was listened to, so no refutation could be heard.
     *
     * @param stallNs how long
     */
    public void postpone(final long stallNs) {
        if (postponements < MAX_POSTPONEMENTS) {
            postponements++;
            startedNs += stallNs;
        }
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
     * @param healthMultiplier of this node, from 1
     * @return when the member counts as failed
     */
    public long deadlineNs(final int members, final int healthMultiplier) {
        return startedNs
                + (isCondemned
                        ? timeouts.minNs(members)
                        : timeouts.timeoutNs(members, confirmations(), healthMultiplier));
    }
}
