package io.gossip.store;

import io.gossip.NodeId;
import io.gossip.store.memory.Memory;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToLongFunction;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * All records held, self included: by id for any thread, by hash for the merging thread, and in order of their hashes
 * for both. Only the merging thread adds and removes. Readers never block: they look up an index or take a finished
 * array.
 */
final class OwnerTable {
    private static final Comparator<OwnerRecord> BY_HASH = (a, b) -> Long.compareUnsigned(a.ownerHash(), b.ownerHash());

    private static final int FIRST_CAPACITY = 16;

    private final ToLongFunction<NodeId> hash;
    private final int maxOwners;
    private final OwnerRecord self;
    private final Memory memory;
    private final OwnerIndex byId;
    private final Long2ObjectHashMap<OwnerRecord> byHash = new Long2ObjectHashMap<>();
    // The same as byHash, by rising hash: for the merging thread, which goes through them at every digest.
    private OwnerRecord[] ranked = new OwnerRecord[FIRST_CAPACITY];
    private int size;
    private volatile int changes;
    private volatile Ordered ordered = new Ordered(-1, new OwnerRecord[0]);

    /** The records by rising unsigned hash after so many changes of the table. */
    private record Ordered(int changes, OwnerRecord[] records) {}

    /**
     * @param hash of ids as all nodes have it
     * @param placeHash of ids for this process alone
     * @param memory where views of peers lie
     */
    OwnerTable(
            final ToLongFunction<NodeId> hash,
            final SlotHash placeHash,
            final int maxOwners,
            final OwnerRecord self,
            final Memory memory) {
        this.byId = new OwnerIndex(placeHash);
        this.memory = memory;
        this.hash = hash;
        this.maxOwners = maxOwners;
        this.self = self;
        add(self);
    }

    /** @return whether there is a record of the owner now; without one the table is full or another id has its hash */
    boolean hold(final NodeId owner) {
        if (byId.get(owner) != null) {
            return true;
        }
        final long ownerHash = hash.applyAsLong(owner);
        if (byId.size() >= maxOwners || byHash.containsKey(ownerHash)) {
            return false;
        }
        add(new PeerRecord(owner, ownerHash, memory));
        return true;
    }

    private void add(final OwnerRecord owner) {
        byId.add(owner);
        byHash.put(owner.ownerHash(), owner);
        rank(owner);
        changes = changes + 1; // after the map, so that an order built before it is never taken for a newer one
    }

    private void rank(final OwnerRecord owner) {
        if (size == ranked.length) {
            ranked = Arrays.copyOf(ranked, 2 * size);
        }
        final int rank = firstFrom(owner.ownerHash());
        System.arraycopy(ranked, rank, ranked, rank + 1, size++ - rank);
        ranked[rank] = owner;
    }

    /** @return the record that is gone now, or null; self stays */
    PeerRecord release(final NodeId owner) {
        if (owner.equals(self.id()) || !(byId.remove(owner) instanceof PeerRecord peer)) {
            return null;
        }
        byHash.remove(peer.ownerHash());
        final int rank = firstFrom(peer.ownerHash());
        System.arraycopy(ranked, rank + 1, ranked, rank, --size - rank);
        ranked[size] = null;
        changes = changes + 1;
        return peer;
    }

    /** @return the record, or null; any thread */
    OwnerRecord byId(final NodeId owner) {
        return byId.get(owner);
    }

    /** @return the record, or null; merging thread */
    OwnerRecord byHash(final long ownerHash) {
        return byHash.get(ownerHash);
    }

    /** @return whether another owner with the hash of this one is held; merging thread */
    boolean isHashTaken(final NodeId owner) {
        final OwnerRecord other = byHash.get(hash.applyAsLong(owner));
        return other != null && !other.id().equals(owner);
    }

    /** @return all records by rising unsigned hash, not to be changed; any thread, sorted anew only after a change */
    OwnerRecord[] byRisingHash() {
        final int now = changes;
        Ordered current = ordered;
        if (current.changes() != now) {
            final OwnerRecord[] records = byId.toArray();
            Arrays.sort(records, BY_HASH);
            current = new Ordered(now, records);
            // Racing threads may store an older order over a newer one; the next call then sorts again.
            ordered = current;
        }
        return current.records();
    }

    /** @return how many records there are; merging thread */
    int size() {
        return size;
    }

    /** @return the record of that rank by rising unsigned hash; merging thread */
    OwnerRecord ranked(final int rank) {
        return ranked[rank];
    }

    /** @return rank of the first record with that hash or above, {@link #size} when there is none; merging thread */
    int firstFrom(final long fromHash) {
        int low = 0;
        int high = size;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(ranked[middle].ownerHash(), fromHash) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
