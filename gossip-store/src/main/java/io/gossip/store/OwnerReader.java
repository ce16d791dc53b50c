package io.gossip.store;

import io.gossip.NodeId;
import io.gossip.NodeValueVisitor;
import io.gossip.StoreKey;
import io.gossip.ValueVisitor;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads visible views. Any thread; never blocks, never waits for a writer; what a call tells of an owner is of one
 * version, never a mix of two. Lock-free: a call begins again only when a publish of the same owner was completed
 * meanwhile. All but {@link #snapshot} allocate nothing once a thread has read something as large before. Visitors may
 * read and write.
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
     * Reads the live values of one key, of each owner at a version of its own.
     *
     * @param key which
     * @param isWanted asked of each owner; the others are passed over
     * @param visitor called for each wanted owner that has a value under the key, by rising unsigned hash
     * @return how many there were
     */
    int forEachValue(StoreKey<?> key, Predicate<NodeId> isWanted, NodeValueVisitor visitor);

    /**
     * Reads one whole view.
     *
     * @param owner whose
     * @param visitor called for each entry, all of one version
     * @return whether anything is visible of the owner
     */
    boolean forEachEntry(NodeId owner, EntryVisitor visitor);

    /**
     * @param owner whose
     * @param visitor called at most once, with the numbers of its view
     * @return whether anything is visible of the owner
     */
    boolean look(NodeId owner, ViewVisitor visitor);

    /**
     * @param owner whose
     * @return a copy of its view, or null when nothing is visible of it
     */
    OwnerSnapshot snapshot(NodeId owner);
}
