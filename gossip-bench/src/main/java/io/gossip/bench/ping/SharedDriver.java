package io.gossip.bench.ping;

import io.aeron.driver.MediaDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A media driver in a process of its own, in a directory that goes with it. */
final class SharedDriver implements AutoCloseable {
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path parent;
    private final Process process;

    private SharedDriver(final Path parent, final Process process) {
        this.parent = parent;
        this.process = process;
    }

    /** Returns at once: its clients wait until it answers. */
    static SharedDriver start() throws IOException {
        final Path parent = Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "gossip-bench-")
                : Files.createTempDirectory("gossip-bench-");
        final List<String> command = JavaCommand.of(List.of(
                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                "-Daeron.dir=" + parent.resolve("driver"),
                "-Daeron.threading.mode=SHARED"));
        command.add(MediaDriver.class.getName());
        try {
            return new SharedDriver(
                    parent, new ProcessBuilder(command).inheritIO().start());
        } catch (final IOException e) {
            delete(parent);
            throw e;
        }
    }

    Path directory() {
        return parent.resolve("driver");
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        delete(parent);
    }

    /** Files first, then what they were in. */
    private static void delete(final Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (final Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
