package io.gossip.core.node;

import io.gossip.Generation;
import io.gossip.Incarnation;
import io.gossip.NodeAddress;
import io.gossip.NodeConfig;
import io.gossip.core.membership.Member;
import io.gossip.core.wire.DigestKind;
import io.gossip.core.wire.JoinReply;
import io.gossip.core.wire.JoinRequest;
import io.gossip.core.wire.JoinVerdict;
import io.gossip.core.wire.MemberClaim;
import io.gossip.core.wire.MemberState;
import io.gossip.core.wire.MessageHandler;
import io.gossip.core.wire.PacketOrigin;
import io.gossip.core.wire.ReportedStatus;
import io.gossip.core.wire.sbe.AckDecoder;
import io.gossip.core.wire.sbe.DigestDecoder;
import io.gossip.core.wire.sbe.GenerationDecoder;
import io.gossip.core.wire.sbe.NackDecoder;
import io.gossip.core.wire.sbe.PingDecoder;
import io.gossip.core.wire.sbe.PingRequestDecoder;
import io.gossip.core.wire.sbe.RumorIdsDecoder;
import io.gossip.core.wire.sbe.SyncDecoder;
import io.gossip.spi.Lane;
import io.gossip.store.ChunkSource;
import io.gossip.store.MergeOutcome;
import io.gossip.store.OwnerDigest;
import org.agrona.concurrent.EpochClock;

/**
 * Brings each message of a validated packet to the part it is for. Only members are answered with data; a stranger gets
 * an ack, a verdict on its join, and nothing else. Protocol thread only.
 */
final class PacketReceiver implements MessageHandler {
    /** Unasked answers to claims and joins per packet-processing round, so that nobody is made to shout. */
    private static final int MAX_COURTESIES = 16;

    private final NodeConfig config;
    private final NodeParts parts;
    private final EpochClock clock;
    private final OwnerDigest visible = new OwnerDigest();
    private long nowNs;
    private int courtesies;
    private boolean isRumor;
    private Member sender;

    PacketReceiver(final NodeConfig config, final NodeParts parts, final EpochClock clock) {
        this.config = config;
        this.parts = parts;
        this.clock = clock;
    }

    void beginRound(final long now) {
        nowNs = now;
        courtesies = MAX_COURTESIES;
    }

    void beginPacket() {
        sender = null;
    }

    /** The packet is done: pulls it gave rise to go to its sender. */
    void endPacket() {
        if (isFromMember()) {
            parts.pulls.flush(sender);
            parts.silence.onHeard(sender, nowNs);
        } else {
            parts.pulls.discard();
        }
    }

    /** @return whether the packet came from a present member */
    boolean isFromMember() {
        return sender != null && sender.isPresent();
    }

    /** Known only after the messages so far: a member may introduce itself in the same packet. */
    private Member sender(final PacketOrigin from) {
        if (sender == null) {
            sender = parts.table.find(from.senderHash());
        }
        return sender;
    }

    /** @return whether the publish that is being reported came by a rumor, or by a pull for one */
    boolean isFresh(final long ownerHash) {
        return isRumor || parts.pulls.isRumorPull(ownerHash, nowNs);
    }

    @Override
    public void onPing(final PacketOrigin from, final PingDecoder ping) {
        onOwnWord(from, ping.generation(), ping.refutation(), ping.ownVersion(), ping.status());
        onRootHash(from, ping.rootHash());
        parts.responder.onPing(from, (int) ping.sequence(), ping.target());
        tellIfPast(from, ping.generation().counter(), ping.generation().nonce());
    }

    @Override
    public void onAck(final PacketOrigin from, final AckDecoder ack) {
        onOwnWord(from, ack.generation(), ack.refutation(), ack.ownVersion(), ack.status());
        onRootHash(from, ack.rootHash());
        final int sequence = (int) ack.sequence();
        if (!parts.responder.tryRelayAck(sequence) && !parts.pinger.tryAck(sequence, nowNs)) {
            parts.prober.onAck(from.lane(), from.senderHash(), sequence, nowNs);
        }
    }

