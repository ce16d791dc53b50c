package io.gossip.testkit.laws;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.StoreLimits;
import io.gossip.store.KeyedHash;
import io.gossip.store.OwnerStore;

/** The store that laws are held against. */
public interface StoreSubject {
    /**
     * @param self whose store
     * @param generation its first life
     * @param hash hash of ids
     * @param limits bounds
     * @return an empty store
     */
    default OwnerStore store(
            final NodeId self, final Generation generation, final KeyedHash hash, final StoreLimits limits) {
        return OwnerStore.create(self, generation, hash, limits, generation.nonce());
    }
}
