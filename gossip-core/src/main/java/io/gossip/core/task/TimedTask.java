package io.gossip.core.task;

/**
 * A part of the protocol that acts by time. The node asks each for its deadline and runs those that are due; the
 * earliest of all is exactly when the node wants to be woken, which is what lets virtual time jump from one deadline to
 * the next (a timer wheel only knows the next slot). Times are monotonic nanoseconds of the node.
 */
public interface TimedTask {
    /** No deadline. */
    long NEVER = Long.MAX_VALUE;

    /** @return when to run next, or {@link #NEVER} */
    long deadlineNs();

    /**
     * Runs what is due; afterwards the deadline lies in the future.
     *
     * @param nowNs the present
     */
    void run(long nowNs);
}
