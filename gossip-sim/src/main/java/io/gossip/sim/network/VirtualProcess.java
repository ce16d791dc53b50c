package io.gossip.sim.network;

/** What runs at one address: a protocol node, or a few lines of a test. Sees its own machine's monotonic time. */
public interface VirtualProcess {
    /**
     * Polls its transport, does what is due, sends.
     *
     * @param nowNs monotonic time of its machine in nanoseconds
     * @return number of things done, 0 when there was nothing to do
     */
    int doWork(long nowNs);

    /** @return when it wants to run next at the latest, in its own monotonic time; {@link Long#MAX_VALUE} for never */
    long nextDeadlineNs();
}
