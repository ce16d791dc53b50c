package io.gossip.core.wire;

import io.gossip.Generation;
import io.gossip.Incarnation;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.core.wire.sbe.GenerationDecoder;
import io.gossip.core.wire.sbe.JoinDecoder;
import io.gossip.core.wire.sbe.JoinReplyDecoder;
import io.gossip.core.wire.sbe.MemberDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/** Messages about members, which are handed over as records: they are rare, and whoever takes them keeps them. */
final class MembershipMessages {
    private final NodeIdCache ids;
    private final PacketOrigin origin;
    private final MemberDecoder member = new MemberDecoder();
    private final JoinDecoder join = new JoinDecoder();
    private final JoinReplyDecoder joinReply = new JoinReplyDecoder();

    MembershipMessages(final NodeIdCache ids, final PacketOrigin origin) {
        this.ids = ids;
        this.origin = origin;
    }

    MessageOutcome onMember(final MessageFrame frame, final MessageHandler handler) {
        if (!frame.hasBlock(MemberDecoder.BLOCK_LENGTH)) {
            return MessageOutcome.MALFORMED;
        }
        member.wrap(frame.buffer(), frame.body(), frame.blockLength(), frame.version());
        final NodeId id = idOrNull(frame);
        final NodeAddress address = id == null ? null : addressOrNull(frame, member.port());
        if (address == null || member.generation().counter() < 0) {
            return MessageOutcome.MALFORMED;
        }
        final MemberState state = MemberState.fromCodeOrNull(member.state());
        if (state == null) {
            return MessageOutcome.UNKNOWN_CODE;
        }
        final GenerationDecoder life = member.generation();
        final Incarnation incarnation = ids.incarnation(life.counter(), life.nonce(), member.refutation());
        final boolean hearsay = (member.flags() & MessageFlags.MEMBER_HEARSAY) != 0;
        handler.onMember(
                origin,
                new MemberClaim(state, id, ids.resolvedHash(), address, incarnation, member.accuser(), hearsay));
        return MessageOutcome.DISPATCHED;
    }

    MessageOutcome onJoin(final MessageFrame frame, final MessageHandler handler, final boolean isForeign) {
        final JoinRequest request = joinOrNull(frame);
        if (request == null) {
            return MessageOutcome.MALFORMED;
        }
        if (isForeign) {
            handler.onForeignJoin(origin, request);
        } else {
            handler.onJoin(origin, request);
        }
        return MessageOutcome.DISPATCHED;
    }

    private JoinRequest joinOrNull(final MessageFrame frame) {
        if (!frame.hasBlock(JoinDecoder.BLOCK_LENGTH)) {
            return null;
        }
        join.wrap(frame.buffer(), frame.body(), frame.blockLength(), frame.version());
        final NodeId id = idOrNull(frame);
        final NodeAddress address = id == null ? null : addressOrNull(frame, join.port());
        final String clusterId = address == null ? null : textOrNull(frame);
        final String gossipVersion = clusterId == null ? null : textOrNull(frame);
        final Incarnation incarnation = incarnationOrNull(join.generation(), join.refutation());
        if (gossipVersion == null || incarnation == null || join.ownVersion() < 0) {
            return null;
        }
        final int attempt = (int) join.attempt();
        return new JoinRequest(attempt, id, address, incarnation, join.ownVersion(), clusterId, gossipVersion);
    }

    MessageOutcome onJoinReply(final MessageFrame frame, final MessageHandler handler, final boolean isForeign) {
        if (!frame.hasBlock(JoinReplyDecoder.BLOCK_LENGTH)) {
            return MessageOutcome.MALFORMED;
        }
        joinReply.wrap(frame.buffer(), frame.body(), frame.blockLength(), frame.version());
        final Incarnation known = incarnationOrNull(joinReply.generation(), joinReply.refutation());
        if (known == null || joinReply.ownVersion() < 0) {
            return MessageOutcome.MALFORMED;
        }
        final JoinVerdict verdict = JoinVerdict.fromCodeOrNull(joinReply.verdict());
        if (verdict == null) {
            return MessageOutcome.UNKNOWN_CODE;
        }
        final JoinReply reply = new JoinReply((int) joinReply.attempt(), verdict, known, joinReply.ownVersion());
        if (isForeign) {
            handler.onForeignJoinReply(origin, reply);
        } else {
            handler.onJoinReply(origin, reply);
        }
        return MessageOutcome.DISPATCHED;
    }

    private NodeId idOrNull(final MessageFrame frame) {
        final BodyCursor cursor = frame.cursor();
        return cursor.skipShortData(NodeId.MAX_LENGTH)
                ? ids.resolveOrNull(frame.buffer(), cursor.dataIndex(), cursor.dataLength())
                : null;
    }

    /** Port 0 is refused: a member that cannot be sent to cannot be one. */
    private NodeAddress addressOrNull(final MessageFrame frame, final int port) {
        final BodyCursor cursor = frame.cursor();
        return port != 0 && cursor.skipShortData(NodeAddress.MAX_HOST_LENGTH)
                ? ids.addressOrNull(frame.buffer(), cursor.dataIndex(), cursor.dataLength(), port)
                : null;
    }

    private static String textOrNull(final MessageFrame frame) {
        final BodyCursor cursor = frame.cursor();
        if (!cursor.skipShortData(JoinRequest.MAX_TEXT_LENGTH)) {
            return null;
        }
        final byte[] utf8 = dataOf(frame.buffer(), cursor);
        final String text = new String(utf8, StandardCharsets.UTF_8);
        // A malformed sequence decodes to U+FFFD and does not encode back to the same bytes.
        return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), utf8) ? text : null;
    }

    /** A copy; its length has been checked against the body and a limit of at most 255. */
    private static byte[] dataOf(final DirectBuffer buffer, final BodyCursor cursor) {
        final byte[] data = new byte[cursor.dataLength()];
        buffer.getBytes(cursor.dataIndex(), data);
        return data;
    }

    private static Incarnation incarnationOrNull(final GenerationDecoder generation, final long refutation) {
        return generation.counter() < 0
                ? null
                : new Incarnation(new Generation(generation.counter(), generation.nonce()), refutation);
    }
}
