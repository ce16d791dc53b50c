package io.gossip.core.wire;

import io.gossip.NodeAddress;
import io.gossip.core.wire.sbe.JoinEncoder;
import io.gossip.core.wire.sbe.JoinReplyEncoder;
import io.gossip.core.wire.sbe.MemberEncoder;
import java.nio.charset.StandardCharsets;

/** Writes the messages about members, each in one go. */
final class MembershipWriter {
    private static final int ASCII = 0x80;

    private final FrameWriter frames;
    private final byte[] host = new byte[NodeAddress.MAX_HOST_LENGTH];
    private final MemberEncoder member = new MemberEncoder();
    private final JoinEncoder join = new JoinEncoder();
    private final JoinReplyEncoder joinReply = new JoinReplyEncoder();

    MembershipWriter(final FrameWriter frames) {
        this.frames = frames;
    }

    boolean tryMember(final MemberClaim claim) {
        final int hostLength = encodeHost(claim.address());
        if (!frames.fits(MemberEncoder.BLOCK_LENGTH
                + MemberEncoder.nodeIdHeaderLength()
                + claim.id().length()
                + MemberEncoder.hostHeaderLength()
                + hostLength)) {
            return false;
        }
        member.wrapAndApplyHeader(frames.buffer, frames.headerIndex(), frames.header)
                .state((short) claim.state().code())
                .flags((short) (claim.hearsay() ? MessageFlags.MEMBER_HEARSAY : 0))
                .port(claim.address().port())
                .refutation(claim.incarnation().refutation())
                .accuser(claim.accuser());
        FrameWriter.put(member.generation(), claim.incarnation());
        member.putNodeId(frames.bytesOf(claim.id()), 0, claim.id().length()).putHost(host, 0, hostLength);
        frames.close(member.limit());
        return true;
    }

    boolean tryJoin(final JoinRequest request) {
        final int hostLength = encodeHost(request.address());
        final byte[] clusterId = utf8(request.clusterId());
        final byte[] gossipVersion = utf8(request.gossipVersion());
        final int headers = JoinEncoder.nodeIdHeaderLength()
                + JoinEncoder.hostHeaderLength()
                + JoinEncoder.clusterIdHeaderLength()
                + JoinEncoder.gossipVersionHeaderLength();
        final int data = request.id().length() + hostLength + clusterId.length + gossipVersion.length;
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
                .putHost(host, 0, hostLength)
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

    /** @return length of the host's UTF-8 form, which is in {@link #host} until the next call */
    private int encodeHost(final NodeAddress address) {
        final String text = address.host();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= ASCII) {
                final byte[] utf8 = utf8(text);
                System.arraycopy(utf8, 0, host, 0, utf8.length);
                return utf8.length;
            }
            host[i] = (byte) text.charAt(i);
        }
        return text.length();
    }

    private static byte[] utf8(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
