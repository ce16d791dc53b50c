package io.gossip.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.Main;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;

/** Runs every race for a moment, in JVMs of its own: that each was run, met, and came out as it may. */
class SanityTest {
    private static final Path FOLDER = Path.of("target", "sanity");

    /** Short iterations, small strides: most samples meet even on a busy machine. */
    private static final List<String> OPTIONS = List.of(
            "-m",
            "sanity",
            "-sc",
            "false",
            "-iters",
            "1",
            "-time",
            "100",
            "-strideSize",
            "50",
            "-strideCount",
            "4",
            "-spinStyle",
            "THREAD_YIELD",
            "-jvmArgs",
            "-XX:+UseSerialGC -XX:MaxDirectMemorySize=512m",
            "-v");

    /** Of the report on all configurations. */
    private static final Pattern PASSED = Pattern.compile("\\[OK] (io\\.gossip\\.stress\\.[\\w.]+)");

    private static final long MAX_MINUTES = 10;

    @Test
    void shouldComeOutAsItMayWhenThreadsRace() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        final Path log = FOLDER.resolve("log.txt");
        final int exitCode = run(log);
        final String text = Files.readString(log);
        assertEquals(0, exitCode, text);
        final Set<String> expected = testsFor(Runtime.getRuntime().availableProcessors());
        final Set<String> passed = PASSED.matcher(text.substring(text.lastIndexOf("RUN RESULTS")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        // jcstress passes over races of more actors than there are cores, and is content when it finds none at all.
        passed.retainAll(expected);
        assertEquals(expected, passed, text);
    }

    private static int run(final Path log) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // the forks take it over: they live for a moment
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(OPTIONS);
        final Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toAbsolutePath().toFile())
                .start();
        try {
            assertTrue(process.waitFor(MAX_MINUTES, TimeUnit.MINUTES), "not done, log=" + log);
            return process.exitValue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** The races that fit so many cores, from the class files, as jcstress names them. */
    private static Set<String> testsFor(final int cores) throws IOException {
        final Path classes = Path.of(
                Rounds.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        try (Stream<Path> files = Files.list(classes.resolve("io/gossip/stress"))) {
            final Set<String> tests = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("Stress") && name.endsWith(".class") && !name.contains("_jcstress"))
                    .map(name -> typeOf(name.substring(0, name.lastIndexOf('.'))))
                    .filter(type -> type.isAnnotationPresent(JCStressTest.class) && actors(type) <= cores)
                    .map(Class::getCanonicalName)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertTrue(tests.contains(WholeViewStress.class.getName()), tests::toString);
            return tests;
        }
    }

    private static Class<?> typeOf(final String name) {
        try {
            return Class.forName("io.gossip.stress." + name);
        } catch (final ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static long actors(final Class<?> test) {
        return Stream.of(test.getMethods())
                .filter(method -> method.isAnnotationPresent(Actor.class))
                .count();
    }
}
