package io.gossip.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.cli.agent.Preset;
import io.gossip.cli.agent.TransportSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScreensTest {
    private static final StepResult STEP =
            new StepResult("down", "n2 is DOWN", Duration.ofMillis(1_234), Duration.ofSeconds(30), true);
    private static final StepResult FAILURE =
            new StepResult("down", "n2 is DOWN", Duration.ofSeconds(31), Duration.ofSeconds(30), false);

    @TempDir
    private Path temporary;

    private final StringWriter out = new StringWriter();
    private long nowNs;

    private List<DemoAgent> agents(final int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new DemoAgent(NodeId.of("n" + i), temporary))
                .toList();
    }

    private static Map<NodeId, Observation> seen() {
        final NodeId n1 = NodeId.of("n1");
        final NodeId n2 = NodeId.of("n2");
        return Map.of(
                n1, new Observation(Optional.of(NodeStatus.UP), Set.of(n1), Set.of(n2), Map.of(n1, "hi", n2, "ho")));
    }

    private LiveScreen live(final int rows, final int columns, final boolean hasColours) {
        return new LiveScreen(new PrintWriter(out), new Terminal(rows, columns, hasColours), () -> nowNs);
    }

    @Test
    void shouldShowWhatEachAgentSays() {
        assertEquals(
                List.of(
                        "NODE  PROCESS      STATUS  SEES UP  SEES DOWN  VALUES  ITS VALUE",
                        "n1    not started  UP      1        n2         2       hi",
                        "n2    not started  -       -        -          -       -"),
                FleetTable.lines(agents(2), seen()));
    }

    @Test
    void shouldPrintPlainLinesWithoutEscapes() {
        final LineScreen screen = new LineScreen(new PrintWriter(out));
        screen.begin("waiting");
        screen.show(agents(2), Map.of());
        screen.show(agents(2), seen());
        screen.end(STEP);
        screen.end(FAILURE);
        screen.close();
        assertEquals("""
                ..     waiting
                ok       1.23 s  n2 is DOWN
                       NODE  PROCESS      STATUS  SEES UP  SEES DOWN  VALUES  ITS VALUE
                       n1    not started  UP      1        n2         2       hi
                       n2    not started  -       -        -          -       -
                FAILED  31.00 s  n2 is DOWN (bound 30.00 s)
                """, out.toString().replace(System.lineSeparator(), "\n"));
    }

    @Test
    void shouldDrawOverWhatItDrewBefore() {
        final LiveScreen screen = live(24, 80, false);
        screen.begin("waiting");
        out.getBuffer().setLength(0);
        nowNs += TimeUnit.SECONDS.toNanos(2);
        screen.show(agents(2), seen());
        final String second = out.toString();
        assertTrue(second.startsWith("\r\u001b[2A"), second);
        assertTrue(second.contains("n1    not started  UP      1        n2         2       hi\u001b[K\r\n"), second);
        assertTrue(second.contains("2.00 s  waiting"), second);
        assertTrue(second.endsWith("\u001b[J"), second);
        out.getBuffer().setLength(0);
        screen.end(STEP);
        assertTrue(out.toString().startsWith("\r\u001b[5A"), out::toString);
    }

    @Test
    void shouldRedrawSeldomButEndWithTheLatest() {
        final LiveScreen screen = live(24, 80, false);
        screen.begin("waiting");
        out.getBuffer().setLength(0);
        screen.show(agents(2), seen());
        assertEquals("", out.toString());
        screen.close();
        assertTrue(out.toString().contains("hi"), out::toString);
    }

    @Test
    void shouldNeverBeTallerOrWiderThanTheTerminal() {
        final LiveScreen screen = live(10, 40, false);
        screen.begin("waiting for something that is told in many words, more than fit");
        out.getBuffer().setLength(0);
        nowNs += TimeUnit.SECONDS.toNanos(2);
        screen.show(agents(32), seen());
        final String[] lines = out.toString().split("\r\n", -1);
        assertEquals(10, lines.length, "nine drawn, and the one that the cursor is on");
        assertTrue(out.toString().contains("... and 27 more"), out::toString);
        for (final String line : lines) {
            assertTrue(line.replaceAll("\r|\u001b\\[[0-9]*[A-Z]", "").length() < 40, line);
        }
        out.getBuffer().setLength(0);
        screen.close();
        assertTrue(out.toString().contains("n32 "), out::toString);
    }

    @Test
    void shouldColourOnlyWhereWanted() {
        final LiveScreen coloured = live(24, 80, true);
        coloured.end(STEP);
        coloured.end(FAILURE);
        nowNs += TimeUnit.SECONDS.toNanos(2);
        coloured.show(agents(2), seen());
        assertTrue(out.toString().contains("\u001b[32mok\u001b[0m  "), out::toString);
        assertTrue(out.toString().contains("\u001b[31mFAILED\u001b[0m"), out::toString);
        assertTrue(out.toString().contains("\u001b[32mUP\u001b[0m      1"), out::toString);
        assertTrue(out.toString().contains("SEES UP  SEES DOWN"), out::toString);
        out.getBuffer().setLength(0);
        live(24, 80, false).end(STEP);
        assertFalse(out.toString().contains("\u001b[3"), out::toString);
    }

    @Test
    void shouldReadTheSizeOfATerminal() {
        assertEquals(new Terminal(50, 132, true), Terminal.parse("50 132\n"));
        assertEquals(new Terminal(24, 80, true), Terminal.parse("0 0\n"));
        assertEquals(new Terminal(24, 80, true), Terminal.parse("stty: not a tty"));
        assertEquals(Optional.empty(), Terminal.ofOutput(Map.of("TERM", "dumb")));
    }

    @Test
    void shouldSumUpHonestly() throws JsonProcessingException {
        final DemoSettings settings = new DemoSettings(3, Preset.LAN, new TransportSettings("udp", Map.of()));
        final DemoResult good = new DemoResult(settings, List.of(STEP));
        final DemoResult bad = new DemoResult(settings, List.of(STEP, FAILURE));
        assertTrue(good.isConverged());
        assertFalse(bad.isConverged());
        assertTrue(good.text().endsWith("All nodes agreed in every step.\n"), good.text());
        assertTrue(bad.text().endsWith("Not all nodes agreed in time.\n"), bad.text());
        assertEquals(
                "{\"nodes\":3,\"preset\":\"lan\",\"transport\":\"udp\",\"converged\":false,\"steps\":["
                        + "{\"step\":\"down\",\"text\":\"n2 is DOWN\",\"elapsedMs\":1234,\"boundMs\":30000,\"reached\":true},"
                        + "{\"step\":\"down\",\"text\":\"n2 is DOWN\",\"elapsedMs\":31000,\"boundMs\":30000,\"reached\":false}]}",
                new ObjectMapper().readTree(bad.json().toString()).toString());
    }
}
