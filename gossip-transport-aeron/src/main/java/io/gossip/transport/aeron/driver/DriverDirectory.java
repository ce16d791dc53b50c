package io.gossip.transport.aeron.driver;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.agrona.IoUtil;

/**
 * The directory of one embedded driver, {@code gossip-aeron-PID-NUMBER}, and beside it a file with {@code .lock} behind that
 * name, which this process holds a lock on. The lock goes with the process, however that ends, so what a killed one has left
 * behind is found and removed by the next one. Called under the lock of {@link EmbeddedDriver}.
 */
final class DriverDirectory {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final String PREFIX = "gossip-aeron-";
    private static final String SUFFIX = ".lock";

    /** Those of this process are not even looked at: to close a file here gives up all locks of the process on it. */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path path;
    private final Path lockFile;
    private final FileChannel lock;

    private DriverDirectory(final Path path, final Path lockFile, final FileChannel lock) {
        this.path = path;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** @return memory where the system offers it as files, else the folder for temporary files */
    static Path defaultParent() {
        return Files.isWritable(SHARED_MEMORY) ? SHARED_MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /**
     * @return one that no other driver has, not made yet
     * @throws IOException when the folder is not there, or nothing can be written to it
     */
    static DriverDirectory take(final Path parent) throws IOException {
        final String stem = PREFIX + ProcessHandle.current().pid() + "-";
        for (int number = 1; ; number++) {
            final Path lockFile = parent.resolve(stem + number + SUFFIX);
            final FileChannel lock = HELD.contains(lockFile) ? null : lockOrNull(lockFile);
            if (lock != null) {
                HELD.add(lockFile);
                return new DriverDirectory(parent.resolve(stem + number), lockFile, lock);
            }
        }
    }

    /** @return null when another process has it */
    private static FileChannel lockOrNull(final Path file) throws IOException {
        final FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            final FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (final OverlappingFileLockException e) {
            // Another class loader of this process has it.
        }
        channel.close();
        return null;
    }

    /** Removes what processes that are gone have left; what cannot be looked at or removed stays. */
    static void sweep(final Path parent) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, PREFIX + "*" + SUFFIX)) {
            for (final Path lockFile : all) {
                if (!HELD.contains(lockFile)) {
                    sweepOne(lockFile);
                }
            }
        } catch (final IOException e) {
            // Nothing can be listed, or it is another user's: taking a directory says so, if that fails as well.
        }
    }

    private static void sweepOne(final Path lockFile) throws IOException {
        final FileChannel lock = lockOrNull(lockFile);
        if (lock != null) {
            final String name = lockFile.getFileName().toString();
            final Path directory = lockFile.resolveSibling(name.substring(0, name.length() - SUFFIX.length()));
            IoUtil.delete(directory.toFile(), true);
            Files.deleteIfExists(lockFile);
            lock.close();
        }
    }

    Path path() {
        return path;
    }

    /** Removes it and all that is in it. */
    void remove() {
        IoUtil.delete(path.toFile(), true);
        try (lock) {
            Files.deleteIfExists(lockFile);
        } catch (final IOException e) {
            // The next process tries again.
        }
        HELD.remove(lockFile);
    }
}
