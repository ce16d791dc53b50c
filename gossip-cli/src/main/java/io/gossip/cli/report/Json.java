package io.gossip.cli.report;

import java.util.Map;
import java.util.TreeMap;

/**
 * Writes one JSON value (RFC 8259) as one line of ASCII-safe text: members in the order they were put, control characters
 * and everything that a terminal or a line-based reader could stumble over escaped. One thread.
 */
public final class Json {
    private final StringBuilder out = new StringBuilder();

    private Json() {}

    /** @return an object to put members into */
    public static Json object() {
        final Json json = new Json();
        json.out.append('{');
        return json;
    }

    /** Appends a member of text. */
    public Json put(final String name, final String value) {
        name(name);
        quote(value);
        return this;
    }

    /** Appends a member that is a number. */
    public Json put(final String name, final long value) {
        name(name);
        out.append(value);
        return this;
    }

    /** Appends a member that is true or false. */
    public Json put(final String name, final boolean value) {
        name(name);
        out.append(value);
        return this;
    }

    /** Appends a member that is null. */
    public Json putNull(final String name) {
        name(name);
        out.append("null");
        return this;
    }

    /** Appends a member that is an object; the given one must not be used again. */
    public Json put(final String name, final Json value) {
        name(name);
        out.append(value);
        return this;
    }

    /** Appends a member that is a list of objects. */
    public Json put(final String name, final Iterable<Json> values) {
        name(name);
        out.append('[');
        String separator = "";
        for (final Json value : values) {
            out.append(separator).append(value);
            separator = ",";
        }
        out.append(']');
        return this;
    }

    /** Appends a member that is a list of texts. */
    public Json putTexts(final String name, final Iterable<String> values) {
        name(name);
        out.append('[');
        String separator = "";
        for (final String value : values) {
            out.append(separator);
            quote(value);
            separator = ",";
        }
        out.append(']');
        return this;
    }

    /** Appends a member that is an object of numbers, sorted by name. */
    public Json putNumbers(final String name, final Map<String, Long> values) {
        final Json numbers = object();
        new TreeMap<>(values).forEach(numbers::put);
        return put(name, numbers);
    }

    private void name(final String name) {
        if (out.length() > 1) {
            out.append(',');
        }
        quote(name);
        out.append(':');
    }

    private void quote(final String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7F) {
                out.append(c);
            } else {
                out.append(String.format("\\u%04x", (int) c));
            }
        }
        out.append('"');
    }

    /** The value as text, without a line end. */
    @Override
    public String toString() {
        return out + "}";
    }
}
