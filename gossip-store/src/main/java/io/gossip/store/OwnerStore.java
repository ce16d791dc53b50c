package io.gossip.store;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.StoreLimits;

/** One node's store in its three roles. */
public interface OwnerStore {
    /** @return the role of readers, any thread */
    OwnerReader reader();

    /** @return the role of those who write this node's own record, any thread */
    SelfWriter self();

    /** @return the role of the protocol thread */
    Replica replica();

    /** @return hash of ids, the same on all nodes of the cluster */
    KeyedHash hash();

    /** @return the bounds */
    StoreLimits limits();

    /**
     * @param self whose store
     * @param generation its first life, above {@link Generation#NONE}
     * @param hash hash of ids, keyed by the cluster
     * @param limits bounds
     * @param indexSeed a number that others neither know nor can tell from anything that is sent: with it one could make
     *     ids and keys that all fall on one place of an index. It decides about speed only
     * @return an empty store
     * @throws io.gossip.InvalidValueException when an argument is null or the generation is NONE
     */
    static OwnerStore create(
            final NodeId self,
            final Generation generation,
            final KeyedHash hash,
            final StoreLimits limits,
            final long indexSeed) {
        return LocalStore.open(self, generation, hash, limits, indexSeed);
    }

    /**
     * A store that begins with a state of this node's own.
     *
     * @param image a life above {@link Generation#NONE} and its writes so far, complete, from nothing
     * @param hash hash of ids, keyed by the cluster
     * @param limits bounds
     * @param indexSeed as for {@link #create}
     * @return the store of the image's owner
     * @throws io.gossip.InvalidValueException when an argument is null or the image is not sound
     * @throws io.gossip.LimitExceededException when the image needs more memory than the limits allow
     */
    static OwnerStore restore(
            final ChunkSource image, final KeyedHash hash, final StoreLimits limits, final long indexSeed) {
        Arguments.notNull(image, "image");
        return LocalStore.open(
                Arguments.notNull(image.owner(), "image.owner"),
                image,
                Arguments.notNull(hash, "hash"),
                Arguments.notNull(limits, "limits"),
                LocalStore.Rules.PLAIN,
                indexSeed);
    }
}
