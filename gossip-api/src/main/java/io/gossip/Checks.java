package io.gossip;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Argument checks of this package: one place for the wording of the errors. */
final class Checks {
    private static final int SHOWN_LENGTH = 64;
    private static final int MAX_ARRAY_LENGTH = Integer.MAX_VALUE - 8;
    /** Categories without a glyph of their own, shown as codes; line breaks and text direction among them. */
    private static final int UNSHOWN_TYPES = 1 << Character.CONTROL
            | 1 << Character.FORMAT
            | 1 << Character.SURROGATE
            | 1 << Character.PRIVATE_USE
            | 1 << Character.UNASSIGNED
            | 1 << Character.LINE_SEPARATOR
            | 1 << Character.PARAGRAPH_SEPARATOR;

    private Checks() {}

    static <T> T notNull(final T value, final String name) {
        if (value == null) {
            throw nullValue(name);
        }
        return value;
    }

    private static InvalidValueException nullValue(final String name) {
        return new InvalidValueException("must not be null, " + name + "=null");
    }

    static long inRange(final long value, final long min, final long max, final String name) {
        if (value < min || value > max) {
            throw new InvalidValueException("out of range [" + min + ", " + max + "], " + name + "=" + value);
        }
        return value;
    }

    static int inRange(final int value, final int min, final int max, final String name) {
        return (int) inRange((long) value, min, max, name);
    }

    static Duration inRange(final Duration value, final Duration min, final Duration max, final String name) {
        if (notNull(value, name).compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new InvalidValueException("out of range [" + min + ", " + max + "], " + name + "=" + value);
        }
        return value;
    }

    /**
     * Text that goes over the wire.
     *
     * @return 1 to maxBytes bytes of UTF-8
     * @throws InvalidValueException when it is null, empty, over-long, or holds control characters or unpaired
     *     surrogates
     */
    static byte[] utf8(final String value, final int maxBytes, final String name) {
        if (notNull(value, name).isEmpty()) {
            throw new InvalidValueException("must not be empty, " + name + "=''");
        }
        if (hasControl(value)) {
            throw new InvalidValueException("must not hold control characters, " + name + "='" + shown(value) + "'");
        }
        final int length = utf8Length(value, name);
        if (length > maxBytes) {
            throw new InvalidValueException("longer than " + maxBytes + " bytes in UTF-8, " + name + "='" + shown(value)
                    + "' length=" + length);
        }
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /** A plain loop: names and addresses of every received message come through here. */
    private static boolean hasControl(final String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The same for text that may be empty. */
    static String utf8OrEmpty(final String value, final int maxBytes, final String name) {
        if (!notNull(value, name).isEmpty()) {
            utf8(value, maxBytes, name);
        }
        return value;
    }

    /** The same for bytes of a peer: null instead of an error. */
    static String textOrNull(final byte[] utf8, final int maxBytes) {
        if (utf8 == null || utf8.length == 0 || utf8.length > maxBytes) {
            return null;
        }
        final String text = new String(utf8, StandardCharsets.UTF_8);
        // A malformed sequence decodes to U+FFFD and does not encode back to the same bytes.
        return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), utf8) && !hasControl(text) ? text : null;
    }

    /**
     * @return number of bytes in UTF-8; allocates nothing
     * @throws InvalidValueException when it holds an unpaired surrogate, which has no form in UTF-8, or is longer than
     *     an array
     */
    static int utf8Length(final String value, final String name) {
        long length = 0;
        for (int i = 0; i < value.length(); i++) {
            final char c = value.charAt(i);
            if (!Character.isSurrogate(c)) {
                length += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                length += 4;
                i++;
            } else {
                throw new InvalidValueException("unpaired surrogate, " + name + "='" + shown(value) + "' at=" + i);
            }
        }
        if (length > MAX_ARRAY_LENGTH) {
            throw new InvalidValueException("longer than an array, " + name + "Length=" + length);
        }
        return (int) length;
    }

    /** @return an unmodifiable sorted copy; no key or value of it is null */
    static <K extends Comparable<? super K>, V> SortedMap<K, V> sortedCopy(final Map<K, V> map, final String name) {
        final SortedMap<K, V> copy = new TreeMap<>();
        for (final Map.Entry<K, V> entry : notNull(map, name).entrySet()) {
            final K key = entry.getKey();
            if (key == null) {
                throw nullValue(name + ".key");
            }
            if (entry.getValue() == null) {
                throw nullValue(name + "[" + shown(key.toString()) + "]");
            }
            copy.put(key, entry.getValue());
        }
        return Collections.unmodifiableSortedMap(copy);
    }

    /** @return an unmodifiable sorted copy; no element of it is null */
    static <T extends Comparable<? super T>> SortedSet<T> sortedCopy(final Collection<T> elements, final String name) {
        final SortedSet<T> copy = new TreeSet<>();
        for (final T element : notNull(elements, name)) {
            if (element == null) {
                throw nullValue(name + ".element");
            }
            copy.add(element);
        }
        return Collections.unmodifiableSortedSet(copy);
    }

    /** @return the head of a text, safe to print: what has no glyph of its own is shown as its code */
    static <T> List<T> listCopy(final Collection<T> elements, final String name) {
        for (final T element : notNull(elements, name)) {
            notNull(element, "element of " + name);
        }
        return List.copyOf(elements);
    }

    static String shown(final String value) {
        final StringBuilder out = new StringBuilder(SHOWN_LENGTH);
        final int end = Math.min(value.length(), SHOWN_LENGTH);
        for (int i = 0; i < end; i++) {
            final char c = value.charAt(i);
            if ((UNSHOWN_TYPES >> Character.getType(c) & 1) != 0) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return value.length() > SHOWN_LENGTH ? out.append('…').toString() : out.toString();
    }
}
