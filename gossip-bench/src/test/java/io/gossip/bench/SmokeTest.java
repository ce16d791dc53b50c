package io.gossip.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gossip.bench.report.Machine;
import io.gossip.bench.report.Report;
import io.gossip.bench.report.Row;
import io.gossip.bench.report.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs every benchmark for a moment in this JVM: that it runs and checks itself, not how fast it is. */
class SmokeTest {
    private static Collection<RunResult> results;

    @BeforeAll
    static void runAll() throws RunnerException {
        System.setProperty("jmh.ignoreLock", "true");
        results = new Runner(new OptionsBuilder()
                        .include(".*")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(5))
                        .param("owners", "128")
                        .param("nodes", "16")
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
    }

    /** The benchmark classes of this package, from the class files. */
    private static List<Class<?>> benchmarkClasses() {
        final Path classes = Path.of(MergeBenchmark.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        try (Stream<Path> files = Files.list(classes.resolve("io/gossip/bench"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Benchmark.class"))
                    .<Class<?>>map(name -> load("io.gossip.bench." + name.substring(0, name.lastIndexOf('.'))))
                    .toList();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(final String name) {
        try {
            return Class.forName(name);
        } catch (final ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> annotatedMethods() {
        return benchmarkClasses().stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .map(method -> method.getDeclaringClass().getSimpleName().replaceAll("Benchmark$", "") + "."
                        + method.getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void shouldKnowAllBenchmarksWhenTheProcessorRan() {
        final Set<String> listed = BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
                .stream()
                .map(entry -> entry.getUserClassQName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                benchmarkClasses().stream().map(Class::getName).collect(Collectors.toCollection(TreeSet::new)), listed);
    }

    @Test
    void shouldRunEveryBenchmarkAndCompareIt() {
        final List<Row> rows = Rows.of(results);
        assertEquals(
                annotatedMethods(),
                rows.stream()
                        .map(row -> row.subject() + "." + row.operation())
                        .collect(Collectors.toCollection(TreeSet::new)));
        for (final Row row : rows) {
            assertTrue(row.score() > 0, row::toString);
            assertNotNull(row.bytesPerOperation(), row::toString);
            assertTrue((row.baseline() == null) != row.ratios().isEmpty(), row::toString);
        }
    }

    @Test
    void shouldGateEverythingThatMergesCutsReadsOrVisits() {
        final Set<String> gated = Rows.of(results).stream()
                .filter(row -> row.gate() != Row.Gate.NONE)
                .map(Row::subject)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                new TreeSet<>(List.of("ContendedRead", "Delta", "Digest", "Merge", "Read", "Replication", "Visit")),
                gated);
    }

    @Test
    void shouldWriteAReportThatCanBeRead(@TempDir final Path folder) throws IOException {
        final List<Row> rows = Rows.of(results);
        final Report report = new Report("2026-01-01T00:00:00Z", "smoke", Machine.now(List.of("-Xmx1g")), null, rows);
        report.write(folder);
        final JsonNode json =
                new ObjectMapper().readTree(folder.resolve("benchmarks.json").toFile());
        assertEquals(rows.size(), json.get("rows").size());
        assertTrue(json.get("machine").get("cores").asInt() > 0);
        final String markdown = Files.readString(folder.resolve("benchmarks.md"));
        rows.forEach(row -> assertTrue(markdown.contains(row.subject() + "." + row.operation()), row::toString));
        assertFalse(markdown.contains("NaN"));
    }
}
