package io.gossip.cli.control;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Held while a socket is made or removed, so that nobody removes a new agent's socket in the belief that it is a dead
 * one's. The operating system lets go of it when its holder dies.
 */
final class DirectoryLock {
    /** Ours is the only kind of holder, and holds it for milliseconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /** File locks are the process's, not the thread's. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private DirectoryLock() {}

    /** What is done under the lock. */
    @FunctionalInterface
    interface Action<T> {
        T run() throws IOException;
    }

    /**
     * @param directory where the lock is
     * @param action runs while no other process and no other thread holds it
     * @param <T> type of the result
     * @return what the action returns
     * @throws ControlException when another process keeps the lock
     */
    static <T> T holding(final Path directory, final Action<T> action) throws IOException {
        THREADS.lock();
        try (FileChannel file = FileChannel.open(
                directory.resolve(".lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            acquire(file, directory);
            return action.run();
        } finally {
            THREADS.unlock();
        }
    }

    /** The lock goes with its file. */
    private static void acquire(final FileChannel file, final Path directory) throws IOException {
        final long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        while (file.tryLock() == null) {
            if (System.nanoTime() - deadlineNs >= 0) {
                throw new ControlException("another process keeps the lock, directory='" + directory + "'");
            }
            LockSupport.parkNanos(RETRY_NS);
        }
    }
}
