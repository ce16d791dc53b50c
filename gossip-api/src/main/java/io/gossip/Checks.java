package io.gossip;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Argument checks of this package: one place for the wording of the errors. */
final class Checks {
    private static final int SHOWN_LENGTH = 64;

    private Checks() {}

    static <T> T notNull(final T value, final String name) {
        if (value == null) {
            throw new InvalidValueException("must not be null, " + name + "=null");
        }
        return value;
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

    /** Well-formed UTF-16 of 1 to maxBytes bytes in UTF-8, without control characters. */
    static byte[] utf8(final String value, final int maxBytes, final String name) {
        notNull(value, name);
        if (value.isEmpty()) {
            throw new InvalidValueException("must not be empty, " + name + "=''");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException("must not hold control characters, " + name + "='" + shown(value) + "'");
        }
        final byte[] bytes = encode(value, name);
        if (bytes.length > maxBytes) {
            throw new InvalidValueException("longer than " + maxBytes + " bytes in UTF-8, " + name + "='" + shown(value)
                    + "' length=" + bytes.length);
        }
        return bytes;
    }

    private static byte[] encode(final String value, final String name) {
        try {
            final ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
            final byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (final CharacterCodingException e) {
            throw new InvalidValueException("unpaired surrogate, " + name + "='" + shown(value) + "'", e);
        }
    }

    static String shown(final String value) {
        final String head = value.length() <= SHOWN_LENGTH ? value : value.substring(0, SHOWN_LENGTH) + "…";
        final StringBuilder out = new StringBuilder(head.length());
        head.chars().forEach(c -> {
            if (Character.isISOControl(c) || Character.isSurrogate((char) c)) {
                out.append(String.format("\\u%04x", c));
            } else {
                out.append((char) c);
            }
        });
        return out.toString();
    }
}
