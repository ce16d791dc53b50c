package io.gossip.transport.aeron;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A media driver in a process of its own, as docs/transport-aeron.md says how to start one. */
final class DriverProcess implements AutoCloseable {
    private final Path directory;
    private Process process;

    /** @param directory where it is reached; made when it starts */
    DriverProcess(final Path directory) {
        this.directory = directory;
    }

    void start() {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                            "-Xmx64m",
                            "-XX:+UseSerialGC",
                            "-Daeron.dir=" + directory,
                            "-Daeron.dir.delete.on.start=true",
                            "-Daeron.threading.mode=SHARED",
                            "-Daeron.image.liveness.timeout=2s",
                            "-Daeron.publication.connection.timeout=2s",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "io.aeron.driver.MediaDriver")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
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
