package io.gossip.store.merge;

import io.gossip.NodeId;
import io.gossip.store.view.View;

/** What is held of one owner, as readers and senders see it. */
interface OwnerRecord {
    NodeId id();

    /** @return hash of the id */
    long ownerHash();

    /** @return the visible view, {@link View#NONE} before the first; any thread, never blocks */
    View view();
}
