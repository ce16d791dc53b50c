package io.gossip.core.broadcast;

import io.gossip.core.wire.MemberClaim;
import io.gossip.core.wire.PacketEncoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Claims about members that still have transmissions left. A newer claim about a member replaces the older one; the
 * least transmitted go first (SWIM, section 4.1). Bounded by the number of members. Protocol thread only.
 */
public final class Broadcasts {
    private static final class Item {
        private final MemberClaim claim;
        private final long number;
        private int transmissions;

        Item(final MemberClaim claim, final long number) {
            this.claim = claim;
            this.number = number;
        }
    }

    private static final Comparator<Item> LEAST_SENT_THEN_NEWEST =
            Comparator.<Item>comparingInt(item -> item.transmissions).thenComparingLong(item -> -item.number);

    private final List<Item> items = new ArrayList<>();
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
        items.removeIf(item -> item.claim.idHash() == claim.idHash());
        items.add(new Item(claim, nextNumber++));
    }

    /** Drops all news. */
    public void clear() {
        items.clear();
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }

    /** @return whether the present claim about the member has transmissions left */
    public boolean isPending(final long idHash) {
        return items.stream().anyMatch(item -> item.claim.idHash() == idHash);
    }

    /**
     * Adds as many claims as fit and counts each as sent.
     *
     * @param packet to be sent to one or several peers
     * @param copies how many peers get it, from 1
     */
    public void fill(final PacketEncoder packet, final int copies) {
        if (items.isEmpty()) {
            return;
        }
        items.sort(LEAST_SENT_THEN_NEWEST);
        final int limit = transmissions(multiplier, memberCount.getAsInt());
        for (final Item item : items) {
            if (packet.tryMember(item.claim)) {
                item.transmissions += copies;
            }
        }
        items.removeIf(item -> item.transmissions >= limit);
    }
}
