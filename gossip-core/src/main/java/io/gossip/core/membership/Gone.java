package io.gossip.core.membership;

import io.gossip.Generation;
import io.gossip.core.task.TimedTask;
import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Tombstones of members that were forgotten: their last life may not come back by hearsay for a time (rule N). Bounded
 * in number, the oldest go first. They are not part of any hash: a node that never knew the member agrees with one that
 * has forgotten it, and nodes forget at different moments without a dispute. Protocol thread only.
 */
public final class Gone implements TimedTask {
    private record Tombstone(long hash, Generation life, boolean hasLeft, long untilNs) {}

    private final Long2ObjectHashMap<Tombstone> byHash = new Long2ObjectHashMap<>();
    private final Deque<Tombstone> byAge = new ArrayDeque<>();
    private final long forgetAfterNs;
    private final int capacity;
    private int failedCount;

    /**
     * @param forgetAfterNs how long a tombstone is kept
     * @param capacity how many at the most
     */
    public Gone(final long forgetAfterNs, final int capacity) {
        this.forgetAfterNs = forgetAfterNs;
        this.capacity = capacity;
    }

    /** Remembers that a life is gone for good. */
    void bury(final Member member, final boolean hasLeft, final long nowNs) {
        forget(member.hash());
        final Tombstone tombstone =
                new Tombstone(member.hash(), member.incarnation().generation(), hasLeft, nowNs + forgetAfterNs);
        byHash.put(member.hash(), tombstone);
        byAge.addLast(tombstone);
        failedCount += hasLeft ? 0 : 1;
        if (byHash.size() > capacity) {
            dropOldest();
        }
    }

    /** @return whether that life, or a later one of the same node, is known to be gone */
    public boolean covers(final long hash, final Generation life) {
        final Tombstone tombstone = byHash.get(hash);
        return tombstone != null && life.compareTo(tombstone.life()) <= 0;
    }

    /** @return the life that is gone; {@link Generation#NONE} when there is no tombstone */
    public Generation lifeOf(final long hash) {
        final Tombstone tombstone = byHash.get(hash);
        return tombstone == null ? Generation.NONE : tombstone.life();
    }

    /** @return buried members that failed; in open membership death does not make the cluster smaller */
    public int failedCount() {
        return failedCount;
    }

    void forget(final long hash) {
        final Tombstone tombstone = byHash.remove(hash);
        if (tombstone != null) {
            byAge.remove(tombstone);
            failedCount -= tombstone.hasLeft() ? 0 : 1;
        }
    }

    /** Forgets all, for a node that starts over. */
    public void clear() {
        byHash.clear();
        byAge.clear();
        failedCount = 0;
    }

    private void dropOldest() {
        forget(byAge.peekFirst().hash());
    }

    @Override
    public long deadlineNs() {
        return byAge.isEmpty() ? NEVER : byAge.peekFirst().untilNs();
    }

    @Override
    public void run(final long nowNs) {
        while (!byAge.isEmpty() && byAge.peekFirst().untilNs() <= nowNs) {
            dropOldest();
        }
    }
}