    /** What a member says of itself, directly: a sign of life, a bound on what is believable, maybe a refutation. */
    private void onOwnWord(
            final PacketOrigin from,
            final GenerationDecoder life,
            final long refutation,
            final long version,
            final int status) {
        final Member member = sender(from);
        if (member == null) {
            return;
        }
        member.signOfLife().at(clock.time());
        parts.store.replica().heard(member.id(), life.counter(), life.nonce(), version);
        if (parts.membership.isForgery(member, life.counter())) {
            parts.reaper.forget(member);
            parts.memberSync.onDifference(from.source(), nowNs);
            return;
        }
        final Incarnation known = member.incarnation();
        final int order = Generation.compare(
                life.counter(),
                life.nonce(),
                known.generation().counter(),
                known.generation().nonce());
        // A new life may have a new address, which a ping does not tell: that takes a join.
        if (order == 0) {
            onRefutation(member, refutation);
            // After that: a return makes void what was reported before.
            parts.table.report(member, ReportedStatus.fromCode(status));
        } else if (order > 0) {
            // It restarted faster than anybody noticed, and may know nobody: introduces itself and asks for its word.
            parts.memberSync.onDifference(member.address(), nowNs);
        }
    }

    /** The member itself says how often it has refuted in the life that is held of it. */
    private void onRefutation(final Member member, final long refutation) {
        final Incarnation known = member.incarnation();
        if (refutation > known.refutation()) {
            final Incarnation inc = new Incarnation(known.generation(), refutation);
            final MemberClaim claim =
                    new MemberClaim(MemberState.ALIVE, member.id(), member.hash(), member.address(), inc, 0, false);
            parts.membership.apply(claim, true, nowNs);
        }
    }

    private void onRootHash(final PacketOrigin from, final long rootHash) {
        final Member member = sender(from);
        if (member != null && member.isPresent()) {
            parts.antiEntropy.onRootHash(member, rootHash == parts.rootHash.getAsLong());
        }
    }

    /**
     * A node that pings is not gone, whatever is held here, and a life that pings is not over, though a higher one is
     * known: a clone's, or one that the clone has outbid. Told so, it refutes or starts a new life.
     */
    private void tellIfPast(final PacketOrigin from, final long counter, final long nonce) {
        final Member member = sender(from);
        if (member == null || from.lane() != Lane.BEST_EFFORT) {
            return;
        }
        final Generation held = member.incarnation().generation();
        if (!member.isPresent() || Generation.compare(counter, nonce, held.counter(), held.nonce()) < 0) {
            tell(member.toClaim(true), from.source());
        }
    }

    private void tell(final MemberClaim claim, final NodeAddress destination) {
        if (courtesies-- > 0 && parts.outbox.allowsStranger()) {
            parts.outbox.packet().tryMember(claim);
            parts.outbox.sendToStranger(destination);
        }
    }

    @Override
    public void onPingRequest(final PacketOrigin from, final PingRequestDecoder request) {
        if (sender(from) != null) {
            parts.responder.onPingRequest(from, (int) request.sequence(), request.target(), request.budgetUs(), nowNs);
        }
    }

    @Override
    public void onNack(final PacketOrigin from, final NackDecoder nack) {
        parts.prober.onNack((int) nack.sequence());
    }

    @Override
    public void onMember(final PacketOrigin from, final MemberClaim claim) {
        sender(from);
        final boolean isOwnWord = claim.idHash() == from.senderHash() && claim.state() == MemberState.ALIVE;
        if (parts.reaper.tryBury(claim, nowNs)) {
            return;
        }
        switch (parts.membership.apply(claim, isOwnWord, nowNs)) {
            case SELF -> onClaimAboutSelf(from, claim);
            case GONE -> onGone(from, claim);
            default -> {}
        }
    }

