package io.gossip.it.consumer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.it.process.FinishedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Builds all consumers in one run of Maven. Maven's local repository is one of their own that holds what this build has made,
 * put there before the tests; behind it, for reading only, stands the one that this build uses, so that nothing is downloaded
 * that it has already and nothing is left in it.
 */
final class ConsumerBuild {
    /** The projects, as copied by the build. */
    static final Path DIRECTORY = Path.of("target/consumers").toAbsolutePath();

    static final Path REPOSITORY = Path.of("target/repository").toAbsolutePath();

    static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final String CODE_BEGINS = "```java\n";
    private static final String CODE_ENDS = "```";
    private static final String MARK = "// README";

    /** With downloads, where nothing of Maven is there yet. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private ConsumerBuild() {}

    /** Builds them. @return how that went */
    static FinishedProcess run() throws IOException {
        for (final Consumer consumer : Consumer.values()) {
            deleteJars(consumer.libraries());
            final Path sources = consumer.directory().resolve("src/main/java/consumer");
            Files.createDirectories(sources);
            Files.writeString(sources.resolve("Main.java"), shared("Main.java"));
            Files.writeString(
                    sources.resolve("Example.java"), shared("Example.java").replace(MARK, readmeExample()));
        }
        // Marks the root of a build: otherwise Maven takes the settings of the build around it.
        Files.createDirectories(DIRECTORY.resolve(".mvn"));
        return FinishedProcess.run(maven(), PATIENCE);
    }

    /** Those that an earlier build has left and this one need not have. */
    private static void deleteJars(final Path libraries) throws IOException {
        if (Files.isDirectory(libraries)) {
            try (Stream<Path> jars = Files.list(libraries)) {
                for (final Path jar : jars.toList()) {
                    Files.delete(jar);
                }
            }
        }
    }

    private static String shared(final String name) throws IOException {
        return Files.readString(DIRECTORY.resolve("shared/consumer").resolve(name));
    }

    private static String readmeExample() throws IOException {
        return firstJava(Files.readString(ROOT.resolve("README.md")));
    }

    /** @return the first Java in a page */
    static String firstJava(final String page) {
        final int mark = page.indexOf(CODE_BEGINS);
        assertTrue(mark >= 0, "no example in Java");
        final int begin = mark + CODE_BEGINS.length();
        return page.substring(begin, page.indexOf(CODE_ENDS, begin));
    }

    private static ProcessBuilder maven() {
        final String wrapper = System.getProperty("os.name").startsWith("Windows") ? "mvnw.cmd" : "mvnw";
        final ProcessBuilder builder = new ProcessBuilder(
                        ROOT.resolve(wrapper).toString(),
                        "--batch-mode",
                        "--no-transfer-progress",
                        "-Dmaven.repo.local=" + REPOSITORY,
                        "-Dmaven.repo.local.tail=" + System.getProperty("gossip.localRepository"),
                        "package")
                .directory(DIRECTORY.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // A run of some seconds does not repay the second compiler.
        builder.environment().merge("MAVEN_OPTS", "-XX:TieredStopAtLevel=1", (given, added) -> given + " " + added);
        return builder;
    }
}
