package io.gossip.core.wire;

import io.gossip.core.wire.sbe.JoinEncoder;
import io.gossip.core.wire.sbe.JoinReplyEncoder;
import io.gossip.core.wire.sbe.MemberEncoder;
import java.nio.charset.StandardCharsets;

/** Writes the messages about members, each in one go. */
final class MembershipWriter {
    private final FrameWriter frames;
    private final MemberEncoder member = new MemberEncoder();
    private final JoinEncoder join = new JoinEncoder();
    private final JoinReplyEncoder joinReply = new JoinReplyEncoder();

    MembershipWriter(final FrameWriter frames) {
        this.frames = frames;
    }

    boolean tryMember(final MemberClaim claim) {
        final byte[] host = utf8(claim.address().host());
        if (!frames.fits(MemberEncoder.BLOCK_LENGTH
                + MemberEncoder.nodeIdHeaderLength()
                + claim.id().length()
                + MemberEncoder.hostHeaderLength()
                + host.length)) {
            return false;
        }
        member.wrapAndApplyHeader(frames.buffer, frames.headerIndex(), frames.header)
                .state((short) claim.state().code())
                .flags((short) (claim.hearsay() ? MessageFlags.MEMBER_HEARSAY : 0))
                .port(claim.address().port())
                .refutation(claim.incarnation().refutation())
                .accuser(claim.accuser());
        FrameWriter.put(member.generation(), claim.incarnation());
        member.putNodeId(frames.bytesOf(claim.id()), 0, claim.id().length()).putHost(host, 0, host.length);
        frames.close(member.limit());
        return true;
    }

    boolean tryJoin(final JoinRequest request) {
        final byte[] host = utf8(request.address().host());
        final byte[] clusterId = utf8(request.clusterId());
        final byte[] gossipVersion = utf8(request.gossipVersion());
        final int headers = JoinEncoder.nodeIdHeaderLength()
                + JoinEncoder.hostHeaderLength()
                + JoinEncoder.clusterIdHeaderLength()
                + JoinEncoder.gossipVersionHeaderLength();
        final int data = request.id().length() + host.length + clusterId.length + gossipVersion.length;
        if (!frames.fits(JoinEncoder.BLOCK_LENGTH + headers + data)) {
            return false;
        }
        join.wrapAndApplyHeader(frames.buffer, frames.headerIndex(), frames.header)
                .attempt(Integer.toUnsignedLong(request.attempt()))
                .refutation(request.incarnation().refutation())
                .ownVersion(request.ownVersion())
                .port(request.address().port());
        FrameWriter.put(join.generation(), request.incarnation());
        join.putNodeId(frames.bytesOf(request.id()), 0, request.id().length())
                .putHost(host, 0, host.length)
                .putClusterId(clusterId, 0, clusterId.length)
                .putGossipVersion(gossipVersion, 0, gossipVersion.length);
        frames.close(join.limit());
        return true;
    }

    boolean tryJoinReply(final JoinReply reply) {
        if (!frames.fits(JoinReplyEncoder.BLOCK_LENGTH)) {
            return false;
        }
        joinReply
                .wrapAndApplyHeader(frames.buffer, frames.headerIndex(), frames.header)
                .attempt(Integer.toUnsignedLong(reply.attempt()))
                .verdict((short) reply.verdict().code())
                .ownVersion(reply.knownVersion())
                .refutation(reply.known().refutation());
        FrameWriter.put(joinReply.generation(), reply.known());
        frames.close(joinReply.limit());
        return true;
    }

    private static byte[] utf8(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
