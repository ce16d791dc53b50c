package io.gossip.bench.workload;

import io.gossip.core.wire.JoinReply;
import io.gossip.core.wire.JoinRequest;
import io.gossip.core.wire.MemberClaim;
import io.gossip.core.wire.MessageHandler;
import io.gossip.core.wire.PacketOrigin;
import io.gossip.core.wire.sbe.AckDecoder;
import io.gossip.core.wire.sbe.DigestDecoder;
import io.gossip.core.wire.sbe.NackDecoder;
import io.gossip.core.wire.sbe.PingDecoder;
import io.gossip.core.wire.sbe.PingRequestDecoder;
import io.gossip.core.wire.sbe.RumorIdsDecoder;
import io.gossip.core.wire.sbe.SyncDecoder;
import io.gossip.store.ChunkSource;

/** Takes no notice of any message; the base of those that care about some. */
public abstract class IgnoringHandler implements MessageHandler {
    /** For subclasses. */
    protected IgnoringHandler() {}

    @Override
    public void onPing(final PacketOrigin from, final PingDecoder ping) {}

    @Override
    public void onAck(final PacketOrigin from, final AckDecoder ack) {}

    @Override
    public void onPingRequest(final PacketOrigin from, final PingRequestDecoder request) {}

    @Override
    public void onNack(final PacketOrigin from, final NackDecoder nack) {}

    @Override
    public void onMember(final PacketOrigin from, final MemberClaim claim) {}

    @Override
    public void onJoin(final PacketOrigin from, final JoinRequest join) {}

    @Override
    public void onJoinReply(final PacketOrigin from, final JoinReply reply) {}

    @Override
    public void onSync(final PacketOrigin from, final SyncDecoder sync) {}

    @Override
    public void onDigest(final PacketOrigin from, final DigestDecoder digest) {}

    @Override
    public void onChunk(final PacketOrigin from, final ChunkSource chunk) {}

    @Override
    public void onRumorIds(final PacketOrigin from, final RumorIdsDecoder ids) {}

    @Override
    public void onForeignJoin(final PacketOrigin from, final JoinRequest join) {}

    @Override
    public void onForeignJoinReply(final PacketOrigin from, final JoinReply reply) {}
}
