package io.gossip.core.shell;

import io.gossip.core.node.GossipNode;

/** Something another thread wants of the protocol thread. */
interface Command {
    /** Runs on the protocol thread, once; what it throws is handed to {@link #fail}. */
    void run(GossipNode node, long nowNs);

    /** It was not run, or could not be. Does not throw. */
    void fail(RuntimeException cause);
}
