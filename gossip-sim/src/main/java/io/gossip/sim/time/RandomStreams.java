package io.gossip.sim.time;

import io.gossip.spi.Arguments;

/**
 * Independent random streams that all follow from one seed. A stream depends on the seed and its own name only, never on
 * which others exist or in which order they were asked for: a new consumer shifts nobody's numbers.
 */
public final class RandomStreams {
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private final long seed;

    /** @param seed the root of everything random in a simulation */
    public RandomStreams(final long seed) {
        this.seed = seed;
    }

    /** @return the root seed */
    public long seed() {
        return seed;
    }

    /**
     * @param name purpose of the stream, for example {@code node/n3/1}
     * @return a fresh stream at its beginning
     */
    public SeededRandom stream(final String name) {
        return new SeededRandom(seedOf(name));
    }

    /** @return the 64 bits a stream of that name begins with */
    public long seedOf(final String name) {
        Arguments.notNull(name, "name");
        long hash = FNV_OFFSET;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        return SeededRandom.mix(SeededRandom.mix(seed) ^ hash);
    }
}
