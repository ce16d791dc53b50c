package io.gossip.bench.ping;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.gossip.bench.report.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A run.
 *
 * @param date when it began, in ISO-8601
 * @param profile how long, in words
 * @param machine where
 * @param rows all figures
 */
public record PingReport(String date, String profile, Machine machine, List<PingRow> rows) {
    /** Copies the rows. */
    public PingReport {
        rows = List.copyOf(rows);
    }

    /** @return it for readers */
    public String toMarkdown() {
        final List<String> lines = new ArrayList<>(machine.toMarkdown(date, profile));
        lines.add("");
        lines.add("| what | p50 µs | p99 µs | p99.9 µs | packets/s | lost | times the p50 of the line above |");
        lines.add("|---|---:|---:|---:|---:|---:|---:|");
        rows.forEach(row -> lines.add(line(row)));
        lines.add("");
        return String.join("\n", lines);
    }

    private static String line(final PingRow row) {
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %,.0f | %d | %s |",
                row.baseline() == null ? row.label() : "**" + row.label() + "**",
                row.p50Us(),
                row.p99Us(),
                row.p999Us(),
                row.packetsPerSecond(),
                row.lost(),
                row.ratio() == null ? "" : String.format(Locale.ROOT, "%.2f", row.ratio()));
    }

    /**
     * Writes transport.md and transport.json, over those that are there.
     *
     * @param directory made if need be
     * @throws IOException when it cannot be written
     */
    public void write(final Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("transport.md"), toMarkdown());
        Files.write(
                directory.resolve("transport.json"),
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(this));
    }
}
