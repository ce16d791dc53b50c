package io.gossip.testkit;

import io.gossip.Generation;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Lives of nodes. */
public final class Generations {
    private Generations() {}

    /** @return any life of a running node that a stranger believes: counters to 2^47, any nonce */
    public static Arbitrary<Generation> any() {
        return of(1L << 47, Arbitraries.longs());
    }

    /** @return few lives, so that equal counters, told apart by their nonces alone, are frequent */
    public static Arbitrary<Generation> few() {
        return of(3, Arbitraries.of(0L, 1L, 2L, Long.MAX_VALUE, Long.MIN_VALUE, -1L));
    }

    /**
     * @param max largest number of lives, from 1
     * @return one to that many lives of one node, rising
     */
    public static Arbitrary<List<Generation>> rising(final int max) {
        return few().list().uniqueElements().ofMinSize(1).ofMaxSize(max).map(lives -> lives.stream()
                .sorted()
                .toList());
    }

    private static Arbitrary<Generation> of(final long maxCounter, final Arbitrary<Long> nonces) {
        return Combinators.combine(Arbitraries.longs().between(1, maxCounter), nonces)
                .as(Generation::new);
    }
}
