package io.gossip.core.provider;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A generator some of whose numbers are sent to others (nonces, sequence numbers) while others decide about what nobody
 * shall foresee. A number of one SplittableRandom tells its state, and so all numbers to come; the sum of two does not.
 * It is no cryptographic generator: whoever sees many numbers and has the time for 2^64 tries finds the rest. One thread.
 */
final class VeiledRandom implements RandomGenerator {
    private final SplittableRandom one;
    private final SplittableRandom other;

    VeiledRandom(final long oneSeed, final long otherSeed) {
        one = new SplittableRandom(oneSeed);
        other = new SplittableRandom(otherSeed);
    }

    @Override
    public long nextLong() {
        return one.nextLong() + other.nextLong();
    }
}
