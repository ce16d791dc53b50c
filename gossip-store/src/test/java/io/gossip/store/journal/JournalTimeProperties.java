package io.gossip.store.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/**
 * Any story of a node whose values have times to live, beside a model that knows the true time: what a process that ended
 * without warning leaves behind has the values of the last write, none of them expires before its time, none has more
 * left than twice what it had at the last write, and those that stay, stay.
 */
final class JournalTimeProperties {
    private Path directory;

    /** The model: what is there, and what is left of it where it does not stay. */
    private record Truth(Map<String, String> values, Map<String, Long> leftNs) {
        static Truth empty() {
            return new Truth(new TreeMap<>(), new TreeMap<>());
        }

        Truth copy() {
            return new Truth(new TreeMap<>(values), new TreeMap<>(leftNs));
        }

        void pass(final Duration time) {
            leftNs.replaceAll((key, left) -> left - time.toNanos());
            leftNs.entrySet().removeIf(entry -> entry.getValue() <= 0 && values.remove(entry.getKey()) != null);
        }
    }

    /** What may happen. */
    enum Kind {
        PUT,
        PUT_FOR_A_TIME,
        REMOVE,
        PASS,
        WRITE,
        OUTBID,
        RESTART
    }

    /** One step; the number is a value, or seconds, of which fewer pass at a time than values live. */
    record Step(Kind kind, String key, int number) {
        Duration time() {
            return Duration.ofSeconds(kind == Kind.PASS ? number / 2 : number);
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(2, Kind.PUT),
                                Tuple.of(6, Kind.PUT_FOR_A_TIME),
                                Tuple.of(1, Kind.REMOVE),
                                Tuple.of(6, Kind.PASS),
                                Tuple.of(8, Kind.WRITE),
                                Tuple.of(1, Kind.OUTBID),
                                Tuple.of(4, Kind.RESTART)),
                        Arbitraries.of("a", "b", "c"),
                        Arbitraries.integers().between(1, 100))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    @BeforeTry
    void make() throws IOException {
        directory = Files.createTempDirectory("times");
    }

    @AfterTry
    void clean() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(path -> path.toFile().delete());
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void keepsWhatIsLeftOfEachTime(@ForAll("steps") final List<Step> steps) {
        Truth now = Truth.empty();
        Truth written = Truth.empty();
        DurableNode node = DurableNode.start(directory, new ScriptedDisk());
        try {
            for (final Step step : steps) {
                if (step.kind() == Kind.RESTART) {
                    node.close();
                    node = DurableNode.start(directory, new ScriptedDisk());
                    assertKept(written, node);
                    now = new Truth(new TreeMap<>(written.values()), new TreeMap<>(node.timesLeft()));
                    continue;
                }
                apply(step, node, now);
                assertEquals(now.values(), node.values());
                assertEquals(now.leftNs(), node.timesLeft());
                written = step.kind() == Kind.WRITE ? now.copy() : written;
            }
        } finally {
            node.close();
        }
    }

    private static void apply(final Step step, final DurableNode node, final Truth now) {
        final String value = "v" + step.number();
        switch (step.kind()) {
            case PUT -> {
                node.put(step.key(), value);
                now.values().put(step.key(), value);
                now.leftNs().remove(step.key());
            }
            case PUT_FOR_A_TIME -> {
                node.put(step.key(), value, step.time());
                now.values().put(step.key(), value);
                now.leftNs().put(step.key(), step.time().toNanos());
            }
            case REMOVE -> {
                node.remove(step.key());
                now.values().remove(step.key());
                now.leftNs().remove(step.key());
            }
            case PASS -> {
                node.pass(step.time());
                now.pass(step.time());
            }
            case OUTBID -> node.outbid(node.journal().counter() + 1);
            default -> node.write();
        }
    }

    private static void assertKept(final Truth written, final DurableNode next) {
        assertEquals(written.values(), next.values());
        final Map<String, Long> restored = new HashMap<>(next.timesLeft());
        written.leftNs().forEach((key, left) -> {
            final Long given = restored.remove(key);
            assertTrue(
                    given != null && left <= given && given <= 2 * left + 1,
                    () -> "key=" + key + " left=" + left + " given=" + given);
        });
        assertEquals(Map.of(), restored, "those that stay have no time");
    }
}
