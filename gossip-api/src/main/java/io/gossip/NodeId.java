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

    private static final long[] NO_MORE = {};
    private static final int FIRST_WORDS = 2;

    // Ids are mostly short, and looked up all the time: sixteen bytes lie in the object itself.
    private final long first;
    private final long second;
    private final long[] more;
    private final int length;
    private final int hash;

    private NodeId(final String value, final byte[] utf8) {
        length = utf8.length;
        hash = value.hashCode();
        first = word(utf8, 0);
        second = word(utf8, 1);
        more = wordCount() <= FIRST_WORDS ? NO_MORE : new long[wordCount() - FIRST_WORDS];
        for (int i = 0; i < more.length; i++) {
            more[i] = word(utf8, FIRST_WORDS + i);
        }
    }

    private static long word(final byte[] utf8, final int index) {
        long word = 0;
        for (int i = index * Long.BYTES; i < (index + 1) * Long.BYTES; i++) {
            word = word << Byte.SIZE | (i < utf8.length ? utf8[i] & 0xFF : 0);
        }
        return word;
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
        return value == null ? null : new NodeId(value, utf8);
    }

    /** @return the id as text, made anew by each call: a replica holds thousands of ids and prints few */
    public String value() {
        return new String(toUtf8(), StandardCharsets.UTF_8);
    }

    /** @return length in bytes of UTF-8, not in characters, 1 to {@value #MAX_LENGTH} */
    public int length() {
        return length;
    }

    /**
     * @param index place in the UTF-8 form, 0 to {@code length() - 1}
     * @return the byte there; reading byte by byte allocates nothing
     * @throws InvalidValueException when there is no such place
     */
    public byte byteAt(final int index) {
        if (index < 0 || index >= length) {
            Checks.inRange(index, 0, length - 1, "index");
        }
        return unchecked(index);
    }

    private byte unchecked(final int index) {
        return (byte) (word(index / Long.BYTES) >>> Long.SIZE - Byte.SIZE * (1 + index % Long.BYTES));
    }

    /** @return how many words {@link #wordAt} has: the length by eight, rounded up */
    public int wordCount() {
        return (length + Long.BYTES - 1) / Long.BYTES;
    }

    /**
     * The bytes, eight at a time, for hashing and comparing; allocates nothing.
     *
     * @param index 0 to {@code wordCount() - 1}
     * @return bytes {@code 8 * index} and up of the UTF-8 form in big endian, with zeros behind the last
     * @throws InvalidValueException when there is no such word
     */
    public long wordAt(final int index) {
        if (index < 0 || index >= wordCount()) {
            Checks.inRange(index, 0, wordCount() - 1, "index");
        }
        return word(index);
    }

    private long word(final int index) {
        return index == 0 ? first : index == 1 ? second : more[index - FIRST_WORDS];
    }

    /** @return a fresh copy of the UTF-8 form */
    public byte[] toUtf8() {
        final byte[] utf8 = new byte[length];
        for (int i = 0; i < length; i++) {
            utf8[i] = unchecked(i);
        }
        return utf8;
    }

    @Override
    public int compareTo(final NodeId other) {
        // The zeros behind a shorter id are below all of its bytes: none is a control character.
        final int common = Math.min(wordCount(), other.wordCount());
        for (int i = 0; i < common; i++) {
            final int byWord = Long.compareUnsigned(word(i), other.word(i));
            if (byWord != 0) {
                return byWord;
            }
        }
        return Integer.compare(length, other.length);
    }

    @Override
    public boolean equals(final Object other) {
        return this == other
                || other instanceof NodeId that
                        && first == that.first
                        && second == that.second
                        && length == that.length
                        && Arrays.equals(more, that.more);
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
