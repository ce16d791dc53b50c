package io.gossip.cli.report;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Makes what came from other nodes fit to be seen: whatever is in it, it moves no cursor, sets no colour and forges no
 * line.
 */
public final class Printable {
    private Printable() {}

    /**
     * @param text anything
     * @return the same, with its code in place of each character that has no glyph of its own
     */
    public static String text(final String text) {
        final StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isShown(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format("\\u%04x", c));
            }
        });
        return out.toString();
    }

    private static boolean isShown(final int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /**
     * @param bytes a value
     * @return it as text where it is UTF-8, else empty
     */
    public static Optional<String> utf8(final byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (final CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /**
     * @param bytes a value
     * @return it as printable text where it is UTF-8, else as {@code 0x} and hexadecimal digits
     */
    public static String value(final byte[] bytes) {
        return utf8(bytes).map(Printable::text).orElseGet(() -> "0x" + hex(bytes));
    }

    /** @return two lower-case digits for each byte */
    public static String hex(final byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
