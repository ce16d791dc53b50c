package io.gossip.transport.udp;

import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.spi.Arguments;
import io.gossip.spi.address.IpLiteral;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * All that is fixed for the lifetime of a transport.
 *
 * @param bind where to listen: an address of this machine, a name of one, or all addresses ({@code 0.0.0.0} for IPv4,
 *     {@code ::} for both families); port 0 takes any port that is free for UDP and for TCP
 * @param advertise what to tell others instead of the bind address; required when that stands for all addresses; port 0
 *     stands for the port that was bound
 * @param maxPacketLength longest datagram in bytes, 576 to 65,507, the same on all nodes: longer ones are dropped. More
 *     carries more per packet; beyond the path's MTU less 28 (IPv6: 48) packets fragment, and one lost fragment loses all
 * @param receiveBufferLength what the datagram socket holds until it is polled, in bytes, 4 KiB to 1 GiB; 0 keeps the
 *     operating system's default. Less drops packets in bursts; the operating system may grant less than asked
 * @param sendBufferLength what may wait to leave the datagram socket, likewise
 * @param resolveTtl how long a looked-up name is used before it is looked up again, 1 ms to 1 h; the JDK's own cache
 *     comes on top
 * @param resolveNegativeTtl how long a failed look-up is believed, 1 ms to 1 h; less asks the name service more often
 * @param reliable bounds of the reliable lane
 */
public record UdpTransportConfig(
        NodeAddress bind,
        Optional<NodeAddress> advertise,
        int maxPacketLength,
        int receiveBufferLength,
        int sendBufferLength,
        Duration resolveTtl,
        Duration resolveNegativeTtl,
        ReliableLaneConfig reliable) {

    private static final int MIN_PACKET_LENGTH = 576;
    private static final int MAX_PACKET_LENGTH = 65_507;
    private static final int MIN_BUFFER_LENGTH = 4 * 1024;
    private static final int MAX_BUFFER_LENGTH = 1024 * 1024 * 1024;

    /** @throws InvalidValueException when a component is null or out of range, or nothing tells others where to send */
    public UdpTransportConfig {
        Arguments.notNull(bind, "bind");
        Arguments.notNull(advertise, "advertise");
        if (advertise.isEmpty() && isWildcard(bind)) {
            throw new InvalidValueException(
                    "bound to all addresses, an advertise address is needed to tell others one of them, bind=" + bind);
        }
        if (advertise.isPresent()) {
            notWildcard(advertise.get());
        }
        Arguments.inRange(maxPacketLength, MIN_PACKET_LENGTH, MAX_PACKET_LENGTH, "maxPacketLength");
        bufferLength(receiveBufferLength, "receiveBufferLength");
        bufferLength(sendBufferLength, "sendBufferLength");
        Limits.timeout(resolveTtl, "resolveTtl");
        Limits.timeout(resolveNegativeTtl, "resolveNegativeTtl");
        Arguments.notNull(reliable, "reliable");
    }

    private static boolean isWildcard(final NodeAddress address) {
        final InetAddress literal = IpLiteral.parseOrNull(address.host());
        return literal != null && literal.isAnyLocalAddress();
    }

    private static void notWildcard(final NodeAddress advertise) {
        if (isWildcard(advertise)) {
            throw new InvalidValueException("nobody can send to all addresses, advertise=" + advertise);
        }
    }

    private static void bufferLength(final int value, final String name) {
        if (value != 0) {
            Arguments.inRange(value, MIN_BUFFER_LENGTH, MAX_BUFFER_LENGTH, name);
        }
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
        private int maxPacketLength = 1_400;
        private int receiveBufferLength = 1024 * 1024;
        private int sendBufferLength;
        private Duration resolveTtl = Duration.ofSeconds(30);
        private Duration resolveNegativeTtl = Duration.ofSeconds(5);
        private int maxReliableLength = 2 * 1024 * 1024;
        private int maxOutgoing = 128;
        private int maxIncoming = 256;
        private int queueLength = 4 * 1024 * 1024;
        private long memoryLength = 64L * 1024 * 1024;
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration stallTimeout = Duration.ofSeconds(10);
        private Duration idleTimeout = Duration.ofSeconds(30);
        private Duration frameTimeout = Duration.ofSeconds(30);

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

        public Builder receiveBufferLength(final int value) {
            receiveBufferLength = value;
            return this;
        }

        public Builder sendBufferLength(final int value) {
            sendBufferLength = value;
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

        public Builder maxReliableLength(final int value) {
            maxReliableLength = value;
            return this;
        }

        public Builder maxOutgoing(final int value) {
            maxOutgoing = value;
            return this;
        }

        public Builder maxIncoming(final int value) {
            maxIncoming = value;
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

        public Builder frameTimeout(final Duration value) {
            frameTimeout = value;
            return this;
        }

        /**
         * @return the configuration
         * @throws InvalidValueException when a component is null or out of range; the message names it
         */
        public UdpTransportConfig build() {
            return new UdpTransportConfig(
                    bind,
                    advertise,
                    maxPacketLength,
                    receiveBufferLength,
                    sendBufferLength,
                    resolveTtl,
                    resolveNegativeTtl,
                    reliable());
        }

        private ReliableLaneConfig reliable() {
            return new ReliableLaneConfig(
                    maxReliableLength,
                    maxOutgoing,
                    maxIncoming,
                    queueLength,
                    memoryLength,
                    connectTimeout,
                    stallTimeout,
                    idleTimeout,
                    frameTimeout);
        }
    }
}
