package io.gossip.transport.aeron;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.CommonContext;
import io.gossip.testkit.transport.TransportPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A media driver in a process of its own, as docs/transport-aeron.md says how to start one. */
final class DriverProcess implements AutoCloseable {
    private static final long ACTIVE_MS = 3_000;

    private final Path directory;
    private final Path log;
    private Process process;

    /** @param directory where it is reached; made when it starts */
    DriverProcess(final Path directory) {
        this.directory = directory;
        this.log = directory.resolveSibling(directory.getFileName() + ".log");
    }

    /** Returns when it answers. */
    void start() {
        launch();
        final long deadlineNs = System.nanoTime() + TransportPeer.PATIENCE_NS;
        while (!isActive()) {
            Thread.yield();
            assertTrue(System.nanoTime() < deadlineNs, this::lastWords);
            assertTrue(process.isAlive(), this::lastWords);
        }
    }

    private String lastWords() {
        try {
            return "the driver does not start, alive=" + process.isAlive() + " output=" + Files.readString(log);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isActive() {
        try {
            return CommonContext.isDriverActive(directory.toFile(), ACTIVE_MS, message -> {});
        } catch (final RuntimeException e) {
            // The file of the one before is being replaced.
            return false;
        }
    }

    private void launch() {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                            "-Xmx64m",
                            "-XX:+UseSerialGC",
                            "-Daeron.dir=" + directory,
                            "-cp",
                            System.getProperty("java.class.path"),
                            MediaDriverMain.class.getName())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By SIGKILL: it has no time to say anything, or to tidy up. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
