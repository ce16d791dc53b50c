package io.gossip.transport.aeron;

import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.spi.Arguments;
import io.gossip.spi.address.IpLiteral;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * All that is fixed for the lifetime of a transport.
 *
 * @param bind where to listen: an address of this machine, a name of one, or all addresses ({@code 0.0.0.0} for IPv4,
 *     {@code ::} for both families); port 0 takes any free port
 * @param advertise what to tell others instead of the bind address; required when that stands for all addresses; port 0
 *     stands for the port that was bound
 * @param maxPacketLength longest packet of the best-effort lane in bytes, 576 to 7,168, the same on all nodes: longer ones
 *     are dropped. It travels in one datagram of up to {@code 68 + host name} bytes more; beyond the path's MTU datagrams
 *     fragment, and one lost fragment loses all
 * @param maxReliableLength longest message of the reliable lane in bytes, 128 KiB to 64 MiB, the same on all nodes
 * @param resolveTtl how long a looked-up name is used before it is looked up again, 1 ms to 1 h
 * @param resolveNegativeTtl how long a failed look-up is believed, 1 ms to 1 h
 * @param streams bounds of the publications
 * @param driver which media driver
 */
public record AeronTransportConfig(
        NodeAddress bind,
        Optional<NodeAddress> advertise,
        int maxPacketLength,
        int maxReliableLength,
        Duration resolveTtl,
        Duration resolveNegativeTtl,
        StreamConfig streams,
        DriverConfig driver) {
    private static final int KIB = 1024;
    private static final int MIN_PACKET_LENGTH = 576;
    /** With the longest header it is under an eighth of the smallest term. */
    private static final int MAX_PACKET_LENGTH = 7 * KIB;

    private static final int MIN_RELIABLE_LENGTH = 128 * KIB;
    private static final int MAX_RELIABLE_LENGTH = 64 * KIB * KIB;

    /** @throws InvalidValueException when a component is null or out of range, or nothing tells others where to send */
    public AeronTransportConfig {
        Arguments.notNull(bind, "bind");
        Arguments.notNull(advertise, "advertise");
        if (advertise.isEmpty() && isWildcard(bind)) {
            throw new InvalidValueException(
                    "bound to all addresses, an advertise address is needed to tell others one of them, bind=" + bind);
        }
        if (advertise.isPresent() && isWildcard(advertise.get())) {
            throw new InvalidValueException("nobody can send to all addresses, advertise=" + advertise.get());
        }
        Arguments.inRange(maxPacketLength, MIN_PACKET_LENGTH, MAX_PACKET_LENGTH, "maxPacketLength");
        Arguments.inRange(maxReliableLength, MIN_RELIABLE_LENGTH, MAX_RELIABLE_LENGTH, "maxReliableLength");
        StreamConfig.timeout(resolveTtl, "resolveTtl");
        StreamConfig.timeout(resolveNegativeTtl, "resolveNegativeTtl");
        Arguments.notNull(streams, "streams");
        Arguments.notNull(driver, "driver");
        if (streams.queueLength() < maxReliableLength) {
            throw new InvalidValueException("shorter than the longest message, queueLength=" + streams.queueLength()
                    + " maxReliableLength=" + maxReliableLength);
        }
    }

    private static boolean isWildcard(final NodeAddress address) {
        final InetAddress literal = IpLiteral.parseOrNull(address.host());
        return literal != null && literal.isAnyLocalAddress();
    }

    /**
     * @param bind where to listen
     * @return a builder with defaults for all else
     */
    public static Builder builder(final NodeAddress bind) {
        return new Builder(Arguments.notNull(bind, "bind"));
    }

    /** Collects the components; all are checked in {@link #build}. */
    public static final class Builder {
        private final NodeAddress bind;
        private Optional<NodeAddress> advertise = Optional.empty();
        private int maxPacketLength = 1_344;
        private int maxReliableLength = 2 * KIB * KIB;
        private Duration resolveTtl = Duration.ofSeconds(30);
        private Duration resolveNegativeTtl = Duration.ofSeconds(5);
        private int termLength = 64 * KIB;
        private int maxPublications = 64;
        private int queueLength = 4 * KIB * KIB;
        private long memoryLength = 64L * KIB * KIB;
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration stallTimeout = Duration.ofSeconds(10);
        private Duration idleTimeout = Duration.ofSeconds(10);
        private Duration messageTimeout = Duration.ofSeconds(30);
        private Optional<Path> aeronDirectory = Optional.empty();
        private Optional<Path> embeddedDirectory = Optional.empty();
        private Duration driverTimeout = Duration.ofSeconds(5);
        private Duration maxPark = Duration.ofMillis(10);
        private boolean ipc = true;

        private Builder(final NodeAddress bind) {
            this.bind = bind;
        }

        public Builder advertise(final NodeAddress value) {
            advertise = Optional.ofNullable(value);
            return this;
        }

        public Builder maxPacketLength(final int value) {
            maxPacketLength = value;
            return this;
        }

        public Builder maxReliableLength(final int value) {
            maxReliableLength = value;
            return this;
        }

        public Builder resolveTtl(final Duration value) {
            resolveTtl = value;
            return this;
        }

        public Builder resolveNegativeTtl(final Duration value) {
            resolveNegativeTtl = value;
            return this;
        }

        public Builder termLength(final int value) {
            termLength = value;
            return this;
        }

        public Builder maxPublications(final int value) {
            maxPublications = value;
            return this;
        }

        public Builder queueLength(final int value) {
            queueLength = value;
            return this;
        }

        public Builder memoryLength(final long value) {
            memoryLength = value;
            return this;
        }

        public Builder connectTimeout(final Duration value) {
            connectTimeout = value;
            return this;
        }

        public Builder stallTimeout(final Duration value) {
            stallTimeout = value;
            return this;
        }

        public Builder idleTimeout(final Duration value) {
            idleTimeout = value;
            return this;
        }

        public Builder messageTimeout(final Duration value) {
            messageTimeout = value;
            return this;
        }

        public Builder aeronDirectory(final Path value) {
            aeronDirectory = Optional.ofNullable(value);
            return this;
        }

        public Builder embeddedDirectory(final Path value) {
            embeddedDirectory = Optional.ofNullable(value);
            return this;
        }

        public Builder driverTimeout(final Duration value) {
            driverTimeout = value;
            return this;
        }

        public Builder maxPark(final Duration value) {
            maxPark = value;
            return this;
        }

        public Builder ipc(final boolean value) {
            ipc = value;
            return this;
        }

        /**
         * @return the configuration
         * @throws InvalidValueException when a component is null or out of range; the message names it
         */
        public AeronTransportConfig build() {
            return new AeronTransportConfig(
                    bind,
                    advertise,
                    maxPacketLength,
                    maxReliableLength,
                    resolveTtl,
                    resolveNegativeTtl,
                    streams(),
                    new DriverConfig(aeronDirectory, embeddedDirectory, driverTimeout, maxPark, ipc));
        }

        private StreamConfig streams() {
            return new StreamConfig(
                    termLength,
                    maxPublications,
                    queueLength,
                    memoryLength,
                    connectTimeout,
                    stallTimeout,
                    idleTimeout,
                    messageTimeout);
        }
    }
}
