package io.gossip.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Gossiper;
import io.gossip.JoinResult;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.Subscription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Java of docs/migration.md is {@link MigrationExample}, every step of it, and does what the page says. */
@Timeout(120)
class MigrationDocTest {
    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final String ANYWHERE = "127.0.0.1:0";
    private static final NodeId FIRST = NodeId.of("node-1");
    private static final NodeId SECOND = NodeId.of("node-2");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int STEPS = 7;

    @Test
    void shouldShowEveryStepAsItIsCompiled() throws IOException {
        final Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        final String source = withoutBlanks(
                Files.readString(module.resolve("src/test/java/io/gossip/transport/udp/MigrationExample.java")));
        final Matcher blocks = BLOCK.matcher(Files.readString(module.resolveSibling("docs/migration.md")));
        int count = 0;
        for (; blocks.find(); count++) {
            final String step = withoutBlanks(blocks.group(1));
            assertTrue(source.contains("{" + step + "}"), () -> "is no body of a method of the example: " + step);
        }
        assertEquals(STEPS, count);
    }

    private static String withoutBlanks(final String text) {
        return text.replaceAll("\\s+", "");
    }

    @Test
    void shouldDoWhatThePageSays() throws InterruptedException {
        final BlockingQueue<NodeStatus> statuses = new LinkedBlockingQueue<>();
        final BlockingQueue<NodeId> lost = new LinkedBlockingQueue<>();
        try (Gossiper first = MigrationExample.make("node-1", "zone-a", ANYWHERE);
                Gossiper second = MigrationExample.make("node-2", "zone-a", ANYWHERE);
                Subscription watched = MigrationExample.watch(first, statuses::add, lost::add)) {
            assertEquals(new JoinResult(Set.of(), Map.of(), Set.of()), MigrationExample.start(first));
            assertEquals(
                    Set.of(first.address()),
                    MigrationExample.start(second, first.address()).contacted());
            MigrationExample.declare(first, first.address(), second.address());
            MigrationExample.declare(second, first.address(), second.address());

            assertTrue(MigrationExample.publish(first));
            assertEquals(NodeStatus.UP, statuses.poll(30, TimeUnit.SECONDS));
            assertTrue(second.await(seen -> seen.storeKeys().contains("role"), LONG));
            assertEquals("UP primary", MigrationExample.read(second).get(FIRST));
            assertEquals("UP nothing yet", MigrationExample.read(first).get(SECOND));

            assertTrue(MigrationExample.stop(second));
            assertEquals(SECOND, lost.poll(30, TimeUnit.SECONDS));
            assertEquals(NodeStatus.SUSPECT_NOT_IN_QUORUM, statuses.poll(30, TimeUnit.SECONDS));
            assertEquals("DOWN nothing yet", MigrationExample.read(first).get(SECOND));
            assertEquals(0, watched.droppedCount());
        }
    }
}
