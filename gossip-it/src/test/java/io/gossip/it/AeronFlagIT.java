package io.gossip.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.it.process.FinishedProcess;
import io.gossip.it.process.JavaInstallation;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The flag that the error names is the one that is needed, and all that is needed, on the JDKs that are there. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AeronFlagIT {
    private static final Pattern MISSING = Pattern.compile("a JVM flag is missing, flag='([^']+)'\\R");
    private static final Pattern MODULES = Pattern.compile("gossip-api|gossip-transport-aeron|agrona|aeron-.*");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Stream<JavaInstallation> jdks() {
        return JavaInstallation.installed(List.of(17, 25)).stream();
    }

    private static String pathOf(final boolean isOfModules) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> isOfModules == isModule(Path.of(entry)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** In the build an entry is a jar, or a module's target/classes. */
    private static boolean isModule(final Path entry) {
        return entry.endsWith("classes")
                ? MODULES.matcher(entry.getParent().getParent().getFileName().toString())
                        .matches()
                : MODULES.matcher(entry.getFileName().toString().replaceAll("-\\d.*", ""))
                        .matches();
    }

    private static FinishedProcess open(final JavaInstallation java, final List<String> arguments) {
        final List<String> command = new ArrayList<>(List.of(java.launcher()));
        command.addAll(arguments);
        command.add(AeronProcess.class.getName());
        return FinishedProcess.run(new ProcessBuilder(command), PATIENCE);
    }

    private static void assertNamesWhatIsNeeded(final JavaInstallation java, final List<String> paths) {
        final FinishedProcess without = open(java, paths);
        assertEquals(1, without.exitCode(), without::toString);
        final Matcher missing = MISSING.matcher(without.output());
        assertTrue(missing.matches(), without::toString);
        final List<String> flagged = new ArrayList<>(paths);
        flagged.add(0, missing.group(1));
        final FinishedProcess with = open(java, flagged);
        assertEquals(AeronProcess.OPENED, with.output().strip(), with::toString);
        assertEquals(0, with.exitCode(), with::toString);
        assertEquals("", with.errors());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void shouldNeedTheFlagThatTheErrorNamesOnTheClassPath(final JavaInstallation java) {
        assertNamesWhatIsNeeded(java, List.of("-cp", System.getProperty("java.class.path")));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void shouldNeedTheFlagThatTheErrorNamesOnTheModulePath(final JavaInstallation java) {
        assertNamesWhatIsNeeded(
                java, List.of("-p", pathOf(true), "--add-modules", "io.gossip.transport.aeron", "-cp", pathOf(false)));
    }
}
