package io.gossip.core.wire;

import io.gossip.spi.NioBuffer;
import org.agrona.DirectBuffer;

/**
 * Packets as buffers of one kind, whatever kind a transport has: all that reads them is compiled for that one. A buffer
 * over an array or a ByteBuffer is read in place; what was wrapped last is kept, so a transport that reuses its memory
 * causes no allocation. A packet in any other is copied. One thread.
 */
final class PacketMemory {
    private final NioBuffer window = NioBuffer.allocate(0);
    private NioBuffer copy = NioBuffer.allocate(0);
    private int begin;

    /** @return holds the packet from {@link #begin} on, until the next call */
    NioBuffer of(final DirectBuffer buffer, final int offset, final int length) {
        begin = offset;
        if (buffer instanceof NioBuffer nio) {
            return nio;
        }
        if (buffer.byteArray() != null || buffer.byteBuffer() != null) {
            window.wrap(buffer);
            return window;
        }
        if (length > copy.capacity()) {
            copy = NioBuffer.allocate(length);
        }
        begin = 0;
        buffer.getBytes(offset, copy, 0, length);
        return copy;
    }

    int begin() {
        return begin;
    }
}
