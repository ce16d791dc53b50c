package io.gossip.sim.time;

import java.util.random.RandomGenerator;

/**
 * SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014) with every derived draw
 * written out here: the same numbers on every version of Java, whatever its library does. Two multiplications per draw,
 * no allocation. Not for cryptography, not thread-safe.
 */
public final class SeededRandom implements RandomGenerator {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double DOUBLE_UNIT = 0x1.0p-53;

    private long state;

    /** @param seed any */
    public SeededRandom(final long seed) {
        state = seed;
    }

    /** Begins anew, so that one object can serve many short streams. */
    public void reseed(final long seed) {
        state = seed;
    }

    /** @return a bijective scrambling of 64 bits: neighbours become strangers */
    public static long mix(final long value) {
        final long a = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        final long b = (a ^ a >>> 27) * 0x94D049BB133111EBL;
        return b ^ b >>> 31;
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    @Override
    public int nextInt() {
        return (int) (nextLong() >>> 32);
    }

    @Override
    public boolean nextBoolean() {
        return nextLong() < 0;
    }

    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * DOUBLE_UNIT;
    }

    /** @return 0 to bound - 1; always one draw, with a bias below bound / 2^64 */
    @Override
    public long nextLong(final long bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive, bound=" + bound);
        }
        // The high half of an unsigned 128-bit product; bound is positive, the draw may not be.
        final long draw = nextLong();
        return Math.multiplyHigh(draw, bound) + (draw >> 63 & bound);
    }

    @Override
    public long nextLong(final long origin, final long bound) {
        return origin + nextLong(bound - origin);
    }

    @Override
    public int nextInt(final int bound) {
        return (int) nextLong(bound);
    }

    @Override
    public int nextInt(final int origin, final int bound) {
        return (int) nextLong((long) origin, bound);
    }
}
