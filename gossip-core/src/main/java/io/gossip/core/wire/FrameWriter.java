package io.gossip.core.wire;

import io.gossip.Incarnation;
import io.gossip.LifecycleException;
import io.gossip.NodeId;
import io.gossip.core.wire.sbe.GenerationEncoder;
import io.gossip.core.wire.sbe.MessageHeaderEncoder;
import io.gossip.spi.NioBuffer;

/**
 * The part of a packet under construction that all messages share: where the next frame begins and how much may follow.
 * Invariants: {@code HEADER_LENGTH <= position <= limit <= capacity}; bytes before {@code position} are whole frames; at
 * most one frame is open, and only a closed one moves {@code position}, so that dropping an open one needs no undoing.
 */
final class FrameWriter {
    /** Bytes of a message before its body. */
    static final int OVERHEAD = PacketDescriptor.FRAME_LENGTH_LENGTH + MessageHeaderEncoder.ENCODED_LENGTH;

    /** Most elements of a group; SBE keeps the number above for null. */
    static final int MAX_GROUP_COUNT = 65_534;

    /** Memory at first, in bytes: that of a packet of the best-effort lane. Thousands of nodes may share a process. */
    private static final int FIRST_CAPACITY = 1_536;

    /** The same object for good; the memory behind it grows with the packets. */
    final NioBuffer buffer;

    final MessageHeaderEncoder header = new MessageHeaderEncoder();

    private final int capacity;
    private final byte[] idBytes = new byte[NodeId.MAX_LENGTH];
    private int limit;
    private int position;
    private String open;

    /** @param capacity largest limit there will be, at least {@link PacketDescriptor#HEADER_LENGTH} */
    FrameWriter(final int capacity) {
        this.capacity = capacity;
        this.buffer = NioBuffer.allocateDirect(Math.min(capacity, FIRST_CAPACITY));
    }

    /** @return largest limit */
    int capacity() {
        return capacity;
    }

    void begin(final int newLimit) {
        limit = newLimit;
        position = PacketDescriptor.HEADER_LENGTH;
        open = null;
    }

    /** @return end of the last whole frame */
    int position() {
        return position;
    }

    /** @return bytes a further message may take, its overhead included; 0 while one is open */
    int room() {
        return open == null ? limit - position : 0;
    }

    /** @return bytes between an index inside the open frame and the limit */
    int roomAfter(final int index) {
        return limit - index;
    }

    /** @return whether a message with a body of that many bytes fits; then there is memory for it */
    boolean fits(final int bodyLength) {
        requireClosed();
        return fitsAfter(position, OVERHEAD + bodyLength);
    }

    /** @return whether that many bytes fit behind an index inside the open frame; then there is memory for them */
    boolean fitsAfter(final int index, final long length) {
        if (length > limit - index) {
            return false;
        }
        reserve(index + (int) length);
        return true;
    }

    private void reserve(final int end) {
        if (end > buffer.capacity()) {
            final int doubled = (int) Math.min(capacity, 2L * buffer.capacity());
            final NioBuffer larger = NioBuffer.allocateDirect(Math.max(end, doubled));
            buffer.getBytes(0, larger, 0, buffer.capacity());
            buffer.wrap(larger);
        }
    }

    /** @return where the message header of the next frame goes */
    int headerIndex() {
        return position + PacketDescriptor.FRAME_LENGTH_LENGTH;
    }

    /** Seals the frame that ends at the index. */
    void close(final int end) {
        buffer.putInt(position, end - headerIndex(), PacketDescriptor.BYTE_ORDER);
        position = end;
        open = null;
    }

    /** Keeps other messages out until {@link #close} or {@link #drop}. */
    void open(final String message) {
        open = message;
    }

    void drop() {
        open = null;
    }

    void requireOpen(final String message) {
        if (!message.equals(open)) {
            throw new LifecycleException("not the message being written, message=" + message + " open=" + open);
        }
    }

    void requireClosed() {
        if (open != null) {
            throw new LifecycleException("a message is still being written, open=" + open);
        }
    }

    /** @return the id's bytes, valid until the next call; its length is the id's own */
    byte[] bytesOf(final NodeId id) {
        for (int i = 0; i < id.length(); i++) {
            idBytes[i] = id.byteAt(i);
        }
        return idBytes;
    }

    static void put(final GenerationEncoder generation, final Incarnation incarnation) {
        generation
                .counter(incarnation.generation().counter())
                .nonce(incarnation.generation().nonce());
    }
}
