package io.gossip.core.suspicion;

import io.gossip.GossipIntervals;

/**
 * The formulas of suspicion timeouts: a suspicion starts at its maximum and shrinks to its minimum as independent
 * confirmations come in (Lifeguard: Dadgar, Phillips and Currey, 2018, section IV-B).
 */
public final class SuspicionTimeouts {
    private final long probeIntervalNs;
    private final int alpha;
    private final int beta;
    private final int expectedConfirmations;
    private final boolean isOn;

    /** @param intervals alpha, beta, probe interval, and indirect probes, which is how many confirmations are expected */
    public SuspicionTimeouts(final GossipIntervals intervals) {
        this(intervals, true);
    }

    /**
     * @param intervals alpha, beta, probe interval, and indirect probes, which is how many confirmations are expected
     * @param isOn false: every suspicion lasts for the shortest time, as in plain SWIM
     */
    public SuspicionTimeouts(final GossipIntervals intervals, final boolean isOn) {
        this.isOn = isOn;
        this.probeIntervalNs = intervals.probeInterval().toNanos();
        this.alpha = intervals.suspicionAlpha();
        this.beta = intervals.suspicionBeta();
        this.expectedConfirmations = intervals.indirectProbes();
    }

    /**
     * @param members members that are not gone, this node included
     * @return {@code alpha * max(1, log10 n) * probeInterval} in nanoseconds
     */
    public long minNs(final int members) {
        return (long) (alpha * Math.max(1.0, StrictMath.log10(Math.max(1, members))) * probeIntervalNs);
    }

    /** @return whether suspicions are longer than the shortest time, at all */
    public boolean isOn() {
        return isOn;
    }

    /**
     * @param members members that are not gone, this node included
     * @return {@code beta * min} in nanoseconds
     */
    public long maxNs(final int members) {
        return beta * minNs(members);
    }

    /**
     * @param members members that are not gone, this node included
     * @return confirmations that shorten a suspicion to its minimum: none where no third node could give one
     */
    public int expectedConfirmations(final int members) {
        return isOn ? Math.max(0, Math.min(expectedConfirmations, members - 2)) : 0;
    }

    /**
     * @param members members that are not gone, this node included
     * @param confirmations independent confirmations so far, the first accusation not counted, from 0
     * @param healthMultiplier of this node, from 1; counts where nobody could confirm, as in a cluster of two: there the
     *     accuser's own health is all that can be gone by
     * @return {@code max - (max - min) * ln(c + 1) / ln(k + 1)}, never under min, or {@code min * healthMultiplier}, never
     *     above max, where k is 0; in nanoseconds
     */
    public long timeoutNs(final int members, final int confirmations, final int healthMultiplier) {
        final long minNs = minNs(members);
        final int k = expectedConfirmations(members);
        if (!isOn) {
            return minNs;
        }
        final long maxNs = maxNs(members);
        if (k < 1) {
            return Math.min(maxNs, minNs * healthMultiplier);
        }
        final double share = StrictMath.log(confirmations + 1.0) / StrictMath.log(k + 1.0);
        return Math.max(minNs, maxNs - (long) ((maxNs - minNs) * share));
    }
}
