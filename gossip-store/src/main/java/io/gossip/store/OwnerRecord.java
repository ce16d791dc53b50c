package io.gossip.store;

import io.gossip.NodeId;

/** What is held of one owner, as readers and senders see it. */
interface OwnerRecord {
    NodeId id();

    /** @return hash of the id */
    long ownerHash();

    /** @return the visible view, {@link View#NONE} before the first; any thread, never blocks */
    View view();
}
