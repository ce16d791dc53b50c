package io.gossip;

import java.util.Objects;

/**
 * Name of a value with the codec of its type: 1 to {@value #MAX_LENGTH} bytes of UTF-8 without control characters. Two
 * keys are equal when their names are: the codec is this process's view of the bytes, not part of the identity.
 *
 * @param <T> type of the value
 */
public final class StoreKey<T> {
    /** Longest key in bytes of UTF-8. */
    public static final int MAX_LENGTH = 255;

    private final String name;
    private final byte[] utf8;
    private final ValueCodec<T> codec;

    private StoreKey(final String name, final byte[] utf8, final ValueCodec<T> codec) {
        this.name = name;
        this.utf8 = utf8;
        this.codec = codec;
    }

    /**
     * @param name the key
     * @param codec how values are encoded
     * @param <T> type of the value
     * @return the typed key
     * @throws InvalidValueException when an argument is null or the name is no valid key
     */
    public static <T> StoreKey<T> of(final String name, final ValueCodec<T> codec) {
        return new StoreKey<>(name, Checks.utf8(name, MAX_LENGTH, "key"), Checks.notNull(codec, "codec"));
    }

    /** @return a key whose values are text in UTF-8; malformed bytes of a peer are a decode error */
    public static StoreKey<String> utf8(final String name) {
        return of(name, PlainCodecs.UTF_8);
    }

    /** @return a key whose values are signed 64-bit integers, 8 bytes little endian */
    public static StoreKey<Long> int64(final String name) {
        return of(name, PlainCodecs.INT64);
    }

    /** @return a key whose values are bytes as they are; arrays are copied on the way in and out */
    public static StoreKey<byte[]> bytes(final String name) {
        return of(name, PlainCodecs.BYTES);
    }

    public String name() {
        return name;
    }

    public ValueCodec<T> codec() {
        return codec;
    }

    /** @return length of the name in bytes of UTF-8, 1 to {@value #MAX_LENGTH} */
    public int length() {
        return utf8.length;
    }

    /**
     * @param index place in the UTF-8 form of the name, 0 to {@code length() - 1}
     * @return the byte there; reading byte by byte allocates nothing
     */
    public byte byteAt(final int index) {
        return utf8[index];
    }

    /** @return a fresh copy of the UTF-8 form of the name */
    public byte[] toUtf8() {
        return utf8.clone();
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof StoreKey<?> that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
