package io.gossip.transport.udp;

import io.gossip.InvalidValueException;
import io.gossip.transport.udp.UdpTransportConfig.Builder;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.ObjLongConsumer;
import java.util.stream.Collectors;

/** The options by name, all of them whole numbers; lengths in bytes, times in milliseconds. */
enum UdpOption {
    MAX_PACKET_LENGTH("maxPacketLength", ints(Builder::maxPacketLength)),
    RECEIVE_BUFFER_LENGTH("receiveBufferLength", ints(Builder::receiveBufferLength)),
    SEND_BUFFER_LENGTH("sendBufferLength", ints(Builder::sendBufferLength)),
    RESOLVE_TTL("resolveTtlMs", times(Builder::resolveTtl)),
    RESOLVE_NEGATIVE_TTL("resolveNegativeTtlMs", times(Builder::resolveNegativeTtl)),
    MAX_RELIABLE_LENGTH("maxReliableLength", ints(Builder::maxReliableLength)),
    MAX_OUTGOING("maxOutgoing", ints(Builder::maxOutgoing)),
    MAX_INCOMING("maxIncoming", ints(Builder::maxIncoming)),
    QUEUE_LENGTH("queueLength", ints(Builder::queueLength)),
    MEMORY_LENGTH("memoryLength", Builder::memoryLength),
    CONNECT_TIMEOUT("connectTimeoutMs", times(Builder::connectTimeout)),
    STALL_TIMEOUT("stallTimeoutMs", times(Builder::stallTimeout)),
    IDLE_TIMEOUT("idleTimeoutMs", times(Builder::idleTimeout)),
    FRAME_TIMEOUT("frameTimeoutMs", times(Builder::frameTimeout));

    private interface Setter<T> {
        void set(Builder builder, T value);
    }

    private final String key;
    private final ObjLongConsumer<Builder> setter;

    UdpOption(final String key, final ObjLongConsumer<Builder> setter) {
        this.key = key;
        this.setter = setter;
    }

    private static ObjLongConsumer<Builder> ints(final Setter<Integer> setter) {
        return (builder, value) -> setter.set(builder, Math.toIntExact(value));
    }

    private static ObjLongConsumer<Builder> times(final Setter<Duration> setter) {
        return (builder, value) -> setter.set(builder, Duration.ofMillis(value));
    }

    String key() {
        return key;
    }

    /** @throws InvalidValueException when there is no such option, naming all there are */
    static UdpOption of(final String key) {
        return Arrays.stream(values())
                .filter(option -> option.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException(
                        "unknown option of transport udp, option='" + key + "' known=" + knownKeys()));
    }

    private static String knownKeys() {
        return Arrays.stream(values()).map(UdpOption::key).collect(Collectors.joining(", ", "[", "]"));
    }

    /** @throws InvalidValueException when the value is no whole number, or does not fit */
    void apply(final Builder builder, final String value) {
        try {
            setter.accept(builder, Long.parseLong(value));
        } catch (final NumberFormatException | ArithmeticException e) {
            throw new InvalidValueException("not a whole number of its range, " + key + "='" + value + "'", e);
        }
    }
}
