package io.gossip.store;

import io.gossip.NodeId;
import io.gossip.StoreKey;
import java.util.function.Consumer;

/**
 * Reads visible views. Any thread; never blocks, never waits for a writer; each call sees one version of an owner, never
 * a mix of two.
 */
public interface OwnerReader {
    /** @return whose store this is */
    NodeId selfId();

    /**
     * @param visitor called for each owner of whom something is visible, self included, by rising unsigned hash
     */
    void forEachOwner(Consumer<NodeId> visitor);

    /**
     * Reads one live value.
     *
     * @param owner whose
     * @param key which
     * @param visitor called at most once, during the call
     * @return whether the owner is held and has a value under the key
     */
    boolean read(NodeId owner, StoreKey<?> key, ValueVisitor visitor);

    /**
     * @param owner whose
     * @return a copy of its view, or null when nothing is visible of it
     */
    OwnerSnapshot snapshot(NodeId owner);
}
