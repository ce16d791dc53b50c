package io.gossip.core.wire;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;

/**
 * CRC-32C (Castagnoli) of a packet with the checksum field taken as 0. One thread. Buffers over a ByteBuffer or an array
 * are read in place; the ByteBuffer's duplicate, which keeps its position untouched, is kept for as long as packets come
 * in the same one, so a transport that reuses its buffer causes no allocation. Any other buffer is copied in pieces.
 */
final class PacketChecksum {
    private static final byte[] ABSENT = new byte[Integer.BYTES];
    private static final int PIECE_LENGTH = 512;

    private final CRC32C crc = new CRC32C();
    private ByteBuffer memory;
    private ByteBuffer window;
    private byte[] piece;

    /** @return checksum of {@code [offset, offset + length)}; length at least the header's */
    int of(final DirectBuffer buffer, final int offset, final int length) {
        final int behind = PacketDescriptor.CRC_OFFSET + Integer.BYTES;
        crc.reset();
        update(buffer, offset, PacketDescriptor.CRC_OFFSET);
        crc.update(ABSENT, 0, Integer.BYTES);
        update(buffer, offset + behind, length - behind);
        return (int) crc.getValue();
    }

    private void update(final DirectBuffer buffer, final int offset, final int length) {
        final int start = buffer.wrapAdjustment() + offset;
        if (buffer.byteArray() != null) {
            // Also for a ByteBuffer on the heap: the adjustment is then one into the array.
            crc.update(buffer.byteArray(), start, length);
        } else if (buffer.byteBuffer() != null) {
            crc.update(windowOf(buffer.byteBuffer()).limit(start + length).position(start));
        } else {
            updateInPieces(buffer, offset, length);
        }
    }

    private ByteBuffer windowOf(final ByteBuffer source) {
        if (memory != source) {
            memory = source;
            window = source.duplicate();
        }
        return window.clear();
    }

    private void updateInPieces(final DirectBuffer buffer, final int offset, final int length) {
        if (piece == null) {
            piece = new byte[PIECE_LENGTH];
        }
        for (int done = 0; done < length; done += PIECE_LENGTH) {
            final int part = Math.min(PIECE_LENGTH, length - done);
            buffer.getBytes(offset + done, piece, 0, part);
            crc.update(piece, 0, part);
        }
    }
}
