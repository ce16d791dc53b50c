package io.gossip.core.wire;

import io.gossip.spi.NioBuffer;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * CRC-32C (Castagnoli) of a packet with the checksum field taken as 0. One thread. Read in place; a duplicate
 * of the ByteBuffer, which keeps its position untouched, is kept for as long as packets come in the same one, so a
 * transport that reuses its buffer causes no allocation.
 */
final class PacketChecksum {
    private static final byte[] ABSENT = new byte[Integer.BYTES];

    private final CRC32C crc = new CRC32C();
    private ByteBuffer memory;
    private ByteBuffer window;

    /** @return checksum of {@code [offset, offset + length)}; length at least the header's */
    int of(final NioBuffer buffer, final int offset, final int length) {
        final int behind = PacketDescriptor.CRC_OFFSET + Integer.BYTES;
        crc.reset();
        update(buffer, offset, PacketDescriptor.CRC_OFFSET);
        crc.update(ABSENT, 0, Integer.BYTES);
        update(buffer, offset + behind, length - behind);
        return (int) crc.getValue();
    }

    private void update(final NioBuffer buffer, final int offset, final int length) {
        final int start = buffer.wrapAdjustment() + offset;
        if (buffer.byteArray() != null) {
            // Also for a ByteBuffer on the heap: the adjustment is then one into the array.
            crc.update(buffer.byteArray(), start, length);
        } else {
            crc.update(windowOf(buffer.byteBuffer()).limit(start + length).position(start));
        }
    }

    private ByteBuffer windowOf(final ByteBuffer source) {
        if (memory != source) {
            memory = source;
            window = source.duplicate();
        }
        return window.clear();
    }
}
