package io.gossip.transport.aeron.driver;

import io.aeron.CommonContext;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.IoUtil;

/**
 * Names the directories of embedded drivers by the process they belong to, {@code gossip-aeron-PID-NUMBER}, so that what
 * a killed process left behind is found and removed by the next one.
 */
final class DriverDirectory {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final String PREFIX = "gossip-aeron-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,10})-\\d{1,10}");

    /** A driver shows a sign of life every second; one that has not for so long is dead, whatever its process id says. */
    private static final long DEAD_AFTER_MS = 30_000;

    private static final AtomicInteger LAST_NUMBER = new AtomicInteger();

    private DriverDirectory() {}

    /** @return memory where the system offers it as files, else the folder for temporary files */
    static Path defaultParent() {
        return Files.isWritable(SHARED_MEMORY) ? SHARED_MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** @return one that no other driver has, not made yet */
    static Path next(final Path parent) {
        return parent.resolve(PREFIX + ProcessHandle.current().pid() + "-" + LAST_NUMBER.incrementAndGet());
    }

    /** Removes what processes that are gone have left; what cannot be looked at or removed stays. */
    static void sweep(final Path parent) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (final Path directory : all) {
                if (isLeftBehind(directory)) {
                    IoUtil.delete(directory.toFile(), true);
                }
            }
        } catch (final IOException e) {
            // Nothing can be listed here: the driver's own attempt to make its directory says why.
        }
    }

    /**
     * Both must say so: a process of another container may share the folder but not the numbers, and a number may have
     * been given to another process since.
     */
    private static boolean isLeftBehind(final Path directory) {
        final Matcher name = NAME.matcher(directory.getFileName().toString());
        if (!name.matches() || !Files.isDirectory(directory)) {
            return false;
        }
        return ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty() && !isActive(directory.toFile());
    }

    private static boolean isActive(final File directory) {
        try {
            return CommonContext.isDriverActive(directory, DEAD_AFTER_MS, message -> {});
        } catch (final RuntimeException e) {
            // Half written, or of another version: not ours to remove.
            return true;
        }
    }
}
