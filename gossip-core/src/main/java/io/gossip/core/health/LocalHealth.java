package io.gossip.core.health;

/**
 * The local health multiplier: a score from 0, well, to {@link #MAX_SCORE}, that rises with each sign that it is this node which
 * is slow and falls with each probe that is answered in time (Lifeguard: Dadgar, Phillips and Currey, 2018, section IV-A).
 * What this node expects of others takes (score + 1) times as long as when it is well.
 *
 * <p>Deviations: nacks that are missing count one by one, at most {@link #MAX_STEP} of one probe, as in memberlist; lateness of
 * its own timers counts, too, which a JVM can see of itself. Written by the protocol thread, the score is readable from any.
 */
public final class LocalHealth {
    /** The paper's S: a node that is not well at all is nine times as patient. */
    public static final int MAX_SCORE = 8;
    /** One event raises the score by no more than this. */
    static final int MAX_STEP = 3;

    private final boolean isOn;
    private volatile int score;

    /** @param isOn false: the score stays 0, as in plain SWIM */
    public LocalHealth(final boolean isOn) {
        this.isOn = isOn;
    }

    /** @return whether it is looked at, at all */
    public boolean isOn() {
        return isOn;
    }

    /** A probe was answered in time. */
    public void onProbeAnswered() {
        add(-1);
    }

    /** A probe failed, and there was nobody whose nack could tell whose fault it is. */
    public void onProbeFailed() {
        add(1);
    }

    /**
     * A probe failed.
     *
     * @param missing helpers that were asked and sent neither an answer nor a nack, from 0
     */
    public void onNacksMissing(final int missing) {
        add(Math.min(MAX_STEP, missing));
    }

    /** Others believed this node to be gone, and it had to say that it is not. */
    public void onRefuted() {
        add(1);
    }

    /**
     * This node's own timers were late.
     *
     * @param times how many times the time that is tolerated, from 1
     */
    public void onStalled(final long times) {
        add((int) Math.min(MAX_STEP, times));
    }

    // One writer: no update is lost.
    private void add(final int delta) {
        if (isOn) {
            score = Math.min(MAX_SCORE, Math.max(0, score + delta));
        }
    }

    /** @return 0, well, to {@link #MAX_SCORE}; any thread */
    public int score() {
        return score;
    }

    /** @return score + 1 */
    public int multiplier() {
        return score + 1;
    }

    /** @return a time that others are given, as this node's health has it */
    public long scaleNs(final long durationNs) {
        return durationNs * multiplier();
    }
}
