package io.gossip.wire;

import io.gossip.core.wire.PacketDescriptor;
import io.gossip.core.wire.sbe.ChunkEncoder;
import io.gossip.core.wire.sbe.DigestEncoder;
import io.gossip.core.wire.sbe.MemberEncoder;
import io.gossip.core.wire.sbe.MessageHeaderEncoder;
import io.gossip.core.wire.sbe.PingEncoder;
import io.gossip.spi.NioBuffer;
import io.gossip.wire.next.NoveltyEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;

/**
 * Turns a packet into what a node with {@code gossip-next.xml} would have sent in its place: the appended fields are
 * there with a value, the schema version is 1, and a message of an unknown template stands before the others. Works on
 * the bytes alone, so that it does not share a mistake with the codecs. The result is up to 33 bytes longer, and 8 for
 * each message and 4 for each digest row: give the encoder that much less room. Stateless; any thread.
 */
public final class NextSchemaTranscoder {
    private static final ByteOrder ORDER = PacketDescriptor.BYTE_ORDER;
    private static final int VERSION = io.gossip.wire.next.MessageHeaderEncoder.SCHEMA_VERSION;
    private static final int HEADER_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int DIMENSIONS_LENGTH = 4;
    private static final int FILLING = 0x5A;

    private NextSchemaTranscoder() {}

    /**
     * @param buffer holds a whole packet of the present encoder
     * @param offset where it begins
     * @param length its bytes
     * @return the newer packet, with its own checksum
     */
    public static byte[] transcode(final DirectBuffer buffer, final int offset, final int length) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        copy(buffer, offset, PacketDescriptor.HEADER_LENGTH, out);
        out.writeBytes(novelty());
        int index = offset + PacketDescriptor.HEADER_LENGTH;
        while (index < offset + length) {
            final int start = index + PacketDescriptor.FRAME_LENGTH_LENGTH;
            final int end = start + buffer.getInt(index, ORDER);
            final byte[] message = message(buffer, start, end);
            putInt(out, message.length);
            out.writeBytes(message);
            index = end;
        }
        return withChecksum(out.toByteArray());
    }

    private static byte[] message(final DirectBuffer buffer, final int start, final int end) {
        final int blockLength = shortAt(buffer, start);
        final int templateId = shortAt(buffer, start + 2);
        final int appended = appendedTo(templateId);
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        putShort(out, blockLength + appended);
        putShort(out, templateId);
        putShort(out, shortAt(buffer, start + 4));
        putShort(out, VERSION);
        final int behindBlock = start + HEADER_LENGTH + blockLength;
        copy(buffer, start + HEADER_LENGTH, blockLength, out);
        fill(out, appended);
        final int rest = templateId == DigestEncoder.TEMPLATE_ID ? rows(buffer, behindBlock, out) : behindBlock;
        copy(buffer, rest, end - rest, out);
        return out.toByteArray();
    }

    private static int appendedTo(final int templateId) {
        return switch (templateId) {
            case PingEncoder.TEMPLATE_ID -> Short.BYTES;
            case MemberEncoder.TEMPLATE_ID -> Integer.BYTES;
            case ChunkEncoder.TEMPLATE_ID -> Long.BYTES;
            default -> 0;
        };
    }

    /** @return behind the rows */
    private static int rows(final DirectBuffer buffer, final int index, final ByteArrayOutputStream out) {
        final int blockLength = shortAt(buffer, index);
        final int count = shortAt(buffer, index + 2);
        putShort(out, blockLength + Integer.BYTES);
        putShort(out, count);
        for (int i = 0; i < count; i++) {
            copy(buffer, index + DIMENSIONS_LENGTH + i * blockLength, blockLength, out);
            fill(out, Integer.BYTES);
        }
        return index + DIMENSIONS_LENGTH + count * blockLength;
    }

    private static byte[] novelty() {
        final NioBuffer buffer = NioBuffer.allocate(64);
        final byte[] text = "new".getBytes(StandardCharsets.UTF_8);
        final NoveltyEncoder novelty = new NoveltyEncoder()
                .wrapAndApplyHeader(
                        buffer, PacketDescriptor.FRAME_LENGTH_LENGTH, new io.gossip.wire.next.MessageHeaderEncoder())
                .number(1)
                .putText(text, 0, text.length);
        buffer.putInt(0, novelty.limit() - PacketDescriptor.FRAME_LENGTH_LENGTH, ORDER);
        final byte[] frame = new byte[novelty.limit()];
        buffer.getBytes(0, frame);
        return frame;
    }

    private static byte[] withChecksum(final byte[] packet) {
        final NioBuffer buffer = NioBuffer.wrapping(packet);
        buffer.putInt(PacketDescriptor.CRC_OFFSET, 0, ORDER);
        final CRC32C crc = new CRC32C();
        crc.update(packet);
        buffer.putInt(PacketDescriptor.CRC_OFFSET, (int) crc.getValue(), ORDER);
        return packet;
    }

    private static int shortAt(final DirectBuffer buffer, final int index) {
        return buffer.getShort(index, ORDER) & 0xFFFF;
    }

    private static void copy(
            final DirectBuffer buffer, final int index, final int length, final ByteArrayOutputStream out) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(index, bytes);
        out.writeBytes(bytes);
    }

    private static void fill(final ByteArrayOutputStream out, final int length) {
        for (int i = 0; i < length; i++) {
            out.write(FILLING);
        }
    }

    private static void putShort(final ByteArrayOutputStream out, final int value) {
        out.write(value);
        out.write(value >>> 8);
    }

    private static void putInt(final ByteArrayOutputStream out, final int value) {
        putShort(out, value);
        putShort(out, value >>> 16);
    }
}
