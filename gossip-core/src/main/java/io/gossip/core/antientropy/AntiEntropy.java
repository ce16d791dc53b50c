package io.gossip.core.antientropy;

import io.gossip.core.membership.Member;
import io.gossip.core.membership.MemberTable;
import io.gossip.core.membership.PeerSampler;
import io.gossip.core.outbound.Outbox;
import io.gossip.core.outbound.Purpose;
import io.gossip.core.wire.PacketEncoder;
import io.gossip.core.wire.sbe.DigestDecoder;
import io.gossip.spi.Lane;
import io.gossip.store.Replica;

/**
 * Decides when digests are offered: pings and acks carry a root hash; while one differs, one peer per tick gets a
 * digest, the one that differed first, then random ones, until a root hash matches. Protocol thread only.
 */
public final class AntiEntropy {
    private final Replica replica;
    private final PeerSampler sampler;
    private final DigestOffer offer;
    private final DigestAnswer answer;
    private final MemberTable table;
    private final Outbox outbox;
    private boolean isDiverged;
    private Member next;

    /**
     * @param parts the rest of the node this works with
     * @param pulls where wanted owners go
     * @param tickNs shortest time between two large answers to one peer
     */
    public AntiEntropy(final AntiEntropyParts parts, final Pulls pulls, final long tickNs) {
        this.replica = parts.replica();
        this.sampler = parts.sampler();
        this.table = parts.table();
        this.outbox = parts.outbox();
        this.offer = new DigestOffer(parts.replica(), parts.table(), parts.outbox());
        this.answer =
                new DigestAnswer(parts.replica(), new DeltaSender(parts.replica(), parts.outbox(), tickNs), pulls);
    }

    /**
     * A peer told the hash of all it holds.
     *
     * @param peer who
     * @param isEqual whether it is this node's own
     */
    public void onRootHash(final Member peer, final boolean isEqual) {
        isDiverged = !isEqual;
        next = isEqual ? null : peer;
    }

    /** @return whether a round would do nothing */
    public boolean isIdle() {
        return !isDiverged && replica.isSettled();
    }

    /** One round. */
    public void onTick() {
        replica.onRound();
        if (isDiverged) {
            final Member peer = next != null && next.isPresent() ? next : sampler.one();
            next = null;
            if (peer != null && outbox.allows(Purpose.TICK)) {
                offer.send(peer);
            }
        }
    }

    /** A peer has just been met: compares with it at once. */
    public void meet(final Member peer) {
        isDiverged = true;
        offer.send(peer);
    }

    /**
     * Answers a digest.
     *
     * @param peer a present member
     * @param digest validated
     * @param nowNs the present
     */
    public void onDigest(final Member peer, final DigestDecoder digest, final long nowNs) {
        answer.answer(peer, digest, nowNs);
        tellOfTheGone(peer);
    }

    /**
     * A peer that does not list a member held here as gone has forgotten it, and says so; or never knew it, and learns of
     * it. As many as fit one packet; the others next time.
     */
    private void tellOfTheGone(final Member peer) {
        if (answer.unlisted().isEmpty() || !outbox.allows(Purpose.REPAIR)) {
            return;
        }
        final PacketEncoder packet = outbox.packet();
        for (int i = 0; i < answer.unlisted().size(); i++) {
            final Member member = table.find(answer.unlisted().getLong(i));
            if (member != null && !member.isPresent()) {
                packet.tryMember(member.toClaim(true));
            }
        }
        outbox.send(Lane.BEST_EFFORT, peer.address());
    }
}
