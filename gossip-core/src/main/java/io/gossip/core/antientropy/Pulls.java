package io.gossip.core.antientropy;

import io.gossip.core.membership.Member;
import io.gossip.core.outbound.Outbox;
import io.gossip.core.outbound.Purpose;
import io.gossip.core.wire.DigestKind;
import io.gossip.core.wire.PacketEncoder;
import io.gossip.spi.Lane;
import io.gossip.store.OwnerDigest;
import io.gossip.store.Replica;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.LongArrayList;

/**
 * Asks for what this node lacks of some owners. Pulls of one packet are collected into one message; an owner is not
 * pulled again within a tick, whoever has it, and by then the next holder is asked. Protocol thread only.
 */
public final class Pulls {
    private static final long NEVER_PULLED = Long.MIN_VALUE;

    private final Replica replica;
    private final Outbox outbox;
    private final long spacingNs;
    private final int maxRemembered;
    private final LongArrayList wanted = new LongArrayList();
    private final Long2LongHashMap lastPullNs = new Long2LongHashMap(NEVER_PULLED);
    private final Long2LongHashMap lastRumorPullNs = new Long2LongHashMap(NEVER_PULLED);
    private final OwnerDigest digest = new OwnerDigest();

    /**
     * @param replica whose digests are sent
     * @param outbox the way out
     * @param spacingNs shortest time between two pulls of one owner
     * @param maxRemembered owners held at the most
     */
    public Pulls(final Replica replica, final Outbox outbox, final long spacingNs, final int maxRemembered) {
        this.replica = replica;
        this.outbox = outbox;
        this.spacingNs = spacingNs;
        this.maxRemembered = maxRemembered;
    }

    /** Wants the write behind a rumor; what comes of it is spread on like the rumor itself. */
    public void wantRumor(final long ownerHash, final long nowNs) {
        if (lastRumorPullNs.size() >= maxRemembered) {
            lastRumorPullNs.clear();
        }
        lastRumorPullNs.put(ownerHash, nowNs);
        want(ownerHash, nowNs);
    }

    /** Wants what is new of the owner; sent by the next {@link #flush}. */
    public void want(final long ownerHash, final long nowNs) {
        final long last = lastPullNs.get(ownerHash);
        if (last == NEVER_PULLED || nowNs - last >= spacingNs) {
            if (lastPullNs.size() >= maxRemembered) {
                lastPullNs.clear();
            }
            lastPullNs.put(ownerHash, nowNs);
            wanted.addLong(ownerHash);
        }
    }

    /** @return whether a rumor about the owner was pulled within the last two spacings */
    public boolean isRumorPull(final long ownerHash, final long nowNs) {
        final long last = lastRumorPullNs.get(ownerHash);
        return last != NEVER_PULLED && nowNs - last <= 2 * spacingNs;
    }

    /** Sends the collected pulls to one peer; those that the byte budget does not allow are left to the next holder. */
    public void flush(final Member peer) {
        int next = 0;
        while (next < wanted.size() && outbox.allows(Purpose.REPAIR)) {
            final PacketEncoder packet = outbox.packet();
            packet.tryBeginDigest(DigestKind.PULL, 0, 0, 0);
            final int first = next;
            while (next < wanted.size() && tryAdd(packet, wanted.getLong(next))) {
                next++;
            }
            packet.endDigest(0);
            outbox.send(Lane.BEST_EFFORT, peer.address());
            if (next == first) {
                break;
            }
        }
        wanted.clear();
    }

    private boolean tryAdd(final PacketEncoder packet, final long ownerHash) {
        if (!replica.digest(ownerHash, digest)) {
            digest.setNothing(ownerHash);
        }
        return packet.tryDigestEntry(digest);
    }

    /** Forgets pulls that were never sent: their packet came from a stranger. */
    public void discard() {
        wanted.clear();
    }
}
