package io.gossip.store.journal;

import static io.gossip.store.journal.JournalDescriptor.MAX_HEADER_LENGTH;
import static io.gossip.store.journal.JournalDescriptor.RECORD_HEADER_LENGTH;

import io.gossip.JournalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads one file from begin to end. A record that is not whole ends it when nothing whole comes behind: the write that a
 * crash cut off, which nobody was told to be durable. With a whole record behind, it is damage, and an error: what was
 * durable is not thrown away in silence.
 */
final class JournalReader {
    private static final int WINDOW_LENGTH = 1 << 20;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final JournalHeader header;
    private final RecordFrame frame;

    private JournalReader(final Path path, final FileChannel channel, final JournalOwner owner) throws IOException {
        this.path = path;
        this.channel = channel;
        this.size = channel.size();
        this.header = JournalHeader.decode(read(0, (int) Math.min(size, MAX_HEADER_LENGTH)), path, owner);
        this.frame = new RecordFrame(header.salt());
    }

    /**
     * @param state takes what is in the file
     * @return whether there is such a file
     * @throws JournalException when it cannot be read, is another's, or is damaged
     */
    static boolean read(final Disk disk, final Path path, final JournalOwner owner, final JournalState state) {
        try (FileChannel channel = disk.open(path, StandardOpenOption.READ)) {
            new JournalReader(path, channel, owner).readRecords(state);
            return true;
        } catch (final NoSuchFileException e) {
            return false;
        } catch (final IOException e) {
            throw new JournalException("cannot read journal, path=" + path, e);
        }
    }

    private void readRecords(final JournalState state) throws IOException {
        long position = header.length();
        while (position < size) {
            final byte[] body = body(position);
            if (body == null) {
                requireTornTail(position);
                return;
            }
            final String fault = state.apply(body);
            if (fault != null) {
                throw new JournalException("journal holds what this version does not know, path=" + path + " position="
                        + position + " " + fault);
            }
            position += RECORD_HEADER_LENGTH + body.length;
        }
    }

    /** @return body of the record there, or null when there is no whole one */
    private byte[] body(final long position) throws IOException {
        final long available = size - position - RECORD_HEADER_LENGTH;
        if (available <= 0) {
            return null;
        }
        final ByteBuffer head = read(position, RECORD_HEADER_LENGTH);
        final int length = frame.bodyLength(head, 0, position, available);
        if (length < 0) {
            return null;
        }
        final byte[] body = read(position + RECORD_HEADER_LENGTH, length).array();
        return frame.isWhole(head, 0, body) ? body : null;
    }

    private void requireTornTail(final long tornAt) throws IOException {
        final long whole = findRecordAfter(tornAt);
        if (whole >= 0) {
            throw new JournalException("damaged journal, whole records follow, path=" + path + " position=" + tornAt
                    + " nextRecord=" + whole + " length=" + size);
        }
    }

    /** @return position of a whole record behind that one, or -1 */
    private long findRecordAfter(final long position) throws IOException {
        for (long start = position + 1; start < size - RECORD_HEADER_LENGTH; start += WINDOW_LENGTH) {
            final int length = (int) Math.min(WINDOW_LENGTH + RECORD_HEADER_LENGTH - 1L, size - start);
            final ByteBuffer window = read(start, length);
            for (int index = 0; index <= length - RECORD_HEADER_LENGTH; index++) {
                final long at = start + index;
                if (frame.bodyLength(window, index, at, size - at - RECORD_HEADER_LENGTH) >= 0 && body(at) != null) {
                    return at;
                }
            }
        }
        return -1;
    }

    private ByteBuffer read(final long position, final int length) throws IOException {
        final ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("file became shorter, position=" + (position + buffer.position()));
            }
        }
        return buffer.flip();
    }
}
