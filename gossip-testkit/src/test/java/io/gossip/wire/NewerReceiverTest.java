package io.gossip.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.core.wire.PacketDescriptor;
import io.gossip.spi.NioBuffer;
import io.gossip.wire.next.ChunkDecoder;
import io.gossip.wire.next.DigestDecoder;
import io.gossip.wire.next.MemberDecoder;
import io.gossip.wire.next.MessageHeaderDecoder;
import io.gossip.wire.next.PingDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * A node of this release talks to one of a later: its codecs read our messages, and find the null value where we know of
 * no field. The same codecs read what the transcoder made, so it really is what a later node would send.
 */
class NewerReceiverTest {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final byte[] present = new PacketMix(4).ofAllKinds();
    private final NioBuffer old = NioBuffer.wrapping(present);
    private final NioBuffer newer = NioBuffer.wrapping(NextSchemaTranscoder.transcode(old, 0, present.length));

    @Test
    void shouldFindNoLoadInAnOldPing() {
        final PingDecoder ours = new PingDecoder().wrapAndApplyHeader(old, find(old, PingDecoder.TEMPLATE_ID), header);
        final PingDecoder theirs =
                new PingDecoder().wrapAndApplyHeader(newer, find(newer, PingDecoder.TEMPLATE_ID), header);

        assertEquals(PingDecoder.loadNullValue(), ours.load());
        assertEquals(0x5A5A, theirs.load());
        assertEquals(theirs.sequence(), ours.sequence());
        assertEquals(theirs.rootHash(), ours.rootHash());
    }

    @Test
    void shouldFindNoWeightInAnOldMember() {
        final MemberDecoder ours =
                new MemberDecoder().wrapAndApplyHeader(old, find(old, MemberDecoder.TEMPLATE_ID), header);
        final MemberDecoder theirs =
                new MemberDecoder().wrapAndApplyHeader(newer, find(newer, MemberDecoder.TEMPLATE_ID), header);

        assertEquals(MemberDecoder.weightNullValue(), ours.weight());
        assertEquals(0x5A5A_5A5AL, theirs.weight());
        assertEquals(theirs.accuser(), ours.accuser());
        assertEquals(text(theirs), text(ours));
        assertTrue(text(ours).startsWith("node-"), text(ours));
    }

    @Test
    void shouldFindNoStateHashInAnOldChunk() {
        final ChunkDecoder ours =
                new ChunkDecoder().wrapAndApplyHeader(old, find(old, ChunkDecoder.TEMPLATE_ID), header);
        final ChunkDecoder theirs =
                new ChunkDecoder().wrapAndApplyHeader(newer, find(newer, ChunkDecoder.TEMPLATE_ID), header);

        assertEquals(ChunkDecoder.stateHashNullValue(), ours.stateHash());
        assertEquals(0x5A5A_5A5A_5A5A_5A5AL, theirs.stateHash());
        assertEquals(theirs.entries().count(), ours.entries().count());
        assertEquals(withoutSchema(theirs.toString()), withoutSchema(ours.toString()));
    }

    @Test
    void shouldFindNoStateTagInTheRowsOfAnOldDigest() {
        final DigestDecoder ours =
                new DigestDecoder().wrapAndApplyHeader(old, find(old, DigestDecoder.TEMPLATE_ID), header);
        final DigestDecoder theirs =
                new DigestDecoder().wrapAndApplyHeader(newer, find(newer, DigestDecoder.TEMPLATE_ID), header);
        final DigestDecoder.RowsDecoder ourRows = ours.rows();
        final DigestDecoder.RowsDecoder theirRows = theirs.rows();

        assertTrue(ourRows.count() > 0, "this seed gives no row");
        assertEquals(theirRows.count(), ourRows.count());
        while (ourRows.hasNext()) {
            ourRows.next();
            theirRows.next();
            assertEquals(DigestDecoder.RowsDecoder.stateTagNullValue(), ourRows.stateTag());
            assertEquals(0x5A5A_5A5AL, theirRows.stateTag());
            assertEquals(theirRows.ownerPrefix(), ourRows.ownerPrefix());
            assertEquals(theirRows.versionLow(), ourRows.versionLow());
        }
        assertEquals(theirs.entries().count(), ours.entries().count());
    }

    private static String text(final MemberDecoder member) {
        final byte[] id = new byte[member.nodeIdLength()];
        member.getNodeId(id, 0, id.length);
        final byte[] host = new byte[member.hostLength()];
        member.getHost(host, 0, host.length);
        member.sbeRewind();
        return new String(id, StandardCharsets.UTF_8) + " " + new String(host, StandardCharsets.UTF_8);
    }

    private static String withoutSchema(final String text) {
        return text.replaceAll("sbeSchemaVersion=[^)]*\\)", ")").replaceAll("stateHash=[^|]*\\|", "");
    }

    /** @return where the header of the first message of that template is */
    private int find(final NioBuffer packet, final int templateId) {
        int index = PacketDescriptor.HEADER_LENGTH;
        while (index < packet.capacity()) {
            final int start = index + PacketDescriptor.FRAME_LENGTH_LENGTH;
            if (header.wrap(packet, start).templateId() == templateId) {
                return start;
            }
            index = start + packet.getInt(index, PacketDescriptor.BYTE_ORDER);
        }
        throw new AssertionError("no such message, templateId=" + templateId);
    }
}
