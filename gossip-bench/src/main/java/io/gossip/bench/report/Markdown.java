package io.gossip.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A report for readers. */
final class Markdown {
    private Markdown() {}

    static String of(final Report report) {
        final List<String> lines = new ArrayList<>(report.machine().toMarkdown(report.date(), report.profile()));
        if (report.footprint() != null) {
            lines.add(line("memory per owner", footprint(report.footprint())));
        }
        lines.add("");
        lines.add("| benchmark | parameters | score | ± | unit | B/op | times the time of |");
        lines.add("|---|---|---:|---:|---|---:|---|");
        report.rows().forEach(row -> lines.add(line(row)));
        lines.add("");
        return String.join("\n", lines);
    }

    private static String footprint(final Footprint footprint) {
        return footprint.overheadBytes() + " B beside " + footprint.payloadBytes() + " B of keys and values ("
                + footprint.heapBytes() + " B on the heap, " + footprint.directBytes()
                + " B outside, keys and values included; mean of " + footprint.owners() + ")";
    }

    private static String line(final Row row) {
        final String name = row.subject() + "." + row.operation();
        return line(
                row.baseline() == null ? "**" + name + "**" : name + " (" + row.baseline() + ")",
                joined(row.parameters()),
                number(row.score()),
                row.error() == null ? "" : number(row.error()),
                row.unit() + counters(row.counters()),
                bytes(row),
                row.ratios().stream()
                        .map(ratio -> ratio.baseline() + " " + number(ratio.times()))
                        .collect(Collectors.joining(", ")));
    }

    private static String bytes(final Row row) {
        final String bytes = row.bytesPerOperation() == null ? "" : number(row.bytesPerOperation());
        return row.gate() == Row.Gate.BROKEN ? bytes + " **too much**" : bytes;
    }

    private static String joined(final Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    private static String counters(final Map<String, Double> counters) {
        return counters.entrySet().stream()
                .map(entry -> "; " + entry.getKey() + " " + number(entry.getValue()))
                .collect(Collectors.joining());
    }

    private static String line(final String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /** Three digits that count, no exponents. */
    private static String number(final double value) {
        final double size = Math.abs(value);
        final String format = size >= 100 || size == 0 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.4f";
        return String.format(Locale.ROOT, format, value);
    }
}
