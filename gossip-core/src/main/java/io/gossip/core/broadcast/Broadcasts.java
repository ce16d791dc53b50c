package io.gossip.core.broadcast;

import io.gossip.core.wire.MemberClaim;
import io.gossip.core.wire.PacketEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Claims about members that still have transmissions left. A newer claim about a member replaces the older one; the
 * least transmitted go first (SWIM, section 4.1). Bounded by the number of members. Protocol thread only.
 */
public final class Broadcasts {
    /** Claims too long for what is left of a packet, after which no further one is tried. */
    private static final int MAX_MISFITS = 4;

    /** In the order of {@link #inOrder}: the least sent first, of those the newest. */
    private static final class Item implements Comparable<Item> {
        private final MemberClaim claim;
        private final long number;
        private int transmissions;

        Item(final MemberClaim claim, final long number) {
            this.claim = claim;
            this.number = number;
        }

        @Override
        public int compareTo(final Item other) {
            return transmissions != other.transmissions
                    ? Integer.compare(transmissions, other.transmissions)
                    : Long.compare(other.number, number);
        }
    }

    private final Long2ObjectHashMap<Item> byMember = new Long2ObjectHashMap<>();
    private final TreeSet<Item> inOrder = new TreeSet<>();
    private final List<Item> sent = new ArrayList<>();
    private final int multiplier;
    private final IntSupplier memberCount;
    private long nextNumber;

    /**
     * @param multiplier transmissions of one claim are {@code multiplier * ceil(log10(n + 1))}
     * @param memberCount present members, this node included
     */
    public Broadcasts(final int multiplier, final IntSupplier memberCount) {
        this.multiplier = multiplier;
        this.memberCount = memberCount;
    }

    /** @return packets that carry one claim, for a cluster of n members */
    public static int transmissions(final int multiplier, final int n) {
        return multiplier * (int) StrictMath.ceil(StrictMath.log10(n + 1.0));
    }

    /** Spreads a claim; what was to be said of the member before is dropped. */
    public void enqueue(final MemberClaim claim) {
        discard(claim.idHash());
        final Item item = new Item(claim, nextNumber++);
        byMember.put(claim.idHash(), item);
        inOrder.add(item);
    }

    /** Says nothing more about a member. */
    public void discard(final long idHash) {
        final Item item = byMember.remove(idHash);
        if (item != null) {
            inOrder.remove(item);
        }
    }

    /** Drops all news. */
    public void clear() {
        byMember.clear();
        inOrder.clear();
    }

    public boolean isEmpty() {
        return inOrder.isEmpty();
    }

    /** @return whether the present claim about the member has transmissions left */
    public boolean isPending(final long idHash) {
        return byMember.containsKey(idHash);
    }

    /**
     * Adds as many claims as fit and counts each as sent.
     *
     * @param packet to be sent to one or several peers
     * @param copies how many peers get it, from 1
     */
    public void fill(final PacketEncoder packet, final int copies) {
        fill(packet, copies, 0);
    }

    /**
     * The same, but for room that is left to others.
     *
     * @param packet to be sent to one or several peers
     * @param copies how many peers get it, from 1
     * @param keptFree bytes of the packet; once no more than these are left, no further claim is added
     */
    public void fill(final PacketEncoder packet, final int copies, final int keptFree) {
        if (inOrder.isEmpty()) {
            return;
        }
        int misfits = 0;
        for (final Item item : inOrder) {
            if (packet.remaining() <= keptFree) {
                break;
            }
            if (packet.tryMember(item.claim)) {
                sent.add(item);
            } else if (++misfits == MAX_MISFITS) {
                break;
            }
        }
        for (final Item item : sent) {
            inOrder.remove(item);
            item.transmissions += copies;
            inOrder.add(item);
        }
        sent.clear();
        dropSpent();
    }

    private void dropSpent() {
        final int limit = transmissions(multiplier, memberCount.getAsInt());
        while (!inOrder.isEmpty() && inOrder.last().transmissions >= limit) {
            byMember.remove(inOrder.pollLast().claim.idHash());
        }
    }
}
