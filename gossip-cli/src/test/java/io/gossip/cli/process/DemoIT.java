package io.gossip.cli.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demonstration: its story, its figures, and that nothing outlives it. */
@Timeout(180)
class DemoIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"udp", "aeron"})
    void shouldTellTheWholeStoryWithThreeNodes(final String transport) throws IOException, InterruptedException {
        try (Cli cli = new Cli(folder)) {
            final Cli.Result result = cli.runApart("demo", "--nodes", "3", "--transport", transport, "--json");
            assertEquals(0, result.exitCode(), result::toString);
            assertEquals("", result.err());
            final JsonNode read = new ObjectMapper().readTree(result.out());
            assertTrue(read.get("converged").booleanValue());
            assertEquals(3, read.get("nodes").intValue());
            final List<String> steps = new ArrayList<>();
            for (final JsonNode step : read.get("steps")) {
                steps.add(step.get("step").textValue());
                assertTrue(step.get("reached").booleanValue(), step::toString);
                assertTrue(
                        step.get("elapsedMs").longValue() <= step.get("boundMs").longValue(), step::toString);
            }
            assertEquals(
                    List.of("first", "membership", "values", "write", "down", "return", "agreement", "leave"), steps);
            assertEquals(transport, read.get("transport").textValue());
            System.out.println("demo with three nodes: " + result.out());
        }
    }

    @Test
    void shouldEndItsAgentsHoweverItEnds() throws IOException, InterruptedException {
        try (Cli cli = new Cli(folder)) {
            for (final boolean isForced : new boolean[] {false, true}) {
                final Cli.Running demo = cli.start("demo", "--nodes", "3");
                Cli.millisUntil(
                        System.nanoTime(),
                        60_000,
                        () -> demo.process().descendants().count() == 3);
                final List<ProcessHandle> agents = demo.process().descendants().toList();
                if (isForced) {
                    demo.process().destroyForcibly();
                } else {
                    demo.process().destroy();
                }
                demo.process().waitFor(60, TimeUnit.SECONDS);
                Cli.millisUntil(System.nanoTime(), 30_000, () -> agents.stream().noneMatch(ProcessHandle::isAlive));
                assertFalse(demo.printed().contains("Summary"), demo::printed);
            }
        }
    }
}