    /**
     * The claim is about a life that is over: who holds it as gone may forget it; who holds it as alive is wrong, or it
     * is, and then the member itself must hear of it. A member is told where it is known to be, and not where the packet
     * says: this node itself could be there, or a third that passes it on to itself for ever.
     */
    private void onGone(final PacketOrigin from, final MemberClaim claim) {
        final Member held = parts.table.find(claim.idHash());
        final boolean isHeldGone = claim.state() == MemberState.DEAD || claim.state() == MemberState.LEFT;
        final NodeAddress destination =
                isHeldGone ? replyAddress(from) : held != null ? held.address() : claim.address();
        if (destination != null && !destination.equals(parts.self.address())) {
            tell(goneClaim(claim), destination);
        }
    }

    /**
     * Who still holds a past incarnation of this node may ignore it until it hears of the present one: no ping tells that.
     * And who lives there under this node's name, a clone, hears of the present one by nobody else for long: both know of
     * each other only by what third ones hold.
     */
    private void onClaimAboutSelf(final PacketOrigin from, final MemberClaim claim) {
        final boolean isPast = claim.incarnation().compareTo(parts.self.incarnation()) < 0;
        parts.defence.onClaim(claim, nowNs);
        final NodeAddress destination = isPast ? replyAddress(from) : null;
        if (destination != null) {
            tell(parts.self.toClaim(), destination);
        }
        final boolean isElsewhere =
                claim.state() == MemberState.ALIVE && !claim.address().equals(parts.self.address());
        if (isElsewhere && claim.incarnation().compareTo(parts.self.incarnation()) < 0) {
            tell(parts.self.toClaim(), claim.address());
        }
    }

    /** The source of a packet on the reliable lane is no address to reply to: the member's own is. */
    private NodeAddress replyAddress(final PacketOrigin from) {
        if (from.lane() == Lane.BEST_EFFORT) {
            return from.source();
        }
        final Member member = sender(from);
        return member == null ? null : member.address();
    }

    private MemberClaim goneClaim(final MemberClaim claim) {
        final Generation buried = parts.gone.lifeOf(claim.idHash());
        final Incarnation inc = buried.equals(Generation.NONE)
                ? claim.incarnation()
                : new Incarnation(buried, Incarnation.MAX_REFUTATION);
        return new MemberClaim(MemberState.GONE, claim.id(), claim.idHash(), claim.address(), inc, 0, true);
    }

    @Override
    public void onJoin(final PacketOrigin from, final JoinRequest join) {
        final long hash = parts.store.hash().of(join.id());
        if (hash != from.senderHash() || from.lane() != Lane.BEST_EFFORT) {
            return;
        }
        if (hash == parts.self.hash()) {
            onOwnName(from, join);
            return;
        }
        if (!parts.outbox.allowsStranger()) {
            return;
        }
        final JoinReply reply = parts.doorkeeper.decide(join, hash, nowNs);
        if (reply.verdict() == JoinVerdict.ACCEPTED) {
            welcome(from.source(), reply);
            final Generation life = join.incarnation().generation();
            parts.store.replica().heard(join.id(), life.counter(), life.nonce(), join.ownVersion());
            parts.memberSync.onJoin(parts.table.find(hash), nowNs);
        } else {
            reply(from.source(), reply);
        }
    }

    /** With it the joiner knows a first member at once, even when it comes too often to be sent the whole table. */
    private void welcome(final NodeAddress joiner, final JoinReply reply) {
        parts.outbox.packet().tryJoinReply(reply);
        // Where ids and addresses are so long that it does not fit, the table has to do.
        parts.outbox.current().tryMember(parts.self.toClaim());
        parts.outbox.sendToStranger(joiner);
    }

    /** Somebody with this node's own id: itself, by an alias of its address, or a clone. */
    private void onOwnName(final PacketOrigin from, final JoinRequest join) {
        final Incarnation own = parts.self.incarnation();
        if (join.incarnation().equals(own)) {
            reply(from.source(), new JoinReply(join.attempt(), JoinVerdict.ACCEPTED, own, parts.self.version()));
            return;
        }
        final MemberClaim claim = new MemberClaim(
                MemberState.ALIVE, join.id(), parts.self.hash(), join.address(), join.incarnation(), 0, false);
        parts.defence.onClaim(claim, nowNs);
        reply(
                from.source(),
                new JoinReply(join.attempt(), JoinVerdict.OUTBID, parts.self.incarnation(), parts.self.version()));
    }

