package io.gossip.store;

import io.gossip.NodeId;

/** Hears of changes of the visible state of peers, on the merging thread, after the change, once each. */
public interface ReplicaListener {
    /**
     * One step of one owner: all writes in {@code (fromVersionExclusive, toVersion]} became visible together.
     *
     * @param owner whose
     * @param ownerHash hash of its id
     * @param counter counter of the life
     * @param nonce nonce of the life
     * @param fromVersionExclusive the version before; 0 when the life is new here
     * @param toVersion the version now
     * @param newLife whether the view of an older life was replaced
     */
    void onPublish(
            NodeId owner,
            long ownerHash,
            long counter,
            long nonce,
            long fromVersionExclusive,
            long toVersion,
            boolean newLife);

    /**
     * An owner was forgotten because its own word stayed far below what was held of it (J).
     *
     * @param owner whose; it will be learnt anew
     */
    void onForgotten(NodeId owner);
}
