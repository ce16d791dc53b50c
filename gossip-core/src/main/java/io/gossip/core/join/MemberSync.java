package io.gossip.core.join;

import io.gossip.NodeAddress;
import io.gossip.core.membership.LocalIdentity;
import io.gossip.core.membership.Member;
import io.gossip.core.membership.MemberTable;
import io.gossip.core.outbound.Outbox;
import io.gossip.core.wire.MemberClaim;
import io.gossip.core.wire.PacketEncoder;
import io.gossip.spi.Lane;

/**
 * Sends the whole member table over the reliable lane: at first contact, and when digests say that tables differ though
 * no news is on its way. What it tells of others is marked as hearsay. Protocol thread only.
 */
public final class MemberSync {
    private static final int TICKS_BETWEEN = 5;

    private final LocalIdentity self;
    private final MemberTable table;
    private final Outbox outbox;
    private final long spacingNs;
    private long earliestNs = Long.MIN_VALUE;

    /**
     * @param parts the rest of the node this works with
     * @param tickNs unit of the pacing
     */
    public MemberSync(final JoinParts parts, final long tickNs) {
        this.self = parts.self();
        this.table = parts.table();
        this.outbox = parts.outbox();
        this.spacingNs = TICKS_BETWEEN * tickNs;
    }

    /** Tables differ: sends this one and asks for the other, but not too often. */
    public void onDifference(final NodeAddress peer, final long nowNs) {
        if (nowNs >= earliestNs && outbox.allowsBulk()) {
            earliestNs = nowNs + spacingNs;
            send(peer, true);
        }
    }

    /** A joiner was accepted: sends it the table and asks for its own, however often it joins at most once in a while. */
    public void onJoin(final Member joiner, final long nowNs) {
        if (outbox.allowsBulk() && joiner.tryBeginSync(nowNs, spacingNs)) {
            send(joiner.address(), true);
        }
    }

    /**
     * A member asked for the table: sends it, but at most once per tick. Asking takes some dozens of bytes, under any name.
     *
     * @return whether it was sent
     */
    public boolean onRequest(final Member peer, final long nowNs) {
        final boolean isTime = outbox.allowsBulk() && peer.tryBeginSyncReply(nowNs, spacingNs / TICKS_BETWEEN);
        if (isTime) {
            send(peer.address(), false);
        }
        return isTime;
    }

    /**
     * @param peer to whom
     * @param requestReply whether it shall answer with its own table
     */
    void send(final NodeAddress peer, final boolean requestReply) {
        PacketEncoder packet = outbox.bulk();
        packet.tryMember(self.toClaim());
        for (final Member member : table.all()) {
            final MemberClaim claim = member.toClaim(true);
            if (!packet.tryMember(claim)) {
                outbox.send(Lane.RELIABLE, peer);
                packet = outbox.bulk();
                packet.tryMember(claim);
            }
        }
        // Last, so that the receiver knows the sender by now and can reply.
        if (!packet.trySync(requestReply, table.hash())) {
            outbox.send(Lane.RELIABLE, peer);
            outbox.bulk().trySync(requestReply, table.hash());
        }
        outbox.send(Lane.RELIABLE, peer);
    }
}
