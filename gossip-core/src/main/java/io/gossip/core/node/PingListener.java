package io.gossip.core.node;

/** Hears the end of one requested ping, once, on the thread that drives the node. */
public interface PingListener {
    /** @param roundTripNs from the attempt that was answered to its answer */
    void onAnswer(long roundTripNs);

    /** @param fact why not, in words */
    void onFailure(String fact);

    /** @param fact why this node asks no more, in words */
    void onAbandoned(String fact);
}
