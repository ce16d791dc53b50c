package io.gossip.stress;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets the actors of one state begin together. Without it they go through the states at paces of their own, since a merge
 * takes longer than a read, and hardly ever meet. It orders what was before it and nothing behind it, so it hides no race.
 */
final class Meeting {
    /** An actor whose partner was sent off its core goes on alone: the sample is lost, and no time. */
    private static final int MAX_SPINS = 2_000;

    private final AtomicInteger missing;

    /** @param actors how many meet */
    Meeting(final int actors) {
        missing = new AtomicInteger(actors);
    }

    void arrive() {
        missing.decrementAndGet();
        for (int spins = 0; missing.get() > 0 && spins < MAX_SPINS; spins++) {
            Thread.onSpinWait();
        }
    }
}
