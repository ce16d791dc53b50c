package io.gossip.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.annotations.Mode;

class RowsTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "false, none, NONE",
                "false, 100, NONE",
                "true, none, UNKNOWN",
                "true, 0, HELD",
                "true, 0.0999, HELD",
                "true, 0.1, BROKEN",
                "true, 24, BROKEN"
            })
    void shouldGateByTheLimit(final boolean mustNotAllocate, final Double bytes, final Row.Gate expected) {
        assertEquals(expected, Row.Gate.of(mustNotAllocate, bytes));
    }

    @Test
    void shouldCompareTimesWhateverIsMeasured() {
        final Measurement slow = measurement(Mode.AverageTime, 30);
        assertEquals(3, slow.ratioTo(measurement(Mode.AverageTime, 10)));
        final Measurement rarely = measurement(Mode.Throughput, 10);
        assertEquals(3, rarely.ratioTo(measurement(Mode.Throughput, 30)));
    }

    @Test
    void shouldNameBrokenRowsOnly() {
        final Report report = new Report(
                "2026-01-01T00:00:00Z",
                "test",
                new Machine("unknown", 1, 1, "any", "any", List.of(), 0),
                null,
                List.of(row("held", Row.Gate.HELD), row("broken", Row.Gate.BROKEN), row("none", Row.Gate.NONE)));
        assertEquals(
                List.of("broken"), report.broken().stream().map(Row::operation).toList());
    }

    private static Measurement measurement(final Mode mode, final double score) {
        return new Measurement("a.XBenchmark", "x", Map.of(), mode, score, null, "ns/op", null, Map.of());
    }

    private static Row row(final String operation, final Row.Gate gate) {
        return new Row("X", operation, Map.of(), 1, null, "ns/op", 1.0, gate, null, List.of(), Map.of());
    }
}
