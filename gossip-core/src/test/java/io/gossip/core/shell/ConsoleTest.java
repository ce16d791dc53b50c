package io.gossip.core.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.core.fixture.DurableChild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

/** A durable node says nothing on the console, on the class path or the module path, without any flag of the JVM. */
final class ConsoleTest {
    @TempDir
    private Path root;

    private ChildProcess.Said run(final List<String> options, final String... arguments)
            throws IOException, InterruptedException {
        return ChildProcess.run(root, ChildProcess.command(options, DurableChild.class, arguments));
    }

    private void assertQuiet(final ChildProcess.Said said) {
        assertEquals("", said.err());
        assertTrue(said.out().matches("built in ms \\d+\\R"), said.out());
        assertEquals(0, said.exit());
    }

    @Test
    void shouldSayNothingOnTheClassPath() throws Exception {
        final ChildProcess.Said said =
                run(ChildProcess.onClassPath(), root.resolve("journal").toString());
        System.out.print("cold start of a durable node, " + said.out());
        assertQuiet(said);
    }

    @Test
    void shouldSayNothingOnTheModulePath() throws Exception {
        assertQuiet(run(ChildProcess.onModulePath(), root.resolve("journal").toString()));
        assertTrue(Files.exists(root.resolve("journal/gossip.journal")));
    }

    @Test
    void shouldNotEvenLoadChronicleWhenNothingIsDurable() throws Exception {
        final Path loaded = root.resolve("loaded.txt");
        final List<String> options = new ArrayList<>(ChildProcess.onClassPath());
        options.add("-Xlog:class+load:file=" + loaded);
        final ChildProcess.Said said = run(options);
        System.out.print("cold start of a node that keeps nothing, " + said.out());
        assertQuiet(said);
        final String classes = Files.readString(loaded);
        assertTrue(classes.contains("io.gossip.core.shell.NodeGossiper"), "log of loaded classes is empty");
        assertFalse(classes.contains("net.openhft"), "Chronicle was loaded");
        assertFalse(classes.contains("org.slf4j"), "SLF4J was loaded");
    }

    /** What later JDKs may do without being asked. */
    @Test
    @EnabledForJreRange(minVersion = 24)
    void shouldNameTheOptionWhereTheJvmDeniesMemoryAccess() throws Exception {
        final List<String> options = new ArrayList<>(ChildProcess.onClassPath());
        options.add("--sun-misc-unsafe-memory-access=deny");
        final ChildProcess.Said said = run(options, root.resolve("journal").toString());
        assertEquals("", said.err());
        assertTrue(said.out().startsWith("GossipException: chronicle-bytes does not start"), said.out());
        assertTrue(said.out().contains("--sun-misc-unsafe-memory-access=allow"), said.out());
        assertQuiet(run(ChildProcess.onClassPath(), root.resolve("journal").toString()));
    }
}
