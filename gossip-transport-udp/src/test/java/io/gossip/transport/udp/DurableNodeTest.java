package io.gossip.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.GossipEvent;
import io.gossip.GossipStartConfiguration;
import io.gossip.Gossiper;
import io.gossip.GossiperBuilder;
import io.gossip.JournalException;
import io.gossip.MembershipMode;
import io.gossip.NodeAddress;
import io.gossip.StoreKey;
import io.gossip.Subscription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Durable nodes in a cluster: they come back, find the others, and outlive their disk. */
@Timeout(120)
class DurableNodeTest {
    private static final StoreKey<String> KEY = StoreKey.utf8("key");
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path root;

    private static GossiperBuilder builder(final String id) {
        return Gossiper.builder().nodeId(id).clusterId("test").membershipMode(MembershipMode.OPEN);
    }

    private Gossiper durable(final Path directory) {
        return builder("durable").durableDirectory(directory).build();
    }

    private static long counter(final Gossiper gossiper) {
        return gossiper.metaInfo().generation().counter();
    }

    private static void start(final Gossiper gossiper, final NodeAddress... seeds) {
        final boolean isJoined =
                gossiper.start(GossipStartConfiguration.seeds(seeds)).isJoined();
        assertTrue(isJoined || seeds.length == 0);
    }

    private static void await(final Gossiper gossiper, final BooleanSupplier condition) throws InterruptedException {
        final BlockingQueue<GossipEvent> events = new LinkedBlockingQueue<>();
        final long deadline = System.nanoTime() + LONG.toNanos();
        try (Subscription subscription = gossiper.subscribe(events::add)) {
            while (!condition.getAsBoolean()) {
                assertTrue(System.nanoTime() < deadline, () -> gossiper.view().toString());
                events.poll(10, TimeUnit.MILLISECONDS);
            }
            assertEquals(0, subscription.droppedCount());
        }
    }

    @Test
    void shouldFindTheOthersAgainWithoutSeeds() throws InterruptedException {
        final Path directory = root.resolve("journal");
        try (Gossiper other = builder("other").build()) {
            start(other);
            try (Gossiper node = durable(directory)) {
                start(node, other.address());
                node.updateSelf(KEY, "1");
                await(other, () -> other.value(node.nodeId(), KEY).isPresent());
            }
            try (Gossiper node = durable(directory)) {
                assertTrue(node.start(GossipStartConfiguration.alone()).isJoined());
                assertEquals(Optional.of("1"), node.value(node.nodeId(), KEY));
                final long generation = counter(node);
                await(
                        other,
                        () -> other.localState().containsKey(node.nodeId())
                                && other.localNodeInfo(node.nodeId())
                                                .generation()
                                                .counter()
                                        == generation
                                && other.value(node.nodeId(), KEY).equals(Optional.of("1")));
            }
        }
    }

    @Test
    void shouldTakeAHigherLifeAtEachStartOfOneProcess() {
        final Path directory = root.resolve("journal");
        final long last;
        try (Gossiper node = durable(directory)) {
            start(node);
            final long first = counter(node);
            node.updateSelf(KEY, "1");
            node.stop(Duration.ZERO);
            node.updateSelf(KEY, "2"); // between two runs
            start(node);
            last = counter(node);
            assertEquals(first + 1, last);
        }
        try (Gossiper node = durable(directory)) {
            assertEquals(last + 1, counter(node));
            assertEquals(Optional.of("2"), node.value(node.nodeId(), KEY));
        }
    }

    /** Time runs while a node runs, so before its start nothing expires, and what does is gone for the next process, too. */
    @Test
    void shouldExpireAfterARestartWhatWasToExpire() throws InterruptedException {
        final Path directory = root.resolve("journal");
        try (Gossiper node = durable(directory)) {
            node.updateSelf(KEY, "1", Duration.ofMillis(200));
        }
        try (Gossiper node = durable(directory)) {
            assertEquals(Optional.of("1"), node.value(node.nodeId(), KEY));
            start(node);
            await(node, () -> node.value(node.nodeId(), KEY).isEmpty());
            // Its protocol thread goes on: it expires again, and it ends when it is told to.
            node.updateSelf(KEY, "2", Duration.ofMillis(1));
            await(node, () -> node.value(node.nodeId(), KEY).isEmpty());
            assertTrue(node.stop(LONG));
        }
        try (Gossiper node = durable(directory)) {
            assertEquals(Optional.empty(), node.value(node.nodeId(), KEY));
        }
    }

    /** The directory of yesterday: the others know better, and the node outbids what they know, durably. */
    @Test
    void shouldOutbidItsOwnFutureWhenRolledBack() throws Exception {
        final Path directory = root.resolve("journal");
        final Path backup = root.resolve("backup");
        try (Gossiper other = builder("other").build()) {
            start(other);
            durable(directory).close();
            copy(directory, backup);
            for (int i = 0; i < 5; i++) {
                try (Gossiper node = durable(directory)) {
                    start(node, other.address());
                    node.updateSelf(KEY, "lost");
                    await(other, () -> isKnownIn(other, node));
                }
            }
            final long known = other.localNodeInfo(io.gossip.NodeId.of("durable"))
                    .generation()
                    .counter();
            final long outbid;
            try (Gossiper node = durable(backup)) {
                assertTrue(counter(node) < known);
                start(node, other.address());
                node.updateSelf(KEY, "new");
                await(other, () -> other.value(node.nodeId(), KEY).equals(Optional.of("new")));
                outbid = counter(node);
                assertTrue(outbid > known);
            }
            try (Gossiper node = durable(backup)) {
                assertEquals(outbid + 1, counter(node));
            }
        }
    }

    private static boolean isKnownIn(final Gossiper other, final Gossiper node) {
        return other.localState().containsKey(node.nodeId())
                && other.localNodeInfo(node.nodeId()).generation().counter() == counter(node);
    }

    private static void copy(final Path from, final Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (final Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void shouldGoOnWithoutItsDiskAndWriteAgainWhenItIsBack() throws Exception {
        final Path directory = root.resolve("journal");
        final Path away = root.resolve("away");
        try (Gossiper node = durable(directory)) {
            start(node);
            node.updateSelf(KEY, "1");
            node.durable().join();
            node.stop(Duration.ZERO);
            Files.move(directory, away);
            final JournalException refused = assertThrows(JournalException.class, () -> start(node));
            assertTrue(refused.getMessage().contains(directory.toString()), refused.getMessage());
            node.updateSelf(KEY, "2");
            assertEquals(Optional.of("2"), node.value(node.nodeId(), KEY));
            assertInstanceOf(
                    JournalException.class,
                    assertThrows(CompletionException.class, () -> node.durable().join())
                            .getCause());
            assertTrue(node.counters().get("journal failures") >= 2);
            Files.move(away, directory);
            node.durable().join();
            start(node);
        }
        try (Gossiper node = durable(directory)) {
            assertEquals(Optional.of("2"), node.value(node.nodeId(), KEY));
        }
    }
}
