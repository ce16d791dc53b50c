package io.gossip.core.shell;

import io.gossip.core.node.GossipNode;
import io.gossip.spi.Transport;

/**
 * What exists between a start and a stop.
 *
 * @param node the protocol
 * @param transport its way out
 * @param driver runs it
 */
record Run(GossipNode node, Transport transport, Driver driver) {
    /** @return whether nothing of it moves any more; any thread */
    boolean hasEnded() {
        return driver.agent().ended().isDone();
    }
}
