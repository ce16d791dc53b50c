package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Writers, readers, the merging thread and a new life, all at once, in bounded loops. */
final class SelfWriterConcurrencyTest {
    private static final NodeId SELF = NodeId.of("self");
    private static final NodeId PEER = NodeId.of("peer");
    private static final KeyedHash HASH = KeyedHash.of("concurrency", "1");
    private static final StoreKey<Long> LEFT = StoreKey.int64("left");
    private static final StoreKey<Long> RIGHT = StoreKey.int64("right");
    private static final int WRITERS = 3;
    private static final int WRITES = 4_000;
    private static final int READS = 8_000;

    private final OwnerStore store = OwnerStore.create(SELF, new Generation(1, 1), HASH, StoreLimits.defaults(), 7);

    @Test
    @DisplayName("P5: readers and senders see whole batches only, and no write is lost")
    void shouldShowWholeBatchesOnlyWhenManyWrite() throws Exception {
        final List<Callable<String>> tasks = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            final long first = i * (long) WRITES;
            tasks.add(() -> write(first));
        }
        tasks.add(this::readOwn);
        tasks.add(this::cutOwn);

        assertEquals(List.of("", "", "", "", ""), run(tasks));
        assertEquals(2L * WRITERS * WRITES, store.self().version());
    }

    private String write(final long first) {
        for (long i = first; i < first + WRITES; i++) {
            final long value = i;
            store.self().batch(batch -> batch.put(LEFT, value).put(RIGHT, value));
        }
        return "";
    }

    private String readOwn() {
        long version = 0;
        for (int i = 0; i < READS; i++) {
            final OwnerSnapshot seen = store.reader().snapshot(SELF);
            final NodeInfo.Entry left = seen.entries().get("left");
            final NodeInfo.Entry right = seen.entries().get("right");
            if (seen.version() < version || !isWhole(seen.version(), left, right)) {
                return "torn: " + seen;
            }
            version = seen.version();
        }
        return "";
    }

    private static boolean isWhole(final long version, final NodeInfo.Entry left, final NodeInfo.Entry right) {
        if (version == 0) {
            return left == null && right == null;
        }
        return left.version() == version - 1
                && right.version() == version
                && ByteBuffer.wrap(left.value().orElseThrow())
                        .equals(ByteBuffer.wrap(right.value().orElseThrow()));
    }

    /** The sender's view of the own record, on the merging thread. */
    private String cutOwn() {
        final OwnerDigest asker = new OwnerDigest().setNothing(HASH.of(SELF));
        final ChunkBuffer chunk = ChunkBuffer.unlimited();
        for (int i = 0; i < READS; i++) {
            if (store.replica().cut(asker, chunk) != CutOutcome.COMPLETE
                    || chunk.targetVersion() % 2 != 0
                    || chunk.entryCount() != (chunk.targetVersion() == 0 ? 0 : 2)) {
                return "torn: " + chunk;
            }
        }
        return "";
    }

    @Test
    void shouldShowWholeViewsOnlyWhenPeerIsMergedMeanwhile() throws Exception {
        store.replica().hold(PEER);
        assertEquals(List.of("", "", ""), run(List.of(this::mergePeer, this::readPeer, this::readPeerKey)));
        assertEquals(WRITES, store.reader().snapshot(PEER).generation().counter());
    }

    private String mergePeer() {
        final ChunkBuffer chunk = ChunkBuffer.unlimited();
        for (int i = 1; i <= WRITES; i++) {
            final byte[] value = ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(i)
                    .array();
            chunk.begin(PEER, i, 0, 0, 2, 0, 0)
                    .set(1, "left", value)
                    .set(2, "right", value)
                    .end(2);
            if (store.replica().merge(chunk) != MergeOutcome.PUBLISHED) {
                return "not published: " + chunk;
            }
        }
        return "";
    }

    private String readPeer() {
        for (int i = 0; i < READS; i++) {
            final OwnerSnapshot seen = store.reader().snapshot(PEER);
            if (seen != null
                    && !isWhole(2, seen.entries().get("left"), seen.entries().get("right"))) {
                return "torn: " + seen;
            }
        }
        return "";
    }

    private String readPeerKey() {
        final List<String> torn = new ArrayList<>();
        for (int i = 0; i < READS; i++) {
            store.reader().read(PEER, LEFT, (counter, nonce, version, buffer, offset, length) -> {
                final long value = LEFT.codec().decode(buffer, offset, length);
                if (value != counter || version != 2) {
                    torn.add("torn: " + counter + " " + value);
                }
            });
        }
        return String.join(" ", torn);
    }

    @Test
    void shouldLoseNothingWhenLifeChangesMeanwhile() throws Exception {
        final List<Callable<String>> tasks = new ArrayList<>();
        tasks.add(() -> write(0));
        tasks.add(this::live);
        assertEquals(List.of("", ""), run(tasks));

        final OwnerSnapshot seen = store.reader().snapshot(SELF);
        assertEquals(new Generation(1 + 1_000, 1), seen.generation());
        final byte[] last = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(WRITES - 1)
                .array();
        assertEquals(
                ByteBuffer.wrap(last),
                ByteBuffer.wrap(seen.entries().get("left").value().orElseThrow()));
    }

    private String live() {
        for (int i = 2; i <= 1 + 1_000; i++) {
            store.self().relive(new Generation(i, 1));
        }
        return "";
    }

    private static List<String> run(final List<Callable<String>> tasks)
            throws InterruptedException, ExecutionException {
        final ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            final List<String> results = new ArrayList<>();
            for (final Future<String> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
