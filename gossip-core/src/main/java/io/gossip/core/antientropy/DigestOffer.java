package io.gossip.core.antientropy;

import io.gossip.core.membership.Member;
import io.gossip.core.membership.MemberTable;
import io.gossip.core.outbound.Outbox;
import io.gossip.core.wire.DigestKind;
import io.gossip.core.wire.PacketEncoder;
import io.gossip.spi.Lane;
import io.gossip.store.OwnerDigest;
import io.gossip.store.Replica;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes digests of one packet each: rows of 12 B for owners at rest, exact entries for those with an open stage or a
 * prefix that is not unique here. Above some hundred owners a packet covers a range of hashes, and the next one goes on
 * from there. Protocol thread only.
 */
final class DigestOffer {
    private static final long PREFIX = 0xFFFF_FFFFL;
    private static final int MAX_EXACT = 8;
    /** Room one exact entry takes, in rows, rounded up. */
    private static final int ROWS_PER_ENTRY = 4;

    private final Replica replica;
    private final MemberTable table;
    private final Outbox outbox;
    private final List<OwnerDigest> exact = new ArrayList<>();
    private final OwnerDigest pending = new OwnerDigest();
    private final Filler filler = new Filler();
    private int exactCount;
    private long nextPrefix;

    DigestOffer(final Replica replica, final MemberTable table, final Outbox outbox) {
        this.replica = replica;
        this.table = table;
        this.outbox = outbox;
        for (int i = 0; i < MAX_EXACT; i++) {
            exact.add(new OwnerDigest());
        }
    }

    /** Offers the next range of digests to a peer. */
    void send(final Member peer) {
        final PacketEncoder packet = outbox.packet();
        final long from = nextPrefix;
        packet.tryBeginDigest(DigestKind.OFFER, (int) from, replica.rootHash(), table.hash());
        final long to = fill(packet, from);
        for (int i = 0; i < exactCount; i++) {
            packet.tryDigestEntry(exact.get(i));
        }
        packet.endDigest((int) to);
        nextPrefix = to == PREFIX ? 0 : to + 1;
        outbox.send(Lane.BEST_EFFORT, peer.address());
    }

    /** @return last prefix covered */
    private long fill(final PacketEncoder packet, final long from) {
        exactCount = 0;
        filler.begin(packet);
        replica.forEachDigest(from << 32, filler);
        filler.emitPending(false);
        // Progress is certain: one prefix is passed over rather than offered for ever.
        return filler.isFull ? Math.max(from, filler.pendingPrefix() - 1) : PREFIX;
    }

    /**
     * Keeps one owner back until the next is seen: owners that share a prefix are covered together, and by exact entries
     * only.
     */
    private final class Filler implements Replica.DigestVisitor {
        private PacketEncoder packet;
        private boolean hasPending;
        private boolean isShared;
        private boolean isFull;

        void begin(final PacketEncoder next) {
            packet = next;
            hasPending = false;
            isShared = false;
            isFull = false;
        }

        long pendingPrefix() {
            return pending.ownerHash() >>> 32;
        }

        @Override
        public boolean onDigest(final OwnerDigest digest) {
            final boolean sharesPrefix = hasPending && digest.ownerHash() >>> 32 == pendingPrefix();
            if (!emitPending(sharesPrefix)) {
                return false;
            }
            pending.copy(digest);
            hasPending = true;
            isShared = sharesPrefix;
            return true;
        }

        boolean emitPending(final boolean sharesWithNext) {
            if (!hasPending || isFull) {
                return !isFull;
            }
            final boolean isExact = pending.isStaged() || pending.isComplete() || isShared || sharesWithNext;
            isFull = packet.digestRoom() <= ROWS_PER_ENTRY * (exactCount + 1) || isExact && exactCount == MAX_EXACT;
            if (!isFull && isExact) {
                exact.get(exactCount++).copy(pending);
            } else if (!isFull) {
                packet.tryDigestRow(DigestTag.prefix(pending.ownerHash()), pending.lifeTag(), (int) pending.frontier());
            }
            return !isFull;
        }
    }
}
