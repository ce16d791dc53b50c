package io.gossip.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.GossipIntervals;
import io.gossip.GossipStartConfiguration;
import io.gossip.Gossiper;
import io.gossip.GossiperBuilder;
import io.gossip.Retention;
import io.gossip.StoreLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/operations.md to the code: whatever can be set or is counted is on the page. */
class OperationsDocTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static String page() {
        try {
            return Files.readString(Path.of("../docs/operations.md"));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> named(final String text) {
        return CODE.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** @return what stands first in the rows of the section, which is what they are about */
    private static Set<String> rowsOf(final String heading) {
        final String section = Pattern.compile("^## ", Pattern.MULTILINE)
                .splitAsStream(page())
                .filter(text -> text.startsWith(heading))
                .collect(Collectors.joining());
        return Pattern.compile("^\\| ([^|]+) \\|", Pattern.MULTILINE)
                .matcher(section)
                .results()
                .map((MatchResult row) -> row.group(1))
                .flatMap(cell -> named(cell).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void shouldListEverySetting() {
        final Set<String> settings = Stream.of(GossiperBuilder.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .filter(Predicate.not("build"::equals))
                .collect(Collectors.toCollection(TreeSet::new));
        final Set<String> rows = rowsOf("A node");
        // The section has a table of calls, too.
        rows.removeIf(name -> name.endsWith(")"));
        assertEquals(settings, rows);
    }

    @Test
    void shouldListEveryComponentOfTheSettings() {
        assertEquals(components(GossipIntervals.class), rowsOf("Rhythm"));
        assertEquals(components(StoreLimits.class), rowsOf("Bounds of the store"));
        assertEquals(components(Retention.class), rowsOf("Remembering"));
    }

    private static Set<String> components(final Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void shouldShowThePresetsAsTheyAre() {
        final List<GossipIntervals> presets = List.of(
                GossipIntervals.lan(), GossipIntervals.wan(), GossipIntervals.local(), GossipIntervals.reference());
        assertRow("tick", presets, GossipIntervals::tick);
        assertRow("fanOut", presets, GossipIntervals::fanOut);
        assertRow("probeInterval", presets, GossipIntervals::probeInterval);
        assertRow("probeTimeout", presets, GossipIntervals::probeTimeout);
        assertRow("probeTimeoutFloor", presets, GossipIntervals::probeTimeoutFloor);
        assertRow("indirectProbes", presets, GossipIntervals::indirectProbes);
        assertRow("suspicionAlpha", presets, GossipIntervals::suspicionAlpha);
        assertRow("suspicionBeta", presets, GossipIntervals::suspicionBeta);
        assertRow("quorumTimeout", presets, GossipIntervals::quorumTimeout);
    }

    private static void assertRow(
            final String name, final List<GossipIntervals> presets, final Function<GossipIntervals, Object> component) {
        final String row = presets.stream()
                .map(component)
                .map(OperationsDocTest::text)
                .collect(Collectors.joining(" | ", "| `" + name + "` | ", " |"));
        assertTrue(page().contains(row), () -> "docs/operations.md lacks:\n" + row);
    }

    private static String text(final Object value) {
        if (!(value instanceof final Duration duration)) {
            return value.toString();
        }
        final long ms = duration.toMillis();
        return ms % 60_000 == 0 ? ms / 60_000 + " min" : ms % 1_000 == 0 ? ms / 1_000 + " s" : ms + " ms";
    }

    @Test
    void shouldListEveryCounter() {
        try (Gossiper gossiper = Gossiper.builder().nodeId("a").build()) {
            gossiper.start(GossipStartConfiguration.alone());
            assertEquals(gossiper.counters().keySet(), rowsOf("Counters"));
        }
    }
}
