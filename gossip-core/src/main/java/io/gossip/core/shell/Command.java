package io.gossip.core.shell;

import io.gossip.core.node.GossipNode;

/** Something another thread wants of the protocol thread. Exactly one of the two methods is called, once. */
interface Command {
    /** Runs on the protocol thread. */
    void run(GossipNode node, long nowNs);

    /** The node stopped before it could be run. */
    void fail(RuntimeException cause);
}