    private void reply(final NodeAddress destination, final JoinReply reply) {
        parts.outbox.packet().tryJoinReply(reply);
        parts.outbox.sendToStranger(destination);
    }

    @Override
    public void onJoinReply(final PacketOrigin from, final JoinReply reply) {
        if (!parts.joiner.onReply(reply, from.senderHash(), nowNs)) {
            return;
        }
        if (reply.verdict() == JoinVerdict.OUTBID) {
            final boolean isOver = reply.known().refutation() == Incarnation.MAX_REFUTATION;
            parts.defence.onClaim(
                    new MemberClaim(
                            isOver ? MemberState.LEFT : MemberState.ALIVE,
                            parts.self.id(),
                            parts.self.hash(),
                            parts.self.address(),
                            reply.known(),
                            0,
                            true),
                    nowNs);
            parts.defence.onData(reply.known().generation(), reply.knownVersion(), nowNs);
        }
    }

    @Override
    public void onSync(final PacketOrigin from, final SyncDecoder sync) {
        final Member member = sender(from);
        if (member == null || !member.isPresent()) {
            return;
        }
        if (from.lane() == Lane.RELIABLE) {
            // The last of a whole table: who was not in it is unknown there, too.
            parts.earlier.release();
        }
        if ((sync.flags() & 1) != 0 && parts.memberSync.onRequest(member, nowNs)) {
            parts.antiEntropy.meet(member);
        }
    }

    @Override
    public void onDigest(final PacketOrigin from, final DigestDecoder digest) {
        final Member member = sender(from);
        if (member == null || !member.isPresent()) {
            return;
        }
        final boolean isOffer = digest.kind() == DigestKind.OFFER.code();
        if (isOffer && digest.membersHash() != parts.table.hash() && parts.broadcasts.isEmpty()) {
            parts.memberSync.onDifference(member.address(), nowNs);
        }
        parts.antiEntropy.onDigest(member, digest, nowNs);
    }

    @Override
    public void onChunk(final PacketOrigin from, final ChunkSource chunk) {
        sender(from);
        isRumor = chunk.isRumor();
        final MergeOutcome outcome = parts.store.replica().merge(chunk);
        isRumor = false;
        if (outcome == MergeOutcome.PULL) {
            parts.pulls.wantRumor(parts.store.hash().of(chunk.owner()), nowNs);
        } else if (outcome == MergeOutcome.SELF_OUTBID) {
            parts.defence.onData(new Generation(chunk.counter(), chunk.nonce()), chunk.targetVersion(), nowNs);
        }
    }

    @Override
    public void onRumorIds(final PacketOrigin from, final RumorIdsDecoder rumors) {
        sender(from);
        for (final RumorIdsDecoder.IdsDecoder id : rumors.ids()) {
            // About this node itself, too: who knows of a write that it does not will answer with it, and is outbid.
            if (parts.store.replica().visible(id.owner(), visible)
                    && isNews((int) id.generationTag(), (int) id.versionLow())) {
                parts.pulls.wantRumor(id.owner(), nowNs);
            }
        }
    }

    /** Of another life nobody can tell from a tag whether it is a newer one: the pull lets its receiver decide. */
    private boolean isNews(final int generationTag, final int versionLow) {
        return generationTag != visible.lifeTag() || versionLow - (int) visible.frontier() > 0;
    }

    @Override
    public void onForeignJoin(final PacketOrigin from, final JoinRequest join) {
        if (courtesies-- > 0 && from.lane() == Lane.BEST_EFFORT && parts.outbox.allowsStranger()) {
            final JoinVerdict verdict =
                    join.clusterId().equals(config.clusterId()) ? JoinVerdict.OTHER_VERSION : JoinVerdict.OTHER_CLUSTER;
            reply(from.source(), new JoinReply(join.attempt(), verdict, Incarnation.NONE, 0));
        }
    }

    @Override
    public void onForeignJoinReply(final PacketOrigin from, final JoinReply reply) {
        parts.joiner.onReply(reply, 0, nowNs);
    }
}
