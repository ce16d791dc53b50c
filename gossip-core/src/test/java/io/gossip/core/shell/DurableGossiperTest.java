package io.gossip.core.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Gossiper;
import io.gossip.GossiperBuilder;
import io.gossip.GossiperConfiguration;
import io.gossip.InvalidValueException;
import io.gossip.JournalException;
import io.gossip.LifecycleException;
import io.gossip.NodeAddress;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.StoreKey;
import io.gossip.spi.GossiperResources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gossiper with a durable directory, before its first start and after its end. */
final class DurableGossiperTest {
    private static final StoreKey<String> KEY = StoreKey.utf8("key");

    @TempDir
    private Path directory;

    private GossiperBuilder builder() {
        return Gossiper.builder().nodeId("node").durableDirectory(directory);
    }

    private static long counter(final Gossiper gossiper) {
        return gossiper.metaInfo().generation().counter();
    }

    private static Throwable failure(final CompletableFuture<Void> future) {
        return assertThrows(CompletionException.class, future::join).getCause();
    }

    @Test
    void shouldHaveItsValuesInAHigherLifeAfterARestart() {
        final long first;
        final long nonce;
        try (Gossiper gossiper = builder().build()) {
            first = counter(gossiper);
            nonce = gossiper.metaInfo().generation().nonce();
            gossiper.updateSelf(KEY, "1");
            gossiper.updateSelf(StoreKey.int64("gone"), 5L);
            gossiper.durable().join();
            gossiper.updateSelf(KEY, "2");
            gossiper.removeSelf(StoreKey.int64("gone"));
            gossiper.durable().join();
        }
        try (Gossiper gossiper = builder().build()) {
            assertEquals(first + 1, counter(gossiper));
            assertTrue(nonce != gossiper.metaInfo().generation().nonce());
            assertEquals(Optional.of("2"), gossiper.value(gossiper.nodeId(), KEY));
            assertEquals(java.util.Set.of("key"), gossiper.storeKeys());
            assertEquals(1, gossiper.localNodeInfo(gossiper.nodeId()).version());
        }
    }

    @Test
    void shouldWriteAtCloseWhatNobodyAskedFor() {
        try (Gossiper gossiper = builder().build()) {
            gossiper.updateSelf(KEY, "last words");
        }
        try (Gossiper gossiper = builder().build()) {
            assertEquals(Optional.of("last words"), gossiper.value(gossiper.nodeId(), KEY));
        }
    }

    @Test
    void shouldNotLookAtTheClockAgain() {
        try (Gossiper gossiper = withClockAt(1_000_000)) {
            assertEquals(1_000_000, counter(gossiper));
        }
        try (Gossiper gossiper = withClockAt(5)) {
            assertEquals(1_000_001, counter(gossiper));
        }
    }

    private Gossiper withClockAt(final long epochMs) {
        final GossiperConfiguration configuration = new GossiperConfiguration(
                NodeConfig.builder(NodeId.of("node")).build(),
                OptionalLong.empty(),
                new NodeAddress("127.0.0.1", 0),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                io.gossip.AgentMode.INVOKER,
                Duration.ZERO,
                16,
                Optional.of(directory));
        final SplittableRandom random = new SplittableRandom(epochMs);
        return new NodeGossiper(
                configuration,
                new GossiperResources(Optional.empty(), Optional.empty()),
                new Surroundings(() -> 0, () -> epochMs, random::split));
    }

    @Test
    void shouldRefuseAGenerationThatIsNotAboveTheJournals() {
        try (Gossiper gossiper = builder().generation(70).build()) {
            assertEquals(70, counter(gossiper));
        }
        for (final long low : new long[] {69, 70}) {
            final InvalidValueException refused =
                    assertThrows(InvalidValueException.class, builder().generation(low)::build);
            assertTrue(refused.getMessage().contains("generation=" + low), refused.getMessage());
            assertTrue(refused.getMessage().contains("journalCounter=70"), refused.getMessage());
            assertTrue(refused.getMessage().contains(directory.toString()), refused.getMessage());
        }
        try (Gossiper gossiper = builder().generation(71).build()) {
            assertEquals(71, counter(gossiper));
        }
    }

    @Test
    void shouldRefuseADirectoryInUseUntilItIsClosed() {
        try (Gossiper gossiper = builder().build()) {
            final JournalException refused = assertThrows(JournalException.class, builder()::build);
            assertTrue(refused.getMessage().contains(directory.toString()), refused.getMessage());
            gossiper.durable().join();
        }
        builder().build().close();
    }

    @Test
    void shouldLetGoOfTheDirectoryWhenThereIsNoThread() {
        final ThreadFactory none = task -> null;
        assertThrows(InvalidValueException.class, builder().threadFactory(none)::build);
        builder().build().close();
    }

    @Test
    void shouldSayThatNothingIsDurableWithoutADirectory() {
        try (Gossiper gossiper = Gossiper.builder().nodeId("node").build()) {
            final Throwable failure = failure(gossiper.durable());
            assertInstanceOf(JournalException.class, failure);
            assertTrue(failure.getMessage().contains("durableDirectory"), failure.getMessage());
        }
    }

    @Test
    void shouldFailWhenClosed() {
        final Gossiper gossiper = builder().build();
        gossiper.close();
        gossiper.close();
        gossiper.updateSelf(KEY, "too late");
        assertInstanceOf(LifecycleException.class, failure(gossiper.durable()));
        try (Gossiper next = builder().build()) {
            assertEquals(Optional.empty(), next.value(next.nodeId(), KEY));
        }
    }

    @Test
    void shouldCloseFromAnActionBehindTheFuture() {
        final Gossiper gossiper = builder().build();
        gossiper.updateSelf(KEY, "1");
        gossiper.durable().thenRun(gossiper::close).join();
        gossiper.close();
        try (Gossiper next = builder().build()) {
            assertEquals(Optional.of("1"), next.value(next.nodeId(), KEY));
        }
    }

    @Test
    void shouldCountWhatItWrites() {
        try (Gossiper gossiper = builder().build()) {
            gossiper.updateSelf(KEY, "1");
            gossiper.durable().join();
            assertEquals(1, gossiper.counters().get("journal writes"));
            assertEquals(0, gossiper.counters().get("journal failures"));
            gossiper.durable().join();
            assertEquals(1, gossiper.counters().get("journal writes"));
        }
    }
}
