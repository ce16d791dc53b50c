package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers on other threads while views come and go, grow and shrink, and their memory is used again. */
@Timeout(60)
final class ViewReaderConcurrencyTest {
    private static final NodeId SELF = NodeId.of("self");
    private static final NodeId OWNER = NodeId.of("owner");
    private static final NodeId OTHER = NodeId.of("other");
    private static final int KEYS = 20;
    private static final int ROUNDS = 30_000;
    private static final List<StoreKey<byte[]>> NAMES = keys();

    private final LocalStore store = open(LocalStore.Rules.PLAIN);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private static LocalStore open(final LocalStore.Rules rules) {
        return LocalStore.open(
                SELF,
                LocalStore.emptyImage(SELF, new Generation(1, 1)),
                KeyedHash.of("c", "v"),
                StoreLimits.defaults(),
                rules);
    }

    private static List<StoreKey<byte[]>> keys() {
        final List<StoreKey<byte[]>> keys = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            keys.add(StoreKey.bytes("key" + i));
        }
        return keys;
    }

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    /** All values of version v are as long as v says, and every byte of them is v's. */
    private static byte[] value(final long version, final int key) {
        final byte[] value = new byte[(int) ((version * 31 + key * 7) % 200)];
        Arrays.fill(value, (byte) version);
        return value;
    }

    private static ChunkBuffer whole(final NodeId owner, final long round, final int keys) {
        final long last = round * KEYS;
        final ChunkBuffer chunk = ChunkBuffer.unlimited().begin(owner, 1, 1, 0, last, 0, ChunkFlags.RESET);
        for (int key = 0; key < keys; key++) {
            chunk.set(last - keys + key + 1, NAMES.get(key).name(), value(round, key));
        }
        chunk.end(last);
        return chunk;
    }

    private static String wrong(
            final long version, final int key, final DirectBuffer b, final int at, final int length) {
        final byte[] expected = value(version / KEYS, key);
        if (expected.length != length) {
            return "version=" + version + " key=" + key + " length=" + length + " expected=" + expected.length;
        }
        for (int i = 0; i < length; i++) {
            if (b.getByte(at + i) != expected[i]) {
                return "version=" + version + " key=" + key + " byte=" + i;
            }
        }
        return null;
    }

    @Test
    void shouldReadValuesOfTheVersionToldWhenViewsArePublishedMeanwhile() throws Exception {
        store.replica().hold(OWNER);
        store.replica().hold(OTHER);
        final AtomicBoolean isOver = new AtomicBoolean();
        final AtomicReference<String> error = new AtomicReference<>();
        final List<Future<Long>> readers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            readers.add(threads.submit(() -> readUntil(isOver, error)));
            readers.add(threads.submit(() -> readWholeUntil(isOver, error)));
        }
        for (long round = 1; round <= ROUNDS && error.get() == null; round++) {
            store.replica().merge(whole(OWNER, round, 1 + (int) (round % KEYS)));
            store.replica().merge(whole(OTHER, round, KEYS - (int) (round % KEYS)));
        }
        isOver.set(true);
        for (final Future<Long> reader : readers) {
            assertTrue(reader.get() > 100, "read hardly anything");
        }
        assertNull(error.get());
    }

    private long readUntil(final AtomicBoolean isOver, final AtomicReference<String> error) {
        final long[] last = new long[1];
        long reads = 0;
        while (!isOver.get()) {
            for (int i = 0; i < KEYS; i++) {
                final int key = i;
                store.reader().read(OWNER, NAMES.get(key), (counter, nonce, version, buffer, offset, length) -> {
                    final String wrong = version < last[0] ? "went back" : wrong(version, key, buffer, offset, length);
                    last[0] = version;
                    if (wrong != null) {
                        error.compareAndSet(null, wrong);
                    }
                });
                reads++;
            }
        }
        return reads;
    }

    private long readWholeUntil(final AtomicBoolean isOver, final AtomicReference<String> error) {
        long reads = 0;
        while (!isOver.get()) {
            final long[] round = {0};
            store.reader().forEachEntry(OTHER, (version, kind, buffer, keyAt, keyLength, valueAt, valueLength) -> {
                final int key = Integer.parseInt(buffer.getStringWithoutLengthAscii(keyAt + 3, keyLength - 3));
                final long ofRound = (version + KEYS - 1) / KEYS;
                final String wrong = wrong(ofRound * KEYS, key, buffer, valueAt, valueLength);
                if (wrong != null || round[0] != 0 && round[0] != ofRound) {
                    error.compareAndSet(null, wrong == null ? "two versions in one view" : wrong);
                }
                round[0] = ofRound;
            });
            reads++;
        }
        return reads;
    }

    @Test
    void shouldReadTheViewBeforeWhenTheMergingThreadIsParkedInTheMiddleOfAPublish() throws Exception {
        final Stop stop = new Stop();
        final LocalStore parking = open(new LocalStore.Rules(
                new MergeRules() {
                    @Override
                    void beforePublish() {
                        stop.here();
                    }
                },
                new CutRules(),
                new SelfRules()));
        parking.replica().hold(OWNER);
        parking.replica().merge(whole(OWNER, 1, KEYS));
        final Thread merge = new Thread(() -> parking.replica().merge(whole(OWNER, 2, KEYS)), Stop.PARKED);
        merge.start();
        stop.await();
        for (int i = 0; i < 1_000; i++) {
            assertEquals(KEYS, parking.reader().snapshot(OWNER).version());
            assertTrue(parking.reader()
                    .read(
                            OWNER,
                            NAMES.get(3),
                            (counter, nonce, version, buffer, offset, length) ->
                                    assertNull(wrong(version, 3, buffer, offset, length))));
        }
        stop.go();
        merge.join();
        assertEquals(2L * KEYS, parking.reader().snapshot(OWNER).version());
    }

    @Test
    void shouldDelayNeitherReadersNorTheMergingThreadWhenASelfWriterIsParkedInTheMiddleOfAPublish() throws Exception {
        final Stop stop = new Stop();
        final LocalStore own = open(new LocalStore.Rules(new MergeRules(), new CutRules(), new SelfRules() {
            @Override
            void beforePublish() {
                stop.here();
            }
        }));
        own.self().put(NAMES.get(0), new byte[] {1});
        final Thread writer = new Thread(() -> own.self().put(NAMES.get(0), new byte[] {2}), Stop.PARKED);
        writer.start();
        stop.await();

        assertEquals(1, own.self().version());
        assertEquals(new Generation(1, 1), own.self().generation());
        assertTrue(own.reader()
                .read(
                        SELF,
                        NAMES.get(0),
                        (c, n, v, buffer, offset, length) -> assertEquals(1, buffer.getByte(offset))));
        final OwnerDigest asker = new OwnerDigest().setNothing(own.hash().of(SELF));
        assertEquals(CutOutcome.COMPLETE, own.replica().cut(asker, ChunkBuffer.unlimited()));
        assertNotEquals(0, own.replica().rootHash());
        assertFalse(own.self().isOutbidBy(1, 1, 1));
        assertFalse(own.self().hasTombstoneUpTo(1));
        assertFalse(own.self().tryPurge(1), "another write is under way");
        assertFalse(own.self().tryRelive(new Generation(2, 2)), "another write is under way");
        own.replica().hold(OWNER);
        assertEquals(MergeOutcome.PUBLISHED, own.replica().merge(whole(OWNER, 1, KEYS)));

        stop.go();
        writer.join();
        assertEquals(2, own.self().version());
        assertTrue(own.self().tryRelive(new Generation(2, 2)));
    }

    /** Where one thread is stopped. */
    private static final class Stop {
        static final String PARKED = "parked";
        private final CountDownLatch parked = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);

        void here() {
            if (Thread.currentThread().getName().equals(PARKED)) {
                parked.countDown();
                await(go);
            }
        }

        void await() {
            await(parked);
        }

        void go() {
            go.countDown();
        }

        private static void await(final CountDownLatch latch) {
            try {
                assertTrue(latch.await(30, TimeUnit.SECONDS));
            } catch (final InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void shouldCutOnePublishedStateWhenSelfWritersGoOnMeanwhile() throws Exception {
        final AtomicBoolean isOver = new AtomicBoolean();
        final List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            writers.add(threads.submit(() -> {
                for (byte round = 0; !isOver.get(); round++) {
                    final byte[] value = new byte[round & 0x7F];
                    Arrays.fill(value, round);
                    store.self().batch(batch -> NAMES.forEach(name -> batch.put(name, value)));
                }
            }));
        }
        final long hash = store.hash().of(SELF);
        final ChunkBuffer chunk = ChunkBuffer.unlimited();
        for (int i = 0; i < 5_000; i++) {
            if (store.replica().cut(new OwnerDigest().setNothing(hash), chunk) == CutOutcome.COMPLETE) {
                assertOneBatch(chunk);
            }
        }
        isOver.set(true);
        for (final Future<?> writer : writers) {
            writer.get();
        }
    }

    private static void assertOneBatch(final ChunkBuffer chunk) {
        int length = -1;
        byte fill = 0;
        while (chunk.next()) {
            final byte first =
                    chunk.valueLength() == 0 ? 0 : chunk.entryBuffer().getByte(chunk.valueOffset());
            assertTrue(length == -1 || length == chunk.valueLength() && fill == first, () -> "torn, chunk=" + chunk);
            length = chunk.valueLength();
            fill = first;
        }
    }
}
