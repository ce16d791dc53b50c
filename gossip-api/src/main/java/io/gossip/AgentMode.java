package io.gossip;

/** Who runs a node's duty cycle. */
public enum AgentMode {
    /** A thread of its own, from start to stop, that sleeps until there is something to do. */
    OWN_THREAD,
    /** The user's thread, by calling {@link Gossiper#doWork} often: for event loops and for many nodes on one thread. */
    INVOKER
}
