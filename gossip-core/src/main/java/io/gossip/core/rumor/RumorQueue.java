package io.gossip.core.rumor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntSupplier;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Owners whose writes still have sends left on this node. A write gets {@code R = ceil(ln(N * U)) + 3} sends, where N is
 * the number of present members and U that of owners in the queue (Karp, Schindelhauer, Shenker and Vöcking, 2000, for
 * the order of magnitude). Bounded by the number of owners held. Protocol thread only.
 */
public final class RumorQueue {
    private static final int EXTRA_SENDS = 3;

    private final IntSupplier memberCount;
    private final Long2ObjectHashMap<HotOwner> byHash = new Long2ObjectHashMap<>();
    private final List<HotOwner> order = new ArrayList<>();
    private final List<HotOwner> fresh = new ArrayList<>();

    /** @param memberCount present members, this node included */
    public RumorQueue(final IntSupplier memberCount) {
        this.memberCount = memberCount;
    }

    /**
     * @param members present members, this node included
     * @param hotOwners owners with fresh writes, from 1
     * @return sends of one write by one node
     */
    public static int sends(final int members, final int hotOwners) {
        return (int) StrictMath.ceil(StrictMath.log((double) Math.max(2, members) * Math.max(1, hotOwners)))
                + EXTRA_SENDS;
    }

    /**
     * A write became visible here, own or a peer's.
     *
     * @param ownerHash whose
     * @param fromVersionExclusive version before it
     * @param isNewLife whether older writes of the owner are void
     */
    public void onWrite(final long ownerHash, final long fromVersionExclusive, final boolean isNewLife) {
        HotOwner owner = byHash.get(ownerHash);
        if (owner == null) {
            owner = new HotOwner(ownerHash);
            byHash.put(ownerHash, owner);
            order.add(owner);
        }
        if (!owner.isFresh()) {
            fresh.add(owner);
        }
        owner.onWrite(fromVersionExclusive, isNewLife, sends(memberCount.getAsInt(), order.size()));
    }

    /** The owner is not held any more. */
    public void remove(final long ownerHash) {
        final HotOwner owner = byHash.remove(ownerHash);
        if (owner != null) {
            order.remove(owner);
            fresh.remove(owner);
        }
    }

    public boolean isEmpty() {
        return order.isEmpty();
    }

    /** @return owners with sends left */
    int size() {
        return order.size();
    }

    boolean hasFresh() {
        return !fresh.isEmpty();
    }

    /** @return the owners with a write that has not been sent once, the longest waiting first; live, as the list below */
    List<HotOwner> fresh() {
        return fresh;
    }

    /** @return the owners, those with most sends left first; live, not to be changed while iterating */
    List<HotOwner> freshestFirst() {
        Collections.sort(order);
        return order;
    }

    void dropSpent() {
        fresh.removeIf(owner -> !owner.isFresh());
        order.removeIf(owner -> {
            if (owner.isSpent()) {
                byHash.remove(owner.ownerHash());
            }
            return owner.isSpent();
        });
    }
}
