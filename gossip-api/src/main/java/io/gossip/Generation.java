package io.gossip;

/**
 * One life of a node. Lives are ordered by counter, then by nonce, both the same way everywhere; the nonce is drawn
 * anew at every start, so that a clone or a restored snapshot with the same counter is another life.
 *
 * @param counter 0 to {@link Long#MAX_VALUE}; 0 with nonce 0 is {@link #NONE}
 * @param nonce any 64 bits, compared unsigned
 */
public record Generation(long counter, long nonce) implements Comparable<Generation> {
    /** The life before every life: nothing is known. */
    public static final Generation NONE = new Generation(0, 0);

    /** @throws InvalidValueException when the counter is negative */
    public Generation {
        Checks.inRange(counter, 0, Long.MAX_VALUE, "counter");
    }

    /**
     * Compares without objects, for code that holds generations as two longs.
     *
     * @return below, at or above 0 as the first pair is the older, the same or the newer life
     */
    public static int compare(final long counter, final long nonce, final long otherCounter, final long otherNonce) {
        final int byCounter = Long.compare(counter, otherCounter);
        return byCounter != 0 ? byCounter : Long.compareUnsigned(nonce, otherNonce);
    }

    @Override
    public int compareTo(final Generation other) {
        return compare(counter, nonce, other.counter, other.nonce);
    }

    /** By hand: a record's own is linked at run time, which costs the first of them a tenth of a second of start-up. */
    @Override
    public boolean equals(final Object other) {
        return other instanceof final Generation that && counter == that.counter && nonce == that.nonce;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(counter) * 31 + Long.hashCode(nonce);
    }

    @Override
    public String toString() {
        return counter + "." + Long.toHexString(nonce);
    }
}
