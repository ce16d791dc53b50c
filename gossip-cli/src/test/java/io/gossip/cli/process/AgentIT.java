package io.gossip.cli.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeStatus;
import io.gossip.cli.control.ControlException;
import io.gossip.cli.query.AgentProxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three agents as users start them: they meet, exchange values, lose one and have it back. */
@Timeout(180)
class AgentIT {
    /** Goals in milliseconds on a quiet machine; a busy one gets three times as much. */
    private static final long VALUES_MS = 2_000;

    private static final long DOWN_MS = 10_000;
    private static final long BACK_MS = 3_000;
    private static final int SLACK = 3;
    private static final List<String> IDS = List.of("a", "b", "c");

    @TempDir
    private Path folder;

    @Test
    void shouldMeetLoseOneAndHaveItBack() throws IOException, InterruptedException {
        try (Cli cli = new Cli(folder)) {
            final List<Cli.Running> agents = startThree(cli);
            final long values = Cli.millisUntil(
                    startOfLast(cli), SLACK * VALUES_MS, () -> IDS.stream().allMatch(id -> hasAllValues(cli, id)));

            setIsReadElsewhere(cli);
            final String address = cli.agent("c").stat().address().toString();
            final long killNs = System.nanoTime();
            agents.get(2).process().destroyForcibly();
            final long down = Cli.millisUntil(
                    killNs,
                    SLACK * DOWN_MS,
                    () -> seesC(cli, "a", NodeStatus.DOWN) && seesC(cli, "b", NodeStatus.DOWN));

            final long startNs = System.nanoTime();
            start(cli, "c", address, seed(cli));
            final long back = Cli.millisUntil(
                    startNs, SLACK * BACK_MS, () -> seesC(cli, "a", NodeStatus.UP) && seesC(cli, "b", NodeStatus.UP));
            Cli.millisUntil(startNs, SLACK * BACK_MS, () -> hasAllValues(cli, "c"));
            System.out.printf(
                    Locale.ROOT,
                    "three agents, LAN preset: values everywhere %d ms after all answered (goal %d),"
                            + " kill -9 to DOWN %d ms (goal %d), start to UP again %d ms (goal %d)%n",
                    values,
                    VALUES_MS,
                    down,
                    DOWN_MS,
                    back,
                    BACK_MS);
            leaveQuietly(agents.subList(0, 2));
        }
    }

    private static List<Cli.Running> startThree(final Cli cli) throws IOException {
        final Cli.Running a = start(cli, "a", "127.0.0.1:0", "");
        Cli.millisUntil(System.nanoTime(), 60_000, () -> isListening(cli, "a"));
        final String seed = seed(cli);
        return List.of(a, start(cli, "b", "127.0.0.1:0", seed), start(cli, "c", "127.0.0.1:0", seed));
    }

    private static Cli.Running start(final Cli cli, final String id, final String bind, final String seed)
            throws IOException {
        return seed.isEmpty()
                ? cli.start("agent", "--id", id, "--bind", bind, "--set", "role=of-" + id)
                : cli.start("agent", "--id", id, "--bind", bind, "--set", "role=of-" + id, "--join", seed);
    }

    private static String seed(final Cli cli) {
        return cli.agent("a").stat().address().toString();
    }

    /** The moment from which three agents run: when the last of them answers. */
    private static long startOfLast(final Cli cli) {
        Cli.millisUntil(System.nanoTime(), 60_000, () -> IDS.stream().allMatch(id -> isListening(cli, id)));
        return System.nanoTime();
    }

    private static boolean isListening(final Cli cli, final String id) {
        try {
            return cli.agent(id).stat().address().port() != 0;
        } catch (final ControlException e) {
            return false;
        }
    }

    private static boolean hasAllValues(final Cli cli, final String id) {
        try {
            return cli.agent(id).get("role").stream()
                    .map(row -> new String(row.value(), StandardCharsets.UTF_8))
                    .collect(Collectors.toSet())
                    .equals(Set.of("of-a", "of-b", "of-c"));
        } catch (final ControlException e) {
            return false;
        }
    }

    private static boolean seesC(final Cli cli, final String id, final NodeStatus status) {
        return cli.agent(id).members().stream()
                .anyMatch(row -> row.node().value().equals("c") && row.status() == status);
    }

    private static void setIsReadElsewhere(final Cli cli) throws IOException, InterruptedException {
        assertEquals(new Cli.Result(0, "", ""), cli.runApart("set", "colour", "grün", "--agent", "b"));
        final AgentProxy a = cli.agent("a");
        Cli.millisUntil(
                System.nanoTime(), SLACK * VALUES_MS, () -> !a.get("colour").isEmpty());
        final Cli.Result json = cli.runApart("get", "colour", "--agent", "a", "--json");
        assertEquals(
                "{\"key\":\"colour\",\"values\":[{\"node\":\"b\",\"status\":\"UP\",\"value\":\"gr\\u00fcn\"}]}\n",
                json.out());
        assertEquals(0, json.exitCode());
    }

    /** On plain java nothing is printed but what the agent has to say; a signal is no failure. */
    private static void leaveQuietly(final List<Cli.Running> agents) throws IOException, InterruptedException {
        for (final Cli.Running agent : agents) {
            agent.process().destroy();
        }
        for (final Cli.Running agent : agents) {
            final Cli.Result result = agent.result();
            assertEquals("", result.err());
            assertEquals(0, result.exitCode(), result::out);
            assertTrue(result.out().stripTrailing().endsWith(" left"), result::out);
        }
    }
}
