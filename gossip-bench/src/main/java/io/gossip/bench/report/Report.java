package io.gossip.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A run.
 *
 * @param date when it began, in ISO-8601
 * @param profile how long each benchmark ran, in words
 * @param machine where
 * @param footprint memory of an owner, or null when it was not asked for
 * @param rows all figures
 */
public record Report(String date, String profile, Machine machine, Footprint footprint, List<Row> rows) {
    /** Copies the rows. */
    public Report {
        rows = List.copyOf(rows);
    }

    /** @return rows that allocate although they must not */
    public List<Row> broken() {
        return rows.stream().filter(row -> row.gate() == Row.Gate.BROKEN).toList();
    }

    /** @return it for readers */
    public String toMarkdown() {
        return Markdown.of(this);
    }

    /**
     * Writes benchmarks.md and benchmarks.json, over those that are there.
     *
     * @param directory made if need be
     */
    public void write(final Path directory) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("benchmarks.md"), toMarkdown());
            Files.write(
                    directory.resolve("benchmarks.json"),
                    new ObjectMapper()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .writeValueAsBytes(this));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write the report, directory=" + directory, e);
        }
    }
}
