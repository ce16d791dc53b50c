package io.gossip.core.rumor;

import io.gossip.GossipIntervals;
import io.gossip.core.broadcast.Broadcasts;
import io.gossip.core.membership.Member;
import io.gossip.core.membership.PeerSampler;
import io.gossip.core.outbound.Outbox;
import io.gossip.core.outbound.Purpose;
import io.gossip.core.task.TimedTask;
import io.gossip.core.wire.PacketEncoder;
import io.gossip.store.ChunkSink;
import io.gossip.store.CutOutcome;
import io.gossip.store.OwnerDigest;
import io.gossip.store.Replica;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends rumors and news of members to a few random peers: fresh writes at once, everything with sends left at each tick,
 * as far as the byte budget goes. The same packets go to all peers of a round. What few peers can know yet goes eagerly;
 * under backlog all else goes as ids, since most who get one know the write. Protocol thread only.
 */
public final class Spreader implements TimedTask {
    /** Entries above that go as ids and are pulled by those who lack them. */
    private static final int MAX_EAGER_ENTRY = 300;
    /** Packets with writes per peer and round. */
    private static final int MAX_EAGER_PACKETS = 2;
    /** With more owners than that a round has a backlog: what is sent eagerly is mostly known already, an id is shorter. */
    private static final int MAX_EAGER_OWNERS = 20;
    /** Owners turned away by the last eager packet of a round, after which no further one is tried. */
    private static final int MAX_MISFITS = 4;
    /** Clusters below that size send to all. */
    private static final int SEND_TO_ALL_BELOW = 10;
    /** Time between two immediate rounds, so that bursts of writes share packets. */
    private static final long COALESCE_NS = 5_000_000;

    private final GossipIntervals intervals;
    private final boolean isImmediate;
    private final RumorQueue queue;
    private final Broadcasts broadcasts;
    private final PeerSampler sampler;
    private final Outbox outbox;
    private final Replica replica;
    private final long ownHash;
    private final EagerSink eager = new EagerSink(MAX_EAGER_ENTRY);
    private final OwnerDigest visible = new OwnerDigest();
    private final List<HotOwner> asIds = new ArrayList<>();
    private int copies;
    private int eagerPackets;
    private int misfits;
    private long earliestBurstNs = Long.MIN_VALUE;
    private long burstNs = NEVER;

    /**
     * @param intervals fan-out
     * @param isImmediate whether fresh writes leave at once
     * @param parts the rest of the node this works with
     */
    public Spreader(final GossipIntervals intervals, final boolean isImmediate, final SpreadParts parts) {
        this.intervals = intervals;
        this.isImmediate = isImmediate;
        this.queue = parts.queue();
        this.broadcasts = parts.broadcasts();
        this.sampler = parts.sampler();
        this.outbox = parts.outbox();
        this.replica = parts.replica();
        this.ownHash = parts.ownHash();
    }

    /** A write was queued. */
    public void onWrite(final long nowNs) {
        if (isImmediate) {
            burstNs = Math.min(burstNs, Math.max(nowNs, earliestBurstNs));
        }
    }

    @Override
    public long deadlineNs() {
        return burstNs;
    }

    /** The immediate round: fresh writes only. */
    @Override
    public void run(final long nowNs) {
        burstNs = NEVER;
        earliestBurstNs = nowNs + COALESCE_NS;
        if (queue.hasFresh() && outbox.allows(Purpose.IMMEDIATE)) {
            spread(draw(), true);
        }
    }

    /** @return whether there is nothing to say at a tick */
    public boolean isIdle() {
        return queue.isEmpty() && broadcasts.isEmpty();
    }

    /** The round of the tick: everything with sends left, and news of members. */
    public void onTick() {
        if (!isIdle() && outbox.allows(Purpose.TICK)) {
            spread(draw(), false);
        }
    }

    /** @return peers for one round; all of them in a small cluster */
    private List<Member> draw() {
        return sampler.draw(sampler.size() < SEND_TO_ALL_BELOW - 1 ? sampler.size() : intervals.fanOut());
    }

    private void spread(final List<Member> peers, final boolean onlyFresh) {
        if (peers.isEmpty()) {
            return;
        }
        final PacketEncoder first = outbox.packet();
        // Membership first, but never all of it: user data has half of the packet for sure.
        broadcasts.fill(first, peers.size(), queue.isEmpty() ? 0 : first.remaining() / 2);
        asIds.clear();
        copies = peers.size();
        eagerPackets = 1;
        misfits = 0;
        final boolean isBacklog = queue.size() > MAX_EAGER_OWNERS;
        for (final HotOwner owner : onlyFresh ? queue.fresh() : queue.freshestFirst()) {
            final boolean isEager = !isBacklog || owner.isFresh() && owner.ownerHash() == ownHash;
            if (!isEager || !trySendEagerly(owner, peers)) {
                asIds.add(owner);
            }
        }
        sendToAll(peers);
        sendIds(peers);
        queue.dropSpent();
    }

    /** @return false when the owner has to go as an id: an entry is too large, or this round is full */
    private boolean trySendEagerly(final HotOwner owner, final List<Member> peers) {
        if (misfits == MAX_MISFITS) {
            return false;
        }
        CutOutcome outcome = cut(owner);
        if (outcome == CutOutcome.NO_ROOM && !eager.hasLargeEntry() && tryNextEagerPacket(peers)) {
            outcome = cut(owner);
        }
        if (outcome == CutOutcome.NO_ROOM) {
            misfits += eager.hasLargeEntry() ? 0 : 1;
            return false;
        }
        owner.onSent(copies);
        return true;
    }

    private boolean tryNextEagerPacket(final List<Member> peers) {
        if (eagerPackets == MAX_EAGER_PACKETS) {
            return false;
        }
        sendToAll(peers);
        outbox.packet();
        eagerPackets++;
        if (!outbox.allows(Purpose.TICK)) {
            misfits = MAX_MISFITS;
            return false;
        }
        return true;
    }

    private CutOutcome cut(final HotOwner owner) {
        final ChunkSink sink = eager.to(outbox.current().chunkSink());
        return replica.cutRumor(owner.ownerHash(), owner.fromVersionExclusive(), sink);
    }

    /** What the budget does not allow waits with all its sends. */
    private void sendIds(final List<Member> peers) {
        int next = 0;
        while (next < asIds.size() && outbox.allows(Purpose.TICK)) {
            final PacketEncoder packet = outbox.packet();
            packet.tryBeginRumorIds();
            final int first = next;
            while (next < asIds.size() && tryAddId(packet, asIds.get(next))) {
                next++;
            }
            packet.endRumorIds();
            sendToAll(peers);
            if (next == first) {
                return;
            }
        }
    }

    private boolean tryAddId(final PacketEncoder packet, final HotOwner owner) {
        if (replica.visible(owner.ownerHash(), visible)
                && !packet.tryRumorId(visible.ownerHash(), visible.lifeTag(), (int) visible.frontier())) {
            return false;
        }
        owner.onSent(copies);
        return true;
    }

    private void sendToAll(final List<Member> peers) {
        final int length = outbox.seal();
        if (length > 0) {
            for (final Member peer : peers) {
                outbox.sendSealed(length, peer.address());
            }
        }
    }
}
