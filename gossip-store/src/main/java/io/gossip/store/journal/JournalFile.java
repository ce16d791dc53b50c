package io.gossip.store.journal;

import io.gossip.JournalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file being written: first under another name, then, forced to disk as a whole, under its own, and appended to from
 * there. A crash at any point leaves the file that was there before, or this one. One thread.
 */
final class JournalFile implements AutoCloseable {
    private final Disk disk;
    private final Path path;
    private final Path unfinished;
    private final FileChannel channel;
    private final RecordFrame frame;
    private long length;

    private JournalFile(
            final Disk disk, final Path path, final Path unfinished, final FileChannel channel, final long salt) {
        this.disk = disk;
        this.path = path;
        this.unfinished = unfinished;
        this.channel = channel;
        this.frame = new RecordFrame(salt);
    }

    /**
     * @param salt of this file alone
     * @return a file with a header, not under its name yet
     * @throws IOException when the disk does not take it; nothing is left open
     */
    static JournalFile create(final Disk disk, final Path path, final JournalOwner owner, final long salt)
            throws IOException {
        final Path unfinished = path.resolveSibling(path.getFileName() + JournalDescriptor.UNFINISHED);
        final FileChannel channel = disk.open(
                unfinished, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        final JournalFile file = new JournalFile(disk, path, unfinished, channel, salt);
        try {
            file.write(JournalHeader.encode(owner, salt));
            return file;
        } catch (final IOException e) {
            file.close();
            throw e;
        }
    }

    /** Writes the entries as one record, not forced yet; none are no record. */
    void append(final EntryEncoder entries) throws IOException {
        final int bodyLength = entries.length();
        if (bodyLength > JournalDescriptor.MAX_BODY_LENGTH) {
            throw new JournalException("record too long, path=" + path + " length=" + bodyLength);
        }
        if (bodyLength > 0) {
            final ByteBuffer head = frame.encode(length, entries.array(), bodyLength);
            // One write: what a crash cuts off is the end of one record.
            write(ByteBuffer.allocate(head.remaining() + bodyLength)
                    .put(head)
                    .put(entries.array(), 0, bodyLength)
                    .flip());
        }
    }

    private void write(final ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            length += channel.write(bytes);
        }
    }

    /** Returns when all that was written is on disk. */
    void force() throws IOException {
        channel.force(false);
    }

    /** Puts it in the place of the one before, durably. */
    void moveToName() throws IOException {
        channel.force(true);
        disk.replace(unfinished, path);
        disk.forceDirectory(path.getParent());
    }

    /** @return bytes in it */
    long length() {
        return length;
    }

    @Override
    public void close() {
        DirectoryLock.closeQuietly(channel);
    }
}
