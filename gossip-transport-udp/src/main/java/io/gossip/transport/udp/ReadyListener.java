package io.gossip.transport.udp;

/** Attached to what a selector watches. Driving thread only. */
@FunctionalInterface
interface ReadyListener {
    /**
     * @param operations bits of {@link java.nio.channels.SelectionKey}
     * @param nowNs the present
     */
    void onReady(int operations, long nowNs);
}
