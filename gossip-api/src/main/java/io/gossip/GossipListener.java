package io.gossip;

/** Receives events in the order in which they happened. */
@FunctionalInterface
public interface GossipListener {
    /** @param event what happened */
    void onEvent(GossipEvent event);
}
