package io.gossip.core.antientropy;

import io.gossip.core.membership.Member;
import io.gossip.core.outbound.Outbox;
import io.gossip.core.outbound.Purpose;
import io.gossip.spi.Lane;
import io.gossip.store.CutOutcome;
import io.gossip.store.OwnerDigest;
import io.gossip.store.Replica;

/**
 * Sends one peer what it lacks: chunks in a few packets of the best-effort lane, and what does not fit into those, or
 * must come at once, in one message of the reliable lane. What is left then waits for the next round; owners are taken
 * in turn, so that none starves. Protocol thread only.
 */
final class DeltaSender {
    private static final int MAX_PACKETS = 4;

    private final Replica replica;
    private final Outbox outbox;
    private final FollowingSink sink = new FollowingSink();
    private final OwnerDigest start = new OwnerDigest();
    private final long bulkSpacingNs;
    private Member peer;
    private long nowNs;
    private int packetsLeft;
    private boolean isBulkOpen;
    private boolean isBulkFull;
    private long leftOut;

    /** @param bulkSpacingNs shortest time between two messages of the reliable lane to one peer */
    DeltaSender(final Replica replica, final Outbox outbox, final long bulkSpacingNs) {
        this.replica = replica;
        this.outbox = outbox;
        this.bulkSpacingNs = bulkSpacingNs;
    }

    /** @return hash of the first owner that the last answer had no room for, 0 when it had for all: now it is its turn */
    long leftOut() {
        return leftOut;
    }

    void begin(final Member to, final long now) {
        leftOut = 0;
        peer = to;
        nowNs = now;
        // What is asked for while a large answer is on its way is mostly in it.
        packetsLeft = !outbox.allows(Purpose.REPAIR) ? 0 : to.isBulkUnderWay(now) ? 1 : MAX_PACKETS;
        isBulkOpen = false;
        isBulkFull = false;
        outbox.packet();
    }

    /**
     * Adds what the asker lacks of one owner.
     *
     * @param asker its digest entry, moved along as chunks are cut
     */
    void add(final OwnerDigest asker) {
        start.copy(asker);
        if (!asker.isComplete() && tryPackets(asker)) {
            return;
        }
        // From the start again: the lanes overtake each other, and behind a gap the rest would be dropped.
        addToBulk(start);
    }

    /** @return whether all of it went into packets */
    private boolean tryPackets(final OwnerDigest asker) {
        while (packetsLeft > 0) {
            final boolean wasEmpty = outbox.current().isEmpty();
            final CutOutcome outcome =
                    replica.cut(asker, sink.to(outbox.current().chunkSink()));
            if (outcome == CutOutcome.NOTHING || outcome == CutOutcome.COMPLETE) {
                return true;
            }
            if (outcome == CutOutcome.PARTIAL) {
                sink.follow(asker);
            } else if (wasEmpty) {
                return false;
            }
            flushPacket();
        }
        return false;
    }

    private void flushPacket() {
        outbox.send(Lane.BEST_EFFORT, peer.address());
        outbox.packet();
        packetsLeft = outbox.allows(Purpose.REPAIR) ? packetsLeft - 1 : 0;
    }

    private void addToBulk(final OwnerDigest asker) {
        if (!isBulkOpen && !isBulkFull) {
            isBulkOpen = outbox.allowsBulk() && peer.tryBeginBulk(nowNs, bulkSpacingNs);
            isBulkFull = !isBulkOpen;
            outbox.bulk();
        }
        if (isBulkFull) {
            leftOut = leftOut == 0 ? asker.ownerHash() : leftOut;
            return;
        }
        final CutOutcome outcome =
                replica.cut(asker, sink.to(outbox.currentBulk().chunkSink()));
        isBulkFull = outcome == CutOutcome.PARTIAL || outcome == CutOutcome.NO_ROOM;
        // One that begun the message gets the next turn after all others: it may be too large to be ever done.
        leftOut = outcome == CutOutcome.NO_ROOM && leftOut == 0 ? asker.ownerHash() : leftOut;
    }

    void end() {
        outbox.send(Lane.BEST_EFFORT, peer.address());
        if (isBulkOpen) {
            outbox.send(Lane.RELIABLE, peer.address());
        }
    }
}
