package io.gossip.transport.aeron;

import io.gossip.InvalidValueException;
import io.gossip.transport.aeron.AeronTransportConfig.Builder;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** The options by name: paths, and whole numbers otherwise; lengths in bytes, times in milliseconds or microseconds. */
enum AeronOption {
    AERON_DIRECTORY("aeronDirectory", paths(Builder::aeronDirectory)),
    EMBEDDED_DIRECTORY("embeddedDirectory", paths(Builder::embeddedDirectory)),
    MAX_PACKET_LENGTH("maxPacketLength", ints(Builder::maxPacketLength)),
    MAX_RELIABLE_LENGTH("maxReliableLength", ints(Builder::maxReliableLength)),
    TERM_LENGTH("termLength", ints(Builder::termLength)),
    MAX_PUBLICATIONS("maxPublications", ints(Builder::maxPublications)),
    QUEUE_LENGTH("queueLength", ints(Builder::queueLength)),
    MEMORY_LENGTH("memoryLength", (builder, value) -> builder.memoryLength(Long.parseLong(value))),
    CONNECT_TIMEOUT("connectTimeoutMs", times(Builder::connectTimeout)),
    STALL_TIMEOUT("stallTimeoutMs", times(Builder::stallTimeout)),
    IDLE_TIMEOUT("idleTimeoutMs", times(Builder::idleTimeout)),
    MESSAGE_TIMEOUT("messageTimeoutMs", times(Builder::messageTimeout)),
    RESOLVE_TTL("resolveTtlMs", times(Builder::resolveTtl)),
    RESOLVE_NEGATIVE_TTL("resolveNegativeTtlMs", times(Builder::resolveNegativeTtl)),
    DRIVER_TIMEOUT("driverTimeoutMs", times(Builder::driverTimeout)),
    MAX_PARK("maxParkUs", (builder, value) -> builder.maxPark(micros(value))),
    IPC("ipc", (builder, value) -> builder.ipc(isOne(value)));

    private static final int NANOS_PER_MICRO = 1_000;

    private interface Setter<T> {
        void set(Builder builder, T value);
    }

    private final String key;
    private final BiConsumer<Builder, String> setter;

    AeronOption(final String key, final BiConsumer<Builder, String> setter) {
        this.key = key;
        this.setter = setter;
    }

    private static BiConsumer<Builder, String> paths(final Setter<Path> setter) {
        return (builder, value) -> setter.set(builder, Path.of(value));
    }

    private static BiConsumer<Builder, String> ints(final Setter<Integer> setter) {
        return (builder, value) -> setter.set(builder, Integer.parseInt(value));
    }

    private static BiConsumer<Builder, String> times(final Setter<Duration> setter) {
        return (builder, value) -> setter.set(builder, Duration.ofMillis(Long.parseLong(value)));
    }

    private static Duration micros(final String value) {
        return Duration.ofNanos(Math.multiplyExact(Long.parseLong(value), NANOS_PER_MICRO));
    }

    private static boolean isOne(final String value) {
        return switch (value) {
            case "0" -> false;
            case "1" -> true;
            default -> throw new NumberFormatException("neither 0 nor 1");
        };
    }

    String key() {
        return key;
    }

    /** @throws InvalidValueException when there is no such option, naming all there are */
    static AeronOption of(final String key) {
        return Arrays.stream(values())
                .filter(option -> option.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException(
                        "unknown option of transport aeron, option='" + key + "' known=" + knownKeys()));
    }

    private static String knownKeys() {
        return Arrays.stream(values()).map(AeronOption::key).collect(Collectors.joining(", ", "[", "]"));
    }

    /** @throws InvalidValueException when the value is no path, no whole number, or does not fit */
    void apply(final Builder builder, final String value) {
        try {
            setter.accept(builder, value);
        } catch (final NumberFormatException | ArithmeticException e) {
            throw new InvalidValueException("not a whole number of its range, " + key + "='" + value + "'", e);
        } catch (final InvalidPathException e) {
            throw new InvalidValueException("not a path, " + key + "='" + value + "'", e);
        }
    }
}
