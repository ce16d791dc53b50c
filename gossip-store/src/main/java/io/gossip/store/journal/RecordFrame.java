package io.gossip.store.journal;

import static io.gossip.store.journal.JournalDescriptor.MAX_BODY_LENGTH;
import static io.gossip.store.journal.JournalDescriptor.RECORD_BODY_CRC_OFFSET;
import static io.gossip.store.journal.JournalDescriptor.RECORD_HEADER_CRC_OFFSET;
import static io.gossip.store.journal.JournalDescriptor.RECORD_HEADER_LENGTH;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** The frame around the body of a record: makes it, and tells one from what is none. One thread. */
final class RecordFrame {
    private static final int SUMMED_LENGTH = 2 * Long.BYTES + 2 * Integer.BYTES;

    private final long salt;
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer summed = ByteBuffer.allocate(SUMMED_LENGTH).order(ByteOrder.LITTLE_ENDIAN);

    /** @param salt of the file */
    RecordFrame(final long salt) {
        this.salt = salt;
    }

    /** @return the frame of a body at that position of the file */
    ByteBuffer encode(final long position, final byte[] body, final int length) {
        final int bodyCrc = bodyCrc(body, length);
        return ByteBuffer.allocate(RECORD_HEADER_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .putInt(bodyCrc)
                .putInt(headerCrc(position, length, bodyCrc))
                .flip();
    }

    /**
     * @param buffer little endian
     * @param index where in it
     * @param position where that is in the file
     * @param available bytes of the file behind such a header
     * @return length of the body, or -1 when this is no header of a record
     */
    int bodyLength(final ByteBuffer buffer, final int index, final long position, final long available) {
        final int length = buffer.getInt(index);
        if (length <= 0 || length > Math.min(MAX_BODY_LENGTH, available)) {
            return -1;
        }
        final int bodyCrc = buffer.getInt(index + RECORD_BODY_CRC_OFFSET);
        final int headerCrc = buffer.getInt(index + RECORD_HEADER_CRC_OFFSET);
        return headerCrc(position, length, bodyCrc) == headerCrc ? length : -1;
    }

    /** @return whether the body is the one that the header at index was made for */
    boolean isWhole(final ByteBuffer buffer, final int index, final byte[] body) {
        return bodyCrc(body, body.length) == buffer.getInt(index + RECORD_BODY_CRC_OFFSET);
    }

    private int bodyCrc(final byte[] body, final int length) {
        crc.reset();
        crc.update(body, 0, length);
        return (int) crc.getValue();
    }

    private int headerCrc(final long position, final int length, final int bodyCrc) {
        summed.clear().putLong(salt).putLong(position).putInt(length).putInt(bodyCrc);
        crc.reset();
        crc.update(summed.array(), 0, SUMMED_LENGTH);
        return (int) crc.getValue();
    }
}
