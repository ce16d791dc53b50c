package io.gossip.transport.aeron;

import io.gossip.InvalidValueException;
import io.gossip.spi.Arguments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Which media driver, and how it is watched.
 *
 * @param aeronDirectory directory of a driver that somebody else runs; empty for one of this process's own, shared by all
 *     its transports with equal driver settings
 * @param embeddedDirectory folder in which an embedded driver makes its directory; empty for {@code /dev/shm}, or the one
 *     for temporary files where there is none
 * @param timeout how long a driver may show no sign of life, 1 s to 1 h. Less finds its death sooner, and takes a stalled
 *     driver for a dead one
 * @param maxPark longest pause between two looks at what has come, of {@code await} and of an embedded driver, 1 µs to
 *     100 ms. Less reacts sooner and costs more processor time while idle
 * @param ipc whether nodes of the same driver are reached over its memory instead of the network
 */
public record DriverConfig(
        Optional<Path> aeronDirectory,
        Optional<Path> embeddedDirectory,
        Duration timeout,
        Duration maxPark,
        boolean ipc) {
    private static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);
    private static final Duration MIN_PARK = Duration.ofNanos(1_000);
    private static final Duration MAX_PARK = Duration.ofMillis(100);

    /** @throws InvalidValueException when a component is null or out of range, or both directories are given */
    public DriverConfig {
        Arguments.notNull(aeronDirectory, "aeronDirectory");
        Arguments.notNull(embeddedDirectory, "embeddedDirectory");
        if (aeronDirectory.isPresent() && embeddedDirectory.isPresent()) {
            throw new InvalidValueException(
                    "with the driver of another process there is no embedded one, aeronDirectory="
                            + aeronDirectory.get() + " embeddedDirectory=" + embeddedDirectory.get());
        }
        Arguments.inRange(timeout, MIN_TIMEOUT, MAX_TIMEOUT, "driverTimeout");
        Arguments.inRange(maxPark, MIN_PARK, MAX_PARK, "maxPark");
    }
}
