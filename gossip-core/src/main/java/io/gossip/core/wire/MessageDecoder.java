package io.gossip.core.wire;

import io.gossip.core.wire.sbe.AckDecoder;
import io.gossip.core.wire.sbe.ChunkDecoder;
import io.gossip.core.wire.sbe.DigestDecoder;
import io.gossip.core.wire.sbe.JoinDecoder;
import io.gossip.core.wire.sbe.JoinReplyDecoder;
import io.gossip.core.wire.sbe.MemberDecoder;
import io.gossip.core.wire.sbe.NackDecoder;
import io.gossip.core.wire.sbe.PingDecoder;
import io.gossip.core.wire.sbe.PingRequestDecoder;
import io.gossip.core.wire.sbe.RumorIdsDecoder;
import io.gossip.core.wire.sbe.SyncDecoder;
import io.gossip.store.KeyedHash;

/** Checks one message as a whole and then hands it over. Knows which template is which; those without groups are here. */
final class MessageDecoder {
    private final PacketOrigin origin;
    private final MembershipMessages membership;
    private final StateMessages state;
    private final PingDecoder ping = new PingDecoder();
    private final AckDecoder ack = new AckDecoder();
    private final PingRequestDecoder pingRequest = new PingRequestDecoder();
    private final NackDecoder nack = new NackDecoder();
    private final SyncDecoder sync = new SyncDecoder();

    MessageDecoder(final KeyedHash hash, final int members, final PacketOrigin origin) {
        this.origin = origin;
        final NodeIdCache ids = new NodeIdCache(hash, members);
        membership = new MembershipMessages(ids, origin);
        state = new StateMessages(ids, origin);
    }

    MessageOutcome decode(final MessageFrame frame, final MessageHandler handler) {
        if (!frame.isOfThisSchema()) {
            return MessageOutcome.FOREIGN_SCHEMA;
        }
        switch (frame.templateId()) {
            case PingDecoder.TEMPLATE_ID:
                return onPing(frame, handler);
            case AckDecoder.TEMPLATE_ID:
                return onAck(frame, handler);
            case PingRequestDecoder.TEMPLATE_ID:
                return onPingRequest(frame, handler);
            case NackDecoder.TEMPLATE_ID:
                return onNack(frame, handler);
            case SyncDecoder.TEMPLATE_ID:
                return onSync(frame, handler);
            case MemberDecoder.TEMPLATE_ID:
                return membership.onMember(frame, handler);
            case JoinDecoder.TEMPLATE_ID:
                return membership.onJoin(frame, handler, false);
            case JoinReplyDecoder.TEMPLATE_ID:
                return membership.onJoinReply(frame, handler, false);
            case DigestDecoder.TEMPLATE_ID:
                return state.onDigest(frame, handler);
            case ChunkDecoder.TEMPLATE_ID:
                return state.onChunk(frame, handler);
            case RumorIdsDecoder.TEMPLATE_ID:
                return state.onRumorIds(frame, handler);
            default:
                return MessageOutcome.UNKNOWN_TEMPLATE;
        }
    }

    /** As {@link #decode}, of a packet of another cluster: only joins and their replies are looked at. */
    MessageOutcome decodeForeign(final MessageFrame frame, final MessageHandler handler) {
        if (!frame.isOfThisSchema()) {
            return MessageOutcome.FOREIGN_SCHEMA;
        }
        switch (frame.templateId()) {
            case JoinDecoder.TEMPLATE_ID:
                return membership.onJoin(frame, handler, true);
            case JoinReplyDecoder.TEMPLATE_ID:
                return membership.onJoinReply(frame, handler, true);
            default:
                return MessageOutcome.UNKNOWN_TEMPLATE;
        }
    }

    private MessageOutcome onPing(final MessageFrame frame, final MessageHandler handler) {
        if (!frame.hasBlock(PingDecoder.BLOCK_LENGTH)) {
            return MessageOutcome.MALFORMED;
        }
        ping.wrap(frame.buffer(), frame.body(), frame.blockLength(), frame.version());
        if ((ping.generation().counter() | ping.ownVersion()) < 0) {
            return MessageOutcome.MALFORMED;
        }
        handler.onPing(origin, ping);
        return MessageOutcome.DISPATCHED;
    }

    private MessageOutcome onAck(final MessageFrame frame, final MessageHandler handler) {
        if (!frame.hasBlock(AckDecoder.BLOCK_LENGTH)) {
            return MessageOutcome.MALFORMED;
        }
        ack.wrap(frame.buffer(), frame.body(), frame.blockLength(), frame.version());
        if ((ack.generation().counter() | ack.ownVersion()) < 0) {
            return MessageOutcome.MALFORMED;
        }
        handler.onAck(origin, ack);
        return MessageOutcome.DISPATCHED;
    }

    private MessageOutcome onPingRequest(final MessageFrame frame, final MessageHandler handler) {
        if (!frame.hasBlock(PingRequestDecoder.BLOCK_LENGTH)) {
            return MessageOutcome.MALFORMED;
        }
        pingRequest.wrap(frame.buffer(), frame.body(), frame.blockLength(), frame.version());
        handler.onPingRequest(origin, pingRequest);
        return MessageOutcome.DISPATCHED;
    }

    private MessageOutcome onNack(final MessageFrame frame, final MessageHandler handler) {
        if (!frame.hasBlock(NackDecoder.BLOCK_LENGTH)) {
            return MessageOutcome.MALFORMED;
        }
        handler.onNack(origin, nack.wrap(frame.buffer(), frame.body(), frame.blockLength(), frame.version()));
        return MessageOutcome.DISPATCHED;
    }

    private MessageOutcome onSync(final MessageFrame frame, final MessageHandler handler) {
        if (!frame.hasBlock(SyncDecoder.BLOCK_LENGTH)) {
            return MessageOutcome.MALFORMED;
        }
        handler.onSync(origin, sync.wrap(frame.buffer(), frame.body(), frame.blockLength(), frame.version()));
        return MessageOutcome.DISPATCHED;
    }
}
