package io.gossip;

import org.agrona.MutableDirectBuffer;

/**
 * Name of a value with the codec of its type: 1 to {@value #MAX_LENGTH} bytes of UTF-8 without control characters. Two
 * keys are equal when their names are: the codec is this process's view of the bytes, not part of the identity.
 * Immutable; make one per key and keep it.
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
     * @throws InvalidValueException when an argument is null, or the name empty, over-long, or with control characters
     *     or unpaired surrogates
     */
    public static <T> StoreKey<T> of(final String name, final ValueCodec<T> codec) {
        return new StoreKey<>(name, Checks.utf8(name, MAX_LENGTH, "key"), Checks.notNull(codec, "codec"));
    }

    /**
     * @param name the key
     * @return a key whose values are text in UTF-8, the empty text among them; text with unpaired surrogates is refused,
     *     malformed bytes of a peer are a decode error
     * @throws InvalidValueException when the name is no valid key
     */
    public static StoreKey<String> utf8(final String name) {
        return of(name, PlainCodecs.UTF_8);
    }

    /**
     * @param name the key
     * @return a key whose values are signed 64-bit integers, 8 bytes little endian; any other length is a decode error
     * @throws InvalidValueException when the name is no valid key
     */
    public static StoreKey<Long> int64(final String name) {
        return of(name, PlainCodecs.INT64);
    }

    /**
     * @param name the key
     * @return a key whose values are bytes as they are; arrays are copied on the way in and out
     * @throws InvalidValueException when the name is no valid key
     */
    public static StoreKey<byte[]> bytes(final String name) {
        return of(name, PlainCodecs.BYTES);
    }

    public String name() {
        return name;
    }

    public ValueCodec<T> codec() {
        return codec;
    }

    /** @return length of the name in bytes of UTF-8, not in characters, 1 to {@value #MAX_LENGTH} */
    public int length() {
        return utf8.length;
    }

    /**
     * @param index place in the UTF-8 form of the name, 0 to {@code length() - 1}
     * @return the byte there; reading byte by byte allocates nothing
     * @throws InvalidValueException when there is no such place
     */
    public byte byteAt(final int index) {
        if (index < 0 || index >= utf8.length) {
            Checks.inRange(index, 0, utf8.length - 1, "index");
        }
        return utf8[index];
    }

    /**
     * Writes the UTF-8 form of the name; allocates nothing.
     *
     * @param buffer takes {@link #length} bytes
     * @param index where
     * @throws InvalidValueException when the buffer is null
     * @throws IndexOutOfBoundsException when they do not fit
     */
    public void putUtf8(final MutableDirectBuffer buffer, final int index) {
        Checks.notNull(buffer, "buffer").putBytes(index, utf8);
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
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
