package io.gossip.transport.aeron.message;

import io.gossip.NodeAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Puts the header of one sender in front of bytes. Immutable, allocates nothing after it was made. */
public final class MessageWriter {
    private final byte[] whole;
    private final byte[] first;

    /** @param self the address that receivers are told */
    public MessageWriter(final NodeAddress self) {
        final byte[] host = self.host().getBytes(StandardCharsets.UTF_8);
        whole = header(MessageDescriptor.WHOLE, self.port(), host, MessageDescriptor.FIXED_LENGTH);
        first = header(MessageDescriptor.FIRST, self.port(), host, MessageDescriptor.FIXED_LENGTH + Integer.BYTES);
    }

    private static byte[] header(final byte kind, final int port, final byte[] host, final int hostOffset) {
        final byte[] header = new byte[hostOffset + host.length];
        final ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        fields.put(0, kind);
        fields.put(MessageDescriptor.HOST_LENGTH_OFFSET, (byte) host.length);
        fields.putShort(MessageDescriptor.PORT_OFFSET, (short) port);
        fields.put(hostOffset, host);
        return header;
    }

    /** @return bytes in front of what is one piece */
    public int wholeHeaderLength() {
        return whole.length;
    }

    /** @return bytes in front of the first of several pieces */
    public int firstHeaderLength() {
        return first.length;
    }

    /** @return bytes in front of each further piece */
    public int nextHeaderLength() {
        return MessageDescriptor.NEXT_HEADER_LENGTH;
    }

    /** Writes what is one piece, header and bytes. */
    public void putWhole(
            final MutableDirectBuffer target,
            final int index,
            final DirectBuffer source,
            final int offset,
            final int length) {
        target.putBytes(index, whole);
        // In this direction: the source may be a buffer that has no address.
        source.getBytes(offset, target, index + whole.length, length);
    }

    /** Writes the header of the first of several pieces. */
    public void putFirstHeader(final MutableDirectBuffer target, final int index, final int messageLength) {
        target.putBytes(index, first);
        target.putInt(index + MessageDescriptor.MESSAGE_LENGTH_OFFSET, messageLength, ByteOrder.LITTLE_ENDIAN);
    }

    /** Writes the header of a further piece. */
    public void putNextHeader(final MutableDirectBuffer target, final int index) {
        target.putByte(index, MessageDescriptor.NEXT);
    }
}
