package io.gossip.transport.aeron.driver;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which driver, and how long without a sign of life from it counts as its death. Transports with equal settings share
 * an embedded one.
 *
 * @param external directory of a driver that somebody else runs; empty for one of this process's own
 * @param parent where an embedded one makes its directory
 * @param timeoutMs in milliseconds
 * @param maxParkNs longest pause of an embedded one between two looks at its work, in nanoseconds
 */
public record DriverSettings(Optional<Path> external, Path parent, long timeoutMs, long maxParkNs) {
    /** @return memory where the system offers it as files, else the folder for temporary files */
    public static Path defaultParent() {
        return DriverDirectory.defaultParent();
    }
}
