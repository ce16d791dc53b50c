package io.gossip.transport.aeron.message;

import io.gossip.NodeAddress;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Reads the headers of one sender. Trusts nothing, never throws, and allocates only when the sender's address is another
 * one than before. One thread.
 */
public final class MessageReader {
    private byte[] host = {};
    private int port = -1;
    private NodeAddress source;
    private int bytesOffset;
    private int messageLength;

    /** What a piece is. */
    public enum Piece {
        /** A packet, or a message that is one piece. */
        WHOLE,
        /** The first piece of a message of several. */
        FIRST,
        /** A further piece. */
        NEXT,
        /** Not from one of us. */
        MALFORMED
    }

    /** Reads one header; what it said is asked for by the methods below. */
    public Piece read(final DirectBuffer buffer, final int offset, final int length) {
        if (length < MessageDescriptor.NEXT_HEADER_LENGTH) {
            return Piece.MALFORMED;
        }
        return switch (buffer.getByte(offset)) {
            case MessageDescriptor.WHOLE ->
                readSender(buffer, offset, length, MessageDescriptor.FIXED_LENGTH) ? Piece.WHOLE : Piece.MALFORMED;
            case MessageDescriptor.FIRST -> readFirst(buffer, offset, length);
            case MessageDescriptor.NEXT -> {
                bytesOffset = offset + MessageDescriptor.NEXT_HEADER_LENGTH;
                yield Piece.NEXT;
            }
            default -> Piece.MALFORMED;
        };
    }

    private Piece readFirst(final DirectBuffer buffer, final int offset, final int length) {
        if (!readSender(buffer, offset, length, MessageDescriptor.FIXED_LENGTH + Integer.BYTES)) {
            return Piece.MALFORMED;
        }
        messageLength = buffer.getInt(offset + MessageDescriptor.MESSAGE_LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN);
        // Above the largest int it reads as negative.
        return messageLength < 0 ? Piece.MALFORMED : Piece.FIRST;
    }

    private boolean readSender(final DirectBuffer buffer, final int offset, final int length, final int fixedLength) {
        if (length < fixedLength) {
            return false;
        }
        final int hostLength = buffer.getByte(offset + MessageDescriptor.HOST_LENGTH_OFFSET) & 0xff;
        if (length < fixedLength + hostLength) {
            return false;
        }
        final int newPort = buffer.getShort(offset + MessageDescriptor.PORT_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xffff;
        final int hostOffset = offset + fixedLength;
        bytesOffset = hostOffset + hostLength;
        return newPort == port && isHost(buffer, hostOffset, hostLength)
                || rename(buffer, hostOffset, hostLength, newPort);
    }

    private boolean isHost(final DirectBuffer buffer, final int offset, final int length) {
        if (length != host.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (buffer.getByte(offset + i) != host[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean rename(final DirectBuffer buffer, final int offset, final int length, final int newPort) {
        final byte[] newHost = new byte[length];
        buffer.getBytes(offset, newHost);
        final NodeAddress named = newPort == 0 ? null : NodeAddress.fromUtf8OrNull(newHost, newPort);
        if (named == null) {
            return false;
        }
        source = named;
        host = newHost;
        port = newPort;
        return true;
    }

    /** @return who sent the piece read last that was WHOLE or FIRST */
    public NodeAddress source() {
        return source;
    }

    /** @return where the bytes of the piece begin; they end where it does */
    public int bytesOffset() {
        return bytesOffset;
    }

    /** @return bytes of the message whose FIRST piece was read last, from 0 */
    public int messageLength() {
        return messageLength;
    }
}
