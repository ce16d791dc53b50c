package io.gossip.it.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.it.process.FinishedProcess;
import io.gossip.it.process.JavaInstallation;
import io.gossip.testkit.transport.TransportContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A user adds one dependency and pastes the README's example: it compiles, runs and is silent, on any Java, in any way. Others
 * pick one of two transports, or write one, which passes the contract in its own build.
 */
@Timeout(value = 420, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConsumersIT {
    private static final List<Integer> JAVA_RELEASES = List.of(17, 25);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern DEPENDENCY =
            Pattern.compile("[+\\\\]- ([^:]+:[^:]+):jar:[^:]+:(?:compile|runtime)", Pattern.MULTILINE);

    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)[^)]*\\)");
    private static final Pattern TESTS_RUN =
            Pattern.compile("Tests run: (\\d+), Failures: (\\d+), Errors: (\\d+), Skipped: (\\d+)");

    @BeforeAll
    static void build() throws IOException {
        final FinishedProcess build = ConsumerBuild.run();
        assertEquals(0, build.exitCode(), () -> build.output() + build.errors());
        JAVA_RELEASES.stream()
                .filter(release -> javas().noneMatch(java -> java.feature() == release))
                .forEach(release -> System.out.println("NOT RUN on Java " + release + ": it is not installed here"));
    }

    private static Stream<JavaInstallation> javas() {
        return JavaInstallation.installed(JAVA_RELEASES).stream();
    }

    static Stream<Arguments> everyWayOnEveryJava() {
        return javas().flatMap(java -> Stream.of(Consumer.values()).map(consumer -> Arguments.of(consumer, java)));
    }

    @ParameterizedTest
    @MethodSource("everyWayOnEveryJava")
    void shouldRunItsExampleAndBeSilentOtherwise(final Consumer consumer, final JavaInstallation java) {
        final List<String> command = Stream.concat(Stream.of(java.launcher()), consumer.arguments().stream())
                .toList();
        final FinishedProcess run = FinishedProcess.run(new ProcessBuilder(command), PATIENCE);
        assertEquals(new FinishedProcess(command, 0, consumer.output().replace("\n", System.lineSeparator()), ""), run);
    }

    @ParameterizedTest
    @EnumSource
    void shouldGetTheCoreAndNothingThatItDoesNotNeed(final Consumer consumer) throws IOException {
        final Set<String> resolved = DEPENDENCY
                .matcher(Files.readString(consumer.tree()))
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(consumer.dependencies(), resolved);
        assertEquals(resolved.size(), jars(consumer.libraries()).size());
    }

    /** The contract ran in that build, on the Java of this one: all of it. */
    @Test
    void shouldHavePassedTheWholeContractWithATransportOfTheUsersOwn() throws IOException {
        final Matcher ran = TESTS_RUN.matcher(Files.readString(
                Consumer.OWN_TRANSPORT.directory().resolve("target/surefire-reports/pipe.PipeTransportTest.txt")));
        assertTrue(ran.find(), ran::toString);
        final long inherited = Stream.of(TransportContract.class.getMethods())
                .filter(method ->
                        method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class))
                .count();
        assertTrue(Integer.parseInt(ran.group(1)) > inherited, ran::group);
        assertEquals("0, 0, 0", ran.group(2) + ", " + ran.group(3) + ", " + ran.group(4), "failures, errors, skipped");
    }

    /** What docs/write-a-transport.md shows is in the project, and all files that it names are there. */
    @Test
    void shouldShowTheTransportAsItIs() throws IOException {
        final Path docs = ConsumerBuild.ROOT.resolve("docs");
        final String page = Files.readString(docs.resolve("write-a-transport.md"));
        final String shown = ConsumerBuild.firstJava(page);
        final String test = Files.readString(
                Consumer.OWN_TRANSPORT.directory().resolve("src/test/java/pipe/PipeTransportTest.java"));
        assertTrue(test.contains(shown), shown);
        final List<Path> missing = LINK.matcher(page)
                .results()
                .map(link -> docs.resolve(link.group(1)))
                .filter(Files::notExists)
                .toList();
        assertEquals(List.of(), missing);
    }

    /** Not of an earlier build that somebody has installed. */
    @ParameterizedTest
    @EnumSource
    void shouldBeBuiltFromWhatThisBuildHasMade(final Consumer consumer) throws IOException {
        for (final Path jar : jars(consumer.libraries())) {
            final String name = jar.getFileName().toString();
            if (name.startsWith("gossip-")) {
                final Path made = jars(ConsumerBuild.REPOSITORY).stream()
                        .filter(path -> path.endsWith(name))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("not made by this build: " + name));
                assertEquals(-1, Files.mismatch(jar, made), name);
            }
        }
    }

    private static List<Path> jars(final Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }
}
