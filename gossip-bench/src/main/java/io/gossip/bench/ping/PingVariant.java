package io.gossip.bench.ping;

import io.gossip.NodeAddress;
import io.gossip.spi.TransportConfiguration;
import io.gossip.transport.aeron.AeronTransportProvider;
import io.gossip.transport.aeron.driver.DriverConnection;
import io.gossip.transport.aeron.driver.DriverEvents;
import io.gossip.transport.aeron.driver.DriverSettings;
import io.gossip.transport.udp.UdpTransportProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What is measured, each right after what it is compared with. */
enum PingVariant {
    CHANNEL_SELECTOR("`DatagramChannel`, selector", null, Driver.NONE, 0),
    UDP_SELECTOR("udp", CHANNEL_SELECTOR, Driver.NONE, 0),
    CHANNEL_SPIN("`DatagramChannel`, busy", null, Driver.NONE, 0),
    UDP_SPIN("udp, busy", CHANNEL_SPIN, Driver.NONE, 0),
    BARE_PARK_10000("Aeron, pauses up to 10 ms", null, Driver.EMBEDDED, 10_000),
    AERON_PARK_10000("aeron", BARE_PARK_10000, Driver.EMBEDDED, 10_000),
    BARE_PARK_50("Aeron, pauses up to 50 µs", null, Driver.EMBEDDED, 50),
    AERON_PARK_50("aeron, `maxParkUs=50`", BARE_PARK_50, Driver.EMBEDDED, 50),
    BARE_IPC_10000("Aeron IPC, pauses up to 10 ms", null, Driver.SHARED, 10_000),
    AERON_IPC_10000("aeron, one driver", BARE_IPC_10000, Driver.SHARED, 10_000);

    static final String HOST = "127.0.0.1";

    private static final long DRIVER_TIMEOUT_MS = 5_000;
    private static final int TERM_LENGTH = 64 * 1024;

    private final String label;
    private final PingVariant baseline;
    private final Driver driver;
    private final int maxParkUs;

    /** Whose media driver. */
    enum Driver {
        NONE,
        /** One in each process. */
        EMBEDDED,
        /** One in a process of its own, for both ends. */
        SHARED
    }

    PingVariant(final String label, final PingVariant baseline, final Driver driver, final int maxParkUs) {
        this.label = label;
        this.baseline = baseline;
        this.driver = driver;
        this.maxParkUs = maxParkUs;
    }

    /** @return what it is, for readers */
    String label() {
        return label;
    }

    /** @return what it is compared with; null when it is that itself */
    PingVariant baselineOrNull() {
        return baseline;
    }

    Driver driver() {
        return driver;
    }

    /** @return what its JVMs need */
    List<String> flags() {
        return driver == Driver.NONE ? List.of() : List.of("--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");
    }

    /** @param directory of the driver that both ends share; not used by others */
    PingEnd open(final Path directory) {
        if (driver == Driver.NONE) {
            return baseline == null ? channel() : udp();
        }
        final Optional<Path> shared = driver == Driver.SHARED ? Optional.of(directory) : Optional.empty();
        return baseline == null
                ? bareAeron(shared, driver == Driver.SHARED, TimeUnit.MICROSECONDS.toNanos(maxParkUs))
                : aeron(shared);
    }

    private boolean isSpinning() {
        return this == CHANNEL_SPIN || this == UDP_SPIN;
    }

    private PingEnd channel() {
        try {
            return new ChannelEnd(isSpinning());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PingEnd udp() {
        return new GossipEnd(new UdpTransportProvider().open(configuration(Map.of())), isSpinning());
    }

    private PingEnd aeron(final Optional<Path> shared) {
        final String park = Integer.toString(maxParkUs);
        final Map<String, String> options = shared.isPresent()
                ? Map.of("maxParkUs", park, "aeronDirectory", shared.get().toString())
                : Map.of("maxParkUs", park);
        return new GossipEnd(new AeronTransportProvider().open(configuration(options)), false);
    }

    private static TransportConfiguration configuration(final Map<String, String> options) {
        return new TransportConfiguration(new NodeAddress(HOST, 0), Optional.empty(), options);
    }

    /** @return an end over the memory of a driver of this process, for two ends in one process */
    static PingEnd bareMemory() {
        final long maxParkNs = TimeUnit.MICROSECONDS.toNanos(BARE_IPC_10000.maxParkUs);
        return bareAeron(Optional.empty(), true, maxParkNs);
    }

    private static PingEnd bareAeron(final Optional<Path> shared, final boolean isIpc, final long maxParkNs) {
        final DriverSettings settings =
                new DriverSettings(shared, DriverSettings.defaultParent(), DRIVER_TIMEOUT_MS, maxParkNs);
        return new AeronEnd(DriverConnection.open(settings, new Loud()), isIpc, TERM_LENGTH, maxParkNs);
    }

    /** Nothing is expected to go wrong. */
    private static final class Loud implements DriverEvents {
        @Override
        public void onDriverError(final Throwable error) {
            System.err.println("the driver reports " + error);
        }

        @Override
        public void onConnectFailed(final RuntimeException error) {
            System.err.println("no driver " + error);
        }
    }
}
