package io.gossip.it.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gossip.it.process.FinishedProcess;
import io.gossip.it.process.JavaInstallation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A user adds one dependency and pastes the README's example: it compiles, runs and is silent, on any Java, in any way. */
@Timeout(value = 420, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConsumersIT {
    private static final List<Integer> JAVA_RELEASES = List.of(17, 25);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern DEPENDENCY = Pattern.compile("[+\\\\]- ([^:]+:[^:]+):jar:", Pattern.MULTILINE);

    /**
     * All that a user gets. In particular nothing that phones home (chronicle-analytics), loads native code (jna, jnr, posix),
     * implements logging, or is for tests (jqwik, JUnit) and benchmarks (JMH).
     */
    private static final Set<String> DEPENDENCIES = Set.of(
            "io.gossip:gossip-api",
            "io.gossip:gossip-core",
            "io.gossip:gossip-store",
            "io.gossip:gossip-transport-udp",
            "net.openhft:chronicle-bytes",
            "net.openhft:chronicle-core",
            "org.agrona:agrona",
            "org.slf4j:slf4j-api");

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
    void shouldRunTheExampleOfTheReadmeInSilence(final Consumer consumer, final JavaInstallation java) {
        final List<String> command = Stream.concat(Stream.of(java.launcher()), consumer.arguments().stream())
                .toList();
        final FinishedProcess run = FinishedProcess.run(new ProcessBuilder(command), PATIENCE);
        assertEquals(
                new FinishedProcess(command, 0, "a=primary\nb=nothing\n".replace("\n", System.lineSeparator()), ""),
                run);
    }

    @ParameterizedTest
    @EnumSource
    void shouldGetTheCoreAndNothingThatItDoesNotNeed(final Consumer consumer) throws IOException {
        final Set<String> resolved = DEPENDENCY
                .matcher(Files.readString(consumer.tree()))
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(DEPENDENCIES), resolved);
        assertEquals(DEPENDENCIES.size(), jars(consumer.libraries()).size());
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
