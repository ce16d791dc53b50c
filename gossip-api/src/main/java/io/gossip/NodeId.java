package io.gossip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Identity of a node: 1 to {@value #MAX_LENGTH} bytes of UTF-8 without control characters, unique in its cluster and
 * stable over restarts. Immutable; ordered by its bytes, unsigned, so that every process sorts alike (not the order of
 * {@link String}, which differs outside the basic plane). The hash code is the same in every JVM.
 */
public final class NodeId implements Comparable<NodeId> {
    /** Longest id in bytes of UTF-8. */
    public static final int MAX_LENGTH = 255;

    private final byte[] utf8;
    private final int hash;

    private NodeId(final String value, final byte[] utf8) {
        this.utf8 = utf8;
        this.hash = value.hashCode();
    }

    /**
     * @param value the id
     * @return the id as a value object
     * @throws InvalidValueException when it is null, empty, too long, or holds control characters or lone surrogates
     */
    public static NodeId of(final String value) {
        return new NodeId(value, Checks.utf8(value, MAX_LENGTH, "nodeId"));
    }

    /**
     * Decodes an id that came over the wire.
     *
     * @param utf8 bytes, copied
     * @return the id, or null when the bytes are no valid id: wire input is answered with a verdict, not an exception
     */
    public static NodeId fromUtf8OrNull(final byte[] utf8) {
        final String value = Checks.textOrNull(utf8, MAX_LENGTH);
        return value == null ? null : new NodeId(value, utf8.clone());
    }

    /** @return the id as text, made anew by each call: a replica holds thousands of ids and prints few */
    public String value() {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** @return length in bytes of UTF-8, not in characters, 1 to {@value #MAX_LENGTH} */
    public int length() {
        return utf8.length;
    }

    /**
     * @param index place in the UTF-8 form, 0 to {@code length() - 1}
     * @return the byte there; reading byte by byte allocates nothing
     * @throws InvalidValueException when there is no such place
     */
    public byte byteAt(final int index) {
        if (index < 0 || index >= utf8.length) {
            Checks.inRange(index, 0, utf8.length - 1, "index");
        }
        return utf8[index];
    }

    /** @return a fresh copy of the UTF-8 form */
    public byte[] toUtf8() {
        return utf8.clone();
    }

    @Override
    public int compareTo(final NodeId other) {
        return Arrays.compareUnsigned(utf8, other.utf8);
    }

    @Override
    public boolean equals(final Object other) {
        return this == other || other instanceof NodeId that && Arrays.equals(utf8, that.utf8);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return value();
    }
}
