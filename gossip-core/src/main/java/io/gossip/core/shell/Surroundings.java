package io.gossip.core.shell;

import io.gossip.core.node.NodeMemory;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;

/**
 * What a gossiper takes from its process.
 *
 * @param monotonicClock drives the protocol
 * @param wallClock for display and for the counter of a first life
 * @param randomness a generator of its own for each life
 */
public record Surroundings(
        NanoClock monotonicClock, EpochClock wallClock, Supplier<? extends RandomGenerator> randomness) {

    /** @return epoch milliseconds; a clock that is off is healed by outbidding */
    long generationCounterNow() {
        return generationCounter(wallClock);
    }

    static long generationCounter(final EpochClock clock) {
        return Math.min(NodeMemory.MAX_GENERATION_COUNTER, Math.max(1, clock.time()));
    }
}
