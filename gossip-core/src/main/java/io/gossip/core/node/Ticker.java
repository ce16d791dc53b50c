package io.gossip.core.node;

import io.gossip.core.antientropy.AntiEntropy;
import io.gossip.core.rumor.Spreader;
import io.gossip.core.task.TimedTask;

/**
 * The gossip round: rumors and news to a few peers, a digest to one when states differ. Rounds keep their beat while there
 * is nothing to do in them, but nobody is woken for it. Protocol thread only.
 */
final class Ticker implements TimedTask {
    private final Spreader spreader;
    private final AntiEntropy antiEntropy;
    private final long tickNs;
    private long nextNs;

    Ticker(final Spreader spreader, final AntiEntropy antiEntropy, final long tickNs, final long firstNs) {
        this.spreader = spreader;
        this.antiEntropy = antiEntropy;
        this.tickNs = tickNs;
        this.nextNs = firstNs;
    }

    /** Passes over the rounds in which there was nothing to do. To be called before anything is done at that time. */
    void skipIdle(final long nowNs) {
        if (nextNs < nowNs && isIdle()) {
            nextNs += (nowNs - nextNs + tickNs - 1) / tickNs * tickNs;
        }
    }

    private boolean isIdle() {
        return spreader.isIdle() && antiEntropy.isIdle();
    }

    @Override
    public long deadlineNs() {
        return isIdle() ? NEVER : nextNs;
    }

    @Override
    public void run(final long nowNs) {
        // A node that was frozen for many ticks runs one, not all it missed.
        nextNs = nextNs + tickNs > nowNs ? nextNs + tickNs : nowNs + tickNs;
        spreader.onTick();
        antiEntropy.onTick();
    }
}
