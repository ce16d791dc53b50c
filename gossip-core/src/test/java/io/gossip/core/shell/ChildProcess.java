package io.gossip.core.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a main class of these tests in a JVM of its own, of the same kind as this one. */
final class ChildProcess {
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final String SEPARATOR = System.getProperty("path.separator");

    private ChildProcess() {}

    /** @param out what it said, @param err on both streams */
    record Said(String out, String err, int exit) {}

    static List<String> onClassPath() {
        return List.of("-cp", CLASS_PATH);
    }

    /** The product and its libraries as modules, the tests beside them. */
    static List<String> onModulePath() {
        final List<String> modules = Stream.of(CLASS_PATH.split(SEPARATOR))
                .filter(path -> !path.endsWith("test-classes"))
                .filter(path -> path.endsWith("classes")
                        || path.contains("gossip-")
                        || path.contains("agrona")
                        || path.contains("chronicle")
                        || path.contains("slf4j"))
                .toList();
        final String tests = Stream.of(CLASS_PATH.split(SEPARATOR))
                .filter(path -> path.endsWith("test-classes"))
                .findFirst()
                .orElseThrow();
        return List.of("-p", String.join(SEPARATOR, modules), "--add-modules", "io.gossip.core", "-cp", tests);
    }

    static ProcessBuilder command(final List<String> options, final Class<?> main, final String... arguments) {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        final ProcessBuilder builder = new ProcessBuilder(command);
        // They would be announced on the console.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        return builder;
    }

    static Said run(final Path directory, final ProcessBuilder builder) throws IOException, InterruptedException {
        final Path out = directory.resolve("out.txt");
        final Path err = directory.resolve("err.txt");
        final Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("child did not end");
            }
        } finally {
            process.destroyForcibly();
        }
        return new Said(
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8),
                process.exitValue());
    }
}
