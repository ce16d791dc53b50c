package io.gossip.cli.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script at the top level, against a copy of the tree in which there is nothing to build. */
@Timeout(180)
class LauncherIT {
    private static final Path SCRIPT = Path.of("../gossip").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    /** A tree with a blank in its path, a jar that is newer than all sources, and a build that says that it ran. */
    private Path tree() throws IOException {
        final Path tree = Files.createDirectory(folder.resolve("a tree"));
        for (final String module : List.of(
                "gossip-api",
                "gossip-store",
                "gossip-core",
                "gossip-transport-udp",
                "gossip-transport-aeron",
                "gossip-cli")) {
            Files.createDirectories(tree.resolve(module).resolve("src/main"));
            Files.createFile(tree.resolve(module).resolve("pom.xml"));
        }
        Files.createFile(tree.resolve("pom.xml"));
        script(
                tree.resolve("mvnw"),
                "echo built >> builds",
                "mkdir -p gossip-cli/target",
                "cp '" + Path.of("target/gossip.jar").toAbsolutePath() + "' gossip-cli/target/gossip.jar");
        Files.copy(SCRIPT, tree.resolve("gossip"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        return tree;
    }

    private static Path script(final Path file, final String... lines) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        return file;
    }

    private static long builds(final Path tree) throws IOException {
        return Files.exists(tree.resolve("builds"))
                ? Files.readAllLines(tree.resolve("builds")).size()
                : 0;
    }

    @Test
    void shouldBuildOnceAndAgainWhenASourceIsNewer() throws IOException, InterruptedException {
        final Path tree = tree();
        try (Cli cli = new Cli(folder)) {
            final Path link = Files.createSymbolicLink(folder.resolve("link"), tree.resolve("gossip"));
            final Cli.Result first =
                    cli.launch(List.of(link.toString(), "--help")).result();
            assertEquals(0, first.exitCode(), first::toString);
            assertTrue(first.out().startsWith("Usage: gossip"), first::toString);
            assertEquals(1, first.err().lines().count(), first::toString);
            assertTrue(first.err().startsWith("gossip: building, log in "), first::toString);

            final Cli.Result second =
                    cli.launch(List.of(link.toString(), "members")).result();
            assertEquals(1, second.exitCode(), second::toString);
            assertTrue(second.err().startsWith("gossip: no agent runs"), second::toString);
            assertEquals(1, builds(tree));

            Files.setLastModifiedTime(
                    tree.resolve("gossip-core/src/main"),
                    java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 60_000));
            assertEquals(
                    0, cli.launch(List.of(link.toString(), "--help")).result().exitCode());
            assertEquals(2, builds(tree));
        }
    }

    /** The executable of the command stands in for that of the benchmarks. */
    @Test
    void shouldBuildAndRunTheBenchmarksApart() throws IOException, InterruptedException {
        final Path tree = tree();
        for (final String module : List.of("gossip-sim", "gossip-bench")) {
            Files.createDirectories(tree.resolve(module).resolve("src/main"));
            Files.createFile(tree.resolve(module).resolve("pom.xml"));
        }
        Files.delete(tree.resolve("mvnw"));
        script(
                tree.resolve("mvnw"),
                "case \"$*\" in *'-pl gossip-bench -am package') echo built >> builds;; esac",
                "mkdir -p gossip-bench/target",
                "cp '" + Path.of("target/gossip.jar").toAbsolutePath() + "' gossip-bench/target/benchmarks.jar");
        try (Cli cli = new Cli(folder)) {
            final Cli.Result result = cli.launch(List.of(tree.resolve("gossip").toString(), "bench", "members"))
                    .result();
            assertEquals(1, result.exitCode(), result::toString);
            assertTrue(result.err().contains("gossip: no agent runs"), result::toString);
            assertEquals(1, builds(tree));
            assertTrue(Files.exists(tree.resolve("gossip-bench/target/benchmarks-run.jar")));
        }
    }

    @Test
    void shouldSayWhenTheBuildFails() throws IOException, InterruptedException {
        final Path tree = tree();
        Files.delete(tree.resolve("mvnw"));
        script(tree.resolve("mvnw"), "echo what went wrong; exit 3");
        try (Cli cli = new Cli(folder)) {
            final Cli.Result result = cli.launch(List.of(tree.resolve("gossip").toString(), "--help"))
                    .result();
            assertEquals(1, result.exitCode());
            assertTrue(result.err().contains("what went wrong\ngossip: the build failed"), result::toString);
        }
    }

    @Test
    void shouldSayWhenJavaIsMissingOrTooOld() throws IOException, InterruptedException {
        final Path tree = tree();
        final Path old = Files.createDirectories(folder.resolve("old/bin")).getParent();
        script(old.resolve("bin/java"), "exit 9");
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"1.8.0_402\"\n");
        try (Cli cli = new Cli(folder)) {
            assertTrouble(withJavaHome(cli, tree, folder.resolve("nothing")), "no java there, JAVA_HOME=");
            assertTrouble(withJavaHome(cli, tree, old), "needs Java 17 or later, java=");
            assertTrouble(
                    cli.launch(List.of(
                                    "/usr/bin/env",
                                    "-u",
                                    "JAVA_HOME",
                                    "PATH=" + tools(),
                                    tree.resolve("gossip").toString()))
                            .result(),
                    "no java found");
        }
        assertEquals(0, builds(tree));
    }

    /** What the script needs before it looks for java, and no java. */
    private Path tools() throws IOException {
        final Path tools = Files.createDirectory(folder.resolve("tools"));
        for (final String tool : List.of("bash", "dirname", "basename", "readlink")) {
            final Path found = List.of("/bin", "/usr/bin").stream()
                    .map(directory -> Path.of(directory, tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(tools.resolve(tool), found);
        }
        return tools;
    }

    private static Cli.Result withJavaHome(final Cli cli, final Path tree, final Path home)
            throws IOException, InterruptedException {
        return cli.launch(List.of(
                        "/usr/bin/env",
                        "JAVA_HOME=" + home,
                        tree.resolve("gossip").toString(),
                        "--help"))
                .result();
    }

    private static void assertTrouble(final Cli.Result result, final String message) {
        assertEquals(1, result.exitCode(), result::toString);
        assertTrue(result.err().startsWith("gossip: " + message), result::toString);
        assertEquals(1, result.err().lines().count(), result::toString);
    }
}
