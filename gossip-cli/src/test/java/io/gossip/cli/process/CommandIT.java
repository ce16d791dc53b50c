package io.gossip.cli.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What commands print and with which exit code; the agents they talk to are processes. */
@Timeout(180)
class CommandIT {
    @TempDir
    private Path folder;

    private static Cli.Running agent(final Cli cli, final String... arguments) throws IOException {
        final Cli.Running running = cli.start(arguments);
        Cli.millisUntil(
                System.nanoTime(),
                60_000,
                () -> running.printed().contains("\n") || !running.process().isAlive());
        return running;
    }

    private static void assertFails(final Cli.Result result, final String message) {
        assertEquals(1, result.exitCode(), result::toString);
        assertTrue(result.err().startsWith("gossip: " + message), result::toString);
        assertEquals(result.err().length() - 1, result.err().indexOf('\n'), result::toString);
    }

    @Test
    void shouldAnswerForTwoAgents() throws IOException, InterruptedException {
        try (Cli cli = new Cli(folder)) {
            assertFails(cli.runApart("members"), "no agent runs, directory=");
            final Cli.Running a = agent(cli, "agent", "--id", "a", "--json", "--set", "k=v=w");
            final JsonNode started = new ObjectMapper().readTree(a.printed());
            final String address = started.get("address").textValue();

            assertFails(cli.runApart("agent", "--id", "b", "--bind", address), "");
            assertFails(cli.runApart("agent", "--id", "a"), "an agent of that id runs already, id='a'");
            assertEquals(new Cli.Result(0, "v=w\n", ""), cli.run("get", "k", "--node", "a"));

            final Cli.Running b = agent(cli, "agent", "--id", "b/ä", "--join", address);
            assertTrue(b.printed().contains("joined through " + address), b::printed);
            assertFails(cli.run("members"), "several agents run, choose one by --agent, running=[a, b/ä]");
            assertFails(cli.run("members", "--agent", "z"), "no such agent runs, agent='z' running=[a, b/ä]");
            reads(cli, address);
            leaves(cli, a, b);
        }
    }

    private static void reads(final Cli cli, final String address) throws IOException, InterruptedException {
        final Cli.Result members = cli.run("members", "--agent", "a", "--json");
        final JsonNode rows = new ObjectMapper().readTree(members.out()).get("members");
        assertEquals(2, rows.size(), members::out);
        assertEquals("b/ä", rows.get(1).get("node").textValue());
        assertEquals("UP", rows.get(1).get("status").textValue());
        assertEquals("UP", rows.get(0).get("reportedStatus").textValue());
        assertTrue(rows.get(1).has("reportedStatus"), members::out);
        assertEquals(address, rows.get(0).get("address").textValue());
        assertEquals(1, rows.get(0).get("keys").intValue());

        final Cli.Result ping = cli.run("ping", "a", "--agent", "b/ä", "--json");
        // An answer that comes while the duty cycle that asked still lasts took no time by the node's clock.
        assertTrue(new ObjectMapper().readTree(ping.out()).get("roundTripNs").longValue() >= 0, ping::toString);
        assertEquals(0, ping.exitCode());
        assertFails(cli.run("ping", "b", address, "--agent", "a"), "no answer, address=" + address);
        assertFails(cli.run("ping", "nobody", "--agent", "a"), "not a known node");
        assertFails(cli.run("get", "nothing", "--agent", "a"), "no value, key='nothing'");
        assertFails(cli.run("set", "--delete", "nothing", "--agent", "a"), "no value, key='nothing'");
        assertFails(cli.run("set", "big", "x".repeat((64 << 10) + 1), "--agent", "a"), "");

        final JsonNode stat = new ObjectMapper()
                .readTree(cli.run("stat", "--agent", "a", "--json").out());
        assertEquals("UP", stat.get("status").textValue());
        assertEquals(2, stat.get("quorum").get("up").intValue());
        assertTrue(stat.get("counters").get("packets accepted").longValue() > 0, stat::toString);
    }

    private void leaves(final Cli cli, final Cli.Running a, final Cli.Running b)
            throws IOException, InterruptedException {
        assertEquals(new Cli.Result(0, "{\"toldAll\":true}\n", ""), cli.run("leave", "--agent", "b/ä", "--json"));
        assertEquals(0, b.result().exitCode());
        assertEquals("", b.result().err());
        final String table = cli.run("members").out();
        assertTrue(table.contains("DOWN (left)"), table);
        assertTrue(table.startsWith("NODE  STATUS       REPORTS  "), table);
        a.process().destroy();
        final Cli.Result end = a.result();
        assertEquals(0, end.exitCode());
        assertEquals("", end.err());
        for (final String line : end.out().lines().toList()) {
            assertTrue(new ObjectMapper().readTree(line).has("event"), line);
        }
        try (var files = Files.list(folder.resolve("gossip"))) {
            assertEquals(
                    List.of(".lock"),
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void shouldLeaveWhenItsInputEndsEvenWhileItWaitsForSeeds() throws IOException, InterruptedException {
        try (Cli cli = new Cli(folder)) {
            final Cli.Running agent = cli.start("agent", "--id", "a", "--until-eof", "--join", "127.0.0.1:1");
            agent.process().getOutputStream().close();
            final Cli.Result result = agent.result();
            assertEquals(0, result.exitCode(), result::toString);
            assertEquals("", result.err());
        }
    }

    @Test
    void shouldTakeThePlaceOfAnAgentThatWasKilled() throws IOException, InterruptedException {
        try (Cli cli = new Cli(folder)) {
            final Cli.Running first = agent(cli, "agent", "--id", "a");
            first.process().destroyForcibly().waitFor();
            assertTrue(Files.exists(folder.resolve("gossip/a.sock")));
            assertFails(cli.run("stat"), "no agent runs");
            assertFalse(Files.exists(folder.resolve("gossip/a.sock")));
            final Cli.Running second = agent(cli, "agent", "--id", "a");
            assertTrue(cli.run("stat").out().contains("pid"), second::printed);
        }
    }

    @Test
    void shouldTellWrongUsageFromTrouble() throws IOException, InterruptedException {
        try (Cli cli = new Cli(folder)) {
            assertEquals(2, cli.runApart("agent", "--id", "").exitCode());
            assertEquals(2, cli.run("agent", "--id", "a", "--bind", "nowhere").exitCode());
            assertFails(cli.runApart("agent", "--id", "a", "--bind", "203.0.113.1:1"), "");
            assertEquals(
                    1,
                    cli.runApart("agent", "--id", "a", "--transport", "pigeon").exitCode());
        }
    }
}
