package io.gossip.store.journal;

import io.gossip.JournalException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One journal per directory at a time: within this process by a set of names, between processes by a lock on a file. The
 * set is asked first, because on POSIX closing a second channel on the file would let go of the first one's lock.
 */
final class DirectoryLock implements AutoCloseable {
    private static final Set<Path> IN_USE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(final Path directory, final FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** @throws JournalException when it is in use, or cannot be written to */
    static DirectoryLock take(final Disk disk, final Path directory) {
        final Path real;
        try {
            real = directory.toRealPath();
        } catch (final IOException e) {
            throw new JournalException("cannot use durable directory, durableDirectory=" + directory, e);
        }
        if (!IN_USE.add(real)) {
            throw new JournalException("durable directory is in use in this process, durableDirectory=" + directory);
        }
        boolean isTaken = false;
        try {
            final DirectoryLock lock = new DirectoryLock(real, lock(disk, directory));
            isTaken = true;
            return lock;
        } finally {
            if (!isTaken) {
                IN_USE.remove(real);
            }
        }
    }

    private static FileChannel lock(final Disk disk, final Path directory) {
        final Path path = directory.resolve(JournalDescriptor.LOCK_FILE);
        FileChannel opened = null;
        boolean isLocked = false;
        try {
            opened = disk.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            final FileLock lock = opened.tryLock();
            isLocked = lock != null;
            if (!isLocked) {
                throw new JournalException(
                        "durable directory is in use by another process, durableDirectory=" + directory);
            }
            return opened;
        } catch (final IOException e) {
            throw new JournalException("cannot lock durable directory, path=" + path, e);
        } finally {
            if (!isLocked) {
                closeQuietly(opened);
            }
        }
    }

    /** Of a channel that nothing more is expected of. */
    static void closeQuietly(final FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (final IOException e) {
                // What it was to do has failed or is forced: closing adds nothing.
            }
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
        IN_USE.remove(directory);
    }
}
