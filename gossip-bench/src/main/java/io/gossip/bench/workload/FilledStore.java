package io.gossip.bench.workload;

import io.gossip.NodeId;
import io.gossip.store.MergeOutcome;
import io.gossip.store.OwnerStore;
import java.util.Arrays;

/** A store in which all owners have written all keys, and whose owners go on writing when told so. Merging thread. */
public final class FilledStore {
    private final NodeId[] owners;
    private final long[] versions;
    private final OwnerWrites writes = new OwnerWrites();
    private final OwnerStore store = Workload.store("filled");

    /** @param owners who are held */
    public FilledStore(final NodeId[] owners) {
        this.owners = owners.clone();
        versions = new long[owners.length];
        Arrays.stream(owners).forEach(store.replica()::hold);
        for (int owner = 0; owner < owners.length; owner++) {
            mergeNext(owner);
        }
    }

    /** Merges a chunk in which the owner has written all its keys once more. */
    public void mergeNext(final int owner) {
        final long before = versions[owner];
        versions[owner] += Workload.KEYS;
        final MergeOutcome outcome = store.replica().merge(writes.of(owners[owner], before, versions[owner]));
        if (outcome != MergeOutcome.PUBLISHED) {
            throw new IllegalStateException("not published, outcome=" + outcome + " owner=" + owners[owner]);
        }
    }

    /** @return the store */
    public OwnerStore store() {
        return store;
    }
}
