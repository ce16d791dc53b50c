package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.NodeValueVisitor;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import io.gossip.ValueVisitor;
import java.lang.management.ManagementFactory;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done all the time costs no garbage, as measured by the JVM itself. */
final class StoreAllocationTest {
    private static final int OWNERS = 64;
    private static final int KEYS = 8;
    private static final int WARM_UP = 3_000;
    private static final int MEASURED = 2_000;
    private static final int MAX_ROUNDS = 15;
    private static final NodeId SELF = NodeId.of("self");
    private static final NodeId[] IDS =
            IntStream.range(0, OWNERS).mapToObj(i -> NodeId.of("owner" + i)).toArray(NodeId[]::new);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final OwnerStore store =
            OwnerStore.create(SELF, new Generation(1, 1), KeyedHash.of("c", "v"), StoreLimits.defaults(), 7);
    private final long[] hashes = new long[OWNERS];
    private final SteadyChunk chunk = new SteadyChunk(KEYS, 64);
    private final OwnerDigest digest = new OwnerDigest();
    private final CountingSink sink = new CountingSink();
    private long version;
    private long sum;

    // Made once: a lambda or method reference that captures is an object each time.
    private final Replica.DigestVisitor digestVisitor = row -> {
        sum += row.frontier() ^ row.ownerHash();
        return true;
    };
    private final Predicate<NodeId> everybody = id -> true;
    private final ValueVisitor valueVisitor =
            (counter, nonce, at, buffer, offset, length) -> sum += buffer.getByte(offset + length - 1) + length;
    private final NodeValueVisitor ownerVisitor = (owner, counter, nonce, at, buffer, offset, length) -> sum += length;
    private final EntryVisitor entryVisitor = (at, kind, buffer, keyAt, keyLength, valueAt, valueLength) -> sum += at;
    private final ViewVisitor viewVisitor = (counter, nonce, at, liveKeys) -> sum += liveKeys;

    @BeforeEach
    void fill() {
        for (int i = 0; i < OWNERS; i++) {
            store.replica().hold(IDS[i]);
            hashes[i] = store.hash().of(IDS[i]);
        }
        mergeAll();
    }

    private void mergeAll() {
        for (final NodeId id : IDS) {
            assertEquals(MergeOutcome.PUBLISHED, store.replica().merge(chunk.of(id, version)));
        }
        version += KEYS;
    }

    /**
     * The compiler itself allocates some hundred bytes on the running thread when it swaps code in, at a time nobody
     * knows; what the code allocates comes back in every round.
     */
    private void assertNoGarbage(final Runnable operation) {
        run(operation, WARM_UP);
        long allocated = Long.MAX_VALUE;
        for (int round = 0; allocated != 0 && round < MAX_ROUNDS; round++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            run(operation, MEASURED);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, allocated);
    }

    private static void run(final Runnable operation, final int times) {
        for (int i = 0; i < times; i++) {
            operation.run();
        }
    }

    @Test
    void shouldAllocateNothingWhenNewerDeltasAreMerged() {
        assertNoGarbage(this::mergeAll);
    }

    @Test
    void shouldAllocateNothingWhenDeltasHoldNothingNew() {
        assertNoGarbage(() -> {
            for (final NodeId id : IDS) {
                sum += store.replica().merge(chunk.of(id, version - KEYS)).ordinal();
            }
        });
    }

    @Test
    void shouldAllocateNothingWhenDigestsAreMadeAndAnsweredWithDeltas() {
        assertNoGarbage(() -> store.replica().forEachDigest(0, digestVisitor));
        assertNoGarbage(() -> {
            for (final long hash : hashes) {
                digest.set(hash, 1, 1, version - KEYS / 2, version, false, false);
                store.replica().cut(digest, sink);
                store.replica().cutRumor(hash, version - 1, sink);
            }
        });
        assertTrue(sink.entries > 0);
    }

    @Test
    void shouldAllocateNothingWhenOneKeyIsRead() {
        final StoreKey<byte[]> key = StoreKey.bytes("key00003");
        assertNoGarbage(() -> {
            for (final NodeId id : IDS) {
                store.reader().read(id, key, valueVisitor);
            }
        });
        assertTrue(sum != 0);
    }

    @Test
    void shouldAllocateNothingWhenAllOwnersAreVisited() {
        final StoreKey<byte[]> key = StoreKey.bytes("key00003");
        assertNoGarbage(() -> sum += store.reader().forEachValue(key, everybody, ownerVisitor));
        assertNoGarbage(() -> {
            for (final NodeId id : IDS) {
                store.reader().forEachEntry(id, entryVisitor);
                store.reader().look(id, viewVisitor);
            }
        });
    }

    @Test
    void shouldAllocateNothingWhenCatchUpIsStaged() {
        final SteadyChunk part = new SteadyChunk(KEYS, 64);
        final StagedHalf half = new StagedHalf(part);
        assertNoGarbage(() -> {
            for (final NodeId id : IDS) {
                part.of(id, version);
                sum += store.replica().merge(half).ordinal();
                sum += store.replica().merge(part).ordinal();
            }
            version += KEYS;
        });
        assertEquals(version, visibleVersion(IDS[0]));
    }

    private long visibleVersion(final NodeId id) {
        store.replica().visible(store.hash().of(id), digest);
        return digest.frontier();
    }

    /** Takes everything and counts. */
    private static final class CountingSink implements ChunkSink {
        private long entries;

        @Override
        public boolean tryBegin(
                final NodeId owner,
                final long counter,
                final long nonce,
                final long fromVersionExclusive,
                final long targetVersion,
                final long purgeFloor,
                final int flags) {
            return true;
        }

        @Override
        public boolean tryAdd(
                final long version,
                final int kind,
                final DirectBuffer keyBuffer,
                final int keyOffset,
                final int keyLength,
                final DirectBuffer valueBuffer,
                final int valueOffset,
                final int valueLength) {
            entries++;
            return true;
        }

        @Override
        public void end(final long toVersion) {}

        @Override
        public void abort() {}
    }

    /** The first half of a chunk, with the target of the whole. */
    private record StagedHalf(SteadyChunk whole) implements ForwardingSource {
        @Override
        public long toVersion() {
            return whole.fromVersionExclusive() + KEYS / 2;
        }

        @Override
        public boolean next() {
            return whole.next() && whole.entryVersion() <= toVersion();
        }
    }
}
