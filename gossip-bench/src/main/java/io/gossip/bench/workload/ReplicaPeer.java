package io.gossip.bench.workload;

import io.gossip.Generation;
import io.gossip.GossipIntervals;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.core.antientropy.AntiEntropy;
import io.gossip.core.antientropy.AntiEntropyParts;
import io.gossip.core.antientropy.Pulls;
import io.gossip.core.health.LocalHealth;
import io.gossip.core.membership.Gone;
import io.gossip.core.membership.LocalIdentity;
import io.gossip.core.membership.Member;
import io.gossip.core.membership.MemberTable;
import io.gossip.core.membership.Membership;
import io.gossip.core.membership.MembershipListener;
import io.gossip.core.membership.PeerSampler;
import io.gossip.core.outbound.Budgets;
import io.gossip.core.outbound.OutboundCounters;
import io.gossip.core.outbound.Outbox;
import io.gossip.core.suspicion.SuspicionTimeouts;
import io.gossip.core.wire.MemberClaim;
import io.gossip.core.wire.PacketOrigin;
import io.gossip.core.wire.sbe.DigestDecoder;
import io.gossip.store.ChunkSource;
import io.gossip.store.MergeOutcome;
import io.gossip.store.OwnerStore;
import java.util.SplittableRandom;

/**
 * One node's store with the protocol's own anti-entropy on top, and nothing else of a node: no time but that which is
 * passed in, no probes, no rumors. What it sends lies in a queue. One thread.
 */
public final class ReplicaPeer extends IgnoringHandler {
    private static final long TICK_NS = GossipIntervals.lan().tick().toNanos();
    /** More than one exchange sends. */
    private static final Budgets PLENTY = new Budgets(1 << 30, TICK_NS);

    private static final int VALUES_LENGTH = 1 << 17;
    private static final int QUEUE_LENGTH = 16 << 20;
    private static final int QUEUE_PACKETS = 1 << 14;

    private final OwnerStore store;
    private final LocalIdentity self;
    private final MemberTable table;
    private final Membership membership;
    private final PacketQueue sent;
    private final Pulls pulls;
    private final AntiEntropy antiEntropy;
    private final PacketReader reader;
    private Member peer;
    private final Outbox outbox;
    private long nowNs;
    private long published;

    /**
     * @param name its id
     * @param port of its address, which nobody connects to
     * @param owners who are held
     */
    public ReplicaPeer(final String name, final int port, final NodeId[] owners) {
        store = Workload.store(name);
        for (final NodeId owner : owners) {
            store.replica().hold(owner);
        }
        sent = new PacketQueue(new NodeAddress("127.0.0.1", port), QUEUE_LENGTH, QUEUE_PACKETS);
        final long hash = Workload.HASH.of(NodeId.of(name));
        self = new LocalIdentity(NodeId.of(name), hash, sent.localAddress(), store.self());
        table = new MemberTable(Workload.HASH, self);
        membership = new Membership(
                table,
                new Gone(Long.MAX_VALUE, 1),
                new SuspicionTimeouts(GossipIntervals.lan()),
                new LocalHealth(true),
                2,
                self,
                new DeafListener());
        outbox = new Outbox(Workload.HASH.clusterHash(), hash, VALUES_LENGTH, PLENTY, sent, new OutboundCounters());
        pulls = new Pulls(store.replica(), outbox, TICK_NS, owners.length + 2);
        final PeerSampler sampler = new PeerSampler(table, new SplittableRandom(1));
        antiEntropy = new AntiEntropy(new AntiEntropyParts(store.replica(), table, sampler, outbox), pulls, TICK_NS);
        reader = new PacketReader(this);
    }

    /** Makes another node the one this talks to. */
    public void meet(final ReplicaPeer other) {
        store.replica().hold(other.self.id());
        membership.apply(other.self.toClaim(), true, nowNs);
        peer = table.find(other.self.hash());
    }

    /** Lets a round's time pass. */
    public void tick() {
        nowNs += TICK_NS;
        outbox.at(nowNs);
    }

    /** Sends the next packet of digests: all owners in a range of hashes. */
    public void offer() {
        antiEntropy.meet(peer);
    }

    /** Decodes all packets of the queue, answers digests and merges chunks. */
    public void receive(final PacketQueue packets) {
        reader.read(packets);
    }

    /** @return what was sent and not yet cleared */
    public PacketQueue sent() {
        return sent;
    }

    /** @return the store */
    public OwnerStore store() {
        return store;
    }

    /** @return chunks published so far */
    public long published() {
        return published;
    }

    @Override
    public void onDigest(final PacketOrigin from, final DigestDecoder digest) {
        antiEntropy.onDigest(peer, digest, nowNs);
    }

    @Override
    public void onChunk(final PacketOrigin from, final ChunkSource chunk) {
        if (store.replica().merge(chunk) == MergeOutcome.PUBLISHED) {
            published++;
        }
    }

    /** Nothing happens to the one member there is. */
    private static final class DeafListener implements MembershipListener {
        @Override
        public void onKnown(final Member member) {}

        @Override
        public void onJoined(final Member member) {}

        @Override
        public void onUpdated(final Member member) {}

        @Override
        public void onSuspected(final Member member) {}

        @Override
        public void onRefuted(final Member member) {}

        @Override
        public void onLeft(final Member member) {}

        @Override
        public void onFailed(final Member member) {}

        @Override
        public void onRemoved(final Member member, final Generation lastLife) {}

        @Override
        public void onNews(final MemberClaim claim) {}
    }
}
