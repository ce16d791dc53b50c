package io.gossip.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of all modules: no test is left out of the build, and none sleeps, slow on a quiet machine and wrong on a busy one. */
class TestSourcesTest {
    private static final Pattern SLEEP = Pattern.compile("\\bThread\\s*(\\.|::)\\s*sleep\\b|\\.\\s*sleep\\s*\\(");

    private static final Pattern TEST = Pattern.compile(
            "^\\s*@(Test|ParameterizedTest|RepeatedTest|TestFactory|Property|Example)\\b", Pattern.MULTILINE);

    /** What the build runs: surefire's includes in the root pom, and the integration tests. */
    private static final Pattern RUN = Pattern.compile("(Test|Properties|Simulation|IT)\\.java$");

    private static final Pattern BASE_CLASS = Pattern.compile("^(public )?abstract class ", Pattern.MULTILINE);

    /** Sleeps in a method that nobody calls, to show that the protocol may not. */
    private static final String OFFENDER = "ThreadOffender.java";

    @Test
    void shouldNotSleep() throws IOException {
        final List<Path> sources = testSources();
        assertFalse(sources.isEmpty());
        assertEquals(
                List.of(),
                sources.stream()
                        .filter(source -> !source.endsWith(OFFENDER))
                        .filter(source -> sleeps(read(source)))
                        .toList());
    }

    @Test
    void shouldFindSleepWhenThereIsOne() throws IOException {
        assertTrue(testSources().stream()
                .filter(source -> source.endsWith(OFFENDER))
                .allMatch(source -> sleeps(read(source))));
        assertTrue(sleeps("Thread." + "sleep(10);"));
        assertTrue(sleeps("Thread::" + "sleep"));
        assertFalse(sleeps("SleepingIdleStrategy sleep = null;"));
    }

    @Test
    void shouldBeNamedSoThatTheBuildRunsThem() throws IOException {
        assertEquals(
                List.of(),
                testSources().stream()
                        .filter(source -> TEST.matcher(read(source)).find())
                        .filter(source -> !BASE_CLASS.matcher(read(source)).find())
                        .filter(source -> !RUN.matcher(source.toString()).find())
                        .toList());
    }

    @Test
    void shouldFindTestsWhenLookingForTheirNames() throws IOException {
        assertTrue(testSources().stream()
                .filter(source -> source.endsWith("TestSourcesTest.java"))
                .allMatch(source -> TEST.matcher(read(source)).find()));
        assertFalse(RUN.matcher("StoreChecks.java").find());
    }

    private static boolean sleeps(final String text) {
        return SLEEP.matcher(text).find();
    }

    private static List<Path> testSources() throws IOException {
        try (Stream<Path> directories = Files.list(GossipModule.root())) {
            return directories
                    .map(directory -> directory.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(TestSourcesTest::walk)
                    .filter(file -> file.toString().endsWith(".java"))
                    .toList();
        }
    }

    private static Stream<Path> walk(final Path directory) {
        try {
            return Files.walk(directory);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(final Path source) {
        try {
            return Files.readString(source);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
