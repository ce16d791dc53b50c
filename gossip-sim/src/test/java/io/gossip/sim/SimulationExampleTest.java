package io.gossip.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.NodeStatus;
import io.gossip.StoreKey;
import io.gossip.sim.network.LinkModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example of docs/simulation.md, and the check that it is the same text. */
class SimulationExampleTest {
    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void shouldSpreadAValueAndSeeACrashWhenPacketsGetLost() {
        final VirtualCluster cluster = VirtualCluster.builder()
                .nodes(20)
                .seed(42)
                .link(LinkModel.lan().withLoss(0.05))
                .start();
        cluster.await("all see all", cluster.views()::allSeeTheLive, Duration.ofSeconds(30));

        final StoreKey<String> load = StoreKey.utf8("load");
        cluster.write("n7", load, "0.93");
        cluster.await(
                "the value is everywhere", () -> cluster.views().allHold("n7", load, "0.93"), Duration.ofSeconds(5));

        cluster.crash("n7");
        final Duration took = cluster.await(
                "n7 is down", () -> cluster.views().allSee("n7", NodeStatus.DOWN), Duration.ofSeconds(30));

        cluster.restart("n7");
        cluster.await("n7 is back", cluster.views()::allSeeTheLive, Duration.ofSeconds(30));

        assertTrue(took.compareTo(Duration.ofSeconds(15)) < 0, () -> "took=" + took);
        assertEquals(2, cluster.node("n7").life());
    }

    @Test
    void shouldBeTheExampleOfTheDocumentWhenComparedWithIt() throws IOException {
        final Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        final String document = Files.readString(module.resolveSibling("docs/simulation.md"));
        final String source =
                Files.readString(module.resolve("src/test/java/io/gossip/sim/SimulationExampleTest.java"));
        final Matcher blocks = BLOCK.matcher(document);
        int count = 0;
        for (; blocks.find(); count++) {
            final String example = withoutBlanks(blocks.group(1));
            assertTrue(withoutBlanks(source).contains(example), () -> "not in this test: " + example);
        }
        assertEquals(1, count);
    }

    private static String withoutBlanks(final String text) {
        return text.replaceAll("\\s+", "");
    }
}
