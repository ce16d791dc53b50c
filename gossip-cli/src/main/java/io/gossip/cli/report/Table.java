package io.gossip.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Columns as wide as what is in them, two blanks apart, under a heading; no blanks at the end of a line. One thread. */
public final class Table {
    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();
    private final int[] widths;

    /** @param heading one text for each column */
    public Table(final String... heading) {
        widths = new int[heading.length];
        row((Object[]) heading);
    }

    /**
     * Appends a row.
     *
     * @param cells one for each column; printed as {@link Printable#text} has it
     * @return this
     */
    public Table row(final Object... cells) {
        if (cells.length != widths.length) {
            throw new IllegalArgumentException("cells=" + cells.length + " columns=" + widths.length);
        }
        final String[] row =
                Arrays.stream(cells).map(String::valueOf).map(Printable::text).toArray(String[]::new);
        for (int i = 0; i < row.length; i++) {
            widths[i] = Math.max(widths[i], width(row[i]));
        }
        rows.add(row);
        return this;
    }

    private static int width(final String text) {
        return text.codePointCount(0, text.length());
    }

    /** @return the heading and the rows */
    public List<String> lines() {
        return rows.stream().map(this::line).toList();
    }

    private String line(final String[] row) {
        final StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            line.append(row[i]).append(" ".repeat(widths[i] - width(row[i]))).append(GAP);
        }
        return line.toString().stripTrailing();
    }

    /** The lines, each ended by a line feed. */
    @Override
    public String toString() {
        return lines().stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
