package io.gossip;

/**
 * Receives events in the order in which they happened, one at a time, on the executor it was subscribed with. Reads and
 * writes of the store are allowed inside. What it throws is counted and ends neither the node nor the subscription.
 */
@FunctionalInterface
public interface GossipListener {
    /** @param event what happened, never null */
    void onEvent(GossipEvent event);
}
