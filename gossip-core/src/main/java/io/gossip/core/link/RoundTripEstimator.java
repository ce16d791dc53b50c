package io.gossip.core.link;

/**
 * Smoothed round trip and its variation, and the timeout that follows (RFC 6298, section 2). Every sample must be of one packet and
 * the answer to that same packet (Karn's rule). Protocol thread only.
 */
final class RoundTripEstimator {
    /** The RFC's alpha = 1/8 and beta = 1/4, as shifts. */
    private static final int MEAN_SHIFT = 3;

    private static final int VARIATION_SHIFT = 2;
    /** The RFC's K. */
    private static final int VARIATIONS = 4;

    private static final long UNKNOWN = -1;

    private long meanNs = UNKNOWN;
    private long variationNs;

    /** @param roundTripNs from a packet to its answer; what is below 1 counts as 1 */
    void add(final long roundTripNs) {
        final long sampleNs = Math.max(1, roundTripNs);
        if (meanNs == UNKNOWN) {
            meanNs = sampleNs;
            variationNs = sampleNs / 2;
            return;
        }
        final long deviationNs = Math.abs(meanNs - sampleNs);
        variationNs += (deviationNs - variationNs) >> VARIATION_SHIFT;
        meanNs += (sampleNs - meanNs) >> MEAN_SHIFT;
    }

    /** Forgets all samples. */
    void reset() {
        meanNs = UNKNOWN;
        variationNs = 0;
    }

    /** @return whether there was a sample */
    boolean isKnown() {
        return meanNs != UNKNOWN;
    }

    /** @return the smoothed round trip, -1 when there was no sample */
    long meanNs() {
        return meanNs;
    }

    /**
     * @param floorNs shortest timeout
     * @param ceilingNs longest timeout, and the one when there was no sample
     * @return mean + 4 * variation, within the two
     */
    long timeoutNs(final long floorNs, final long ceilingNs) {
        return isKnown() ? Math.min(ceilingNs, Math.max(floorNs, meanNs + VARIATIONS * variationNs)) : ceilingNs;
    }
}
