package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.Batch;
import io.gossip.Generation;
import io.gossip.InvalidValueException;
import io.gossip.LimitExceededException;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import io.gossip.ValueCodec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The owner's own record: numbers, batches, limits, purges, lives, and every bad argument. */
final class SelfWriterTest {
    private static final NodeId SELF = NodeId.of("self");
    private static final KeyedHash HASH = KeyedHash.of("self", "1");
    private static final StoreKey<String> A = StoreKey.utf8("a");
    private static final StoreKey<String> B = StoreKey.utf8("b");
    private static final StoreKey<String> C = StoreKey.utf8("c");

    private final OwnerStore store = OwnerStore.create(
            SELF,
            new Generation(5, 3),
            HASH,
            StoreLimits.defaults().withMaxKeysPerOwner(2).withMaxValueLength(4),
            7);
    private final SelfWriter self = store.self();

    @Test
    void shouldBeVisibleWithoutKeysWhenNew() {
        final OwnerSnapshot seen = store.reader().snapshot(SELF);
        assertEquals(new Generation(5, 3), seen.generation());
        assertEquals(0, seen.version());
        assertEquals(Map.of(), seen.entries());
    }

    @Test
    void shouldNumberWritesFromOne() {
        self.put(A, "1");
        self.put(A, "2");
        assertTrue(self.remove(A));
        assertEquals(3, self.version());
        assertEquals(Map.of("a", NodeInfo.Entry.tombstone(3)), entries());
    }

    @Test
    void shouldWriteNothingWhenRemovedKeyIsMissing() {
        assertFalse(self.remove(A));
        self.put(A, "1");
        self.remove(A);
        assertFalse(self.remove(A));
        assertEquals(2, self.version());
    }

    @Test
    void shouldPublishOneVersionPerKeyWhenBatched() {
        self.put(B, "old");
        self.batch(batch ->
                batch.put(A, "1").remove(B).put(A, "2").remove(C).put(C, "3").remove(C));
        assertEquals(3, self.version());
        assertEquals(Map.of("a", NodeInfo.Entry.of(3, new byte[] {'2'}), "b", NodeInfo.Entry.tombstone(2)), entries());
    }

    @Test
    void shouldWriteNothingWhenBatchIsEmpty() {
        self.batch(batch -> {});
        self.batch(batch -> batch.remove(A));
        assertEquals(0, self.version());
    }

    @Test
    void shouldWriteNothingWhenBatchThrows() {
        final IllegalStateException thrown = new IllegalStateException("user's own");
        final Executable batch = () -> self.batch(writes -> {
            writes.put(A, "1");
            throw thrown;
        });
        assertEquals(thrown, assertThrows(IllegalStateException.class, batch));
        assertEquals(0, self.version());
    }

    @Test
    void shouldRefuseWhenBatchIsUsedAfterItsCall() {
        final AtomicReference<Batch> kept = new AtomicReference<>();
        self.batch(kept::set);
        assertMessage(InvalidValueException.class, "batch is over, key=a", () -> kept.get()
                .put(A, "1"));
        assertMessage(InvalidValueException.class, "batch is over, key=b", () -> kept.get()
                .remove(B));
        assertEquals(0, self.version());
    }

    @Test
    @DisplayName("N6: an over-long value is refused at write time")
    void shouldRefuseWhenValueIsTooLong() {
        self.put(A, "1234");
        final String message = "value too long, key=a length=5 maxValueLength=4";
        assertMessage(LimitExceededException.class, message, () -> self.put(A, "12345"));
        assertMessage(LimitExceededException.class, message, () -> self.batch(batch -> batch.put(A, "12345")));
        assertEquals(1, self.version());
    }

    @Test
    void shouldRefuseWhenThereAreTooManyKeysUntilTombstonesArePurged() {
        self.batch(batch -> batch.put(A, "1").put(B, "2"));
        self.remove(A);
        assertMessage(
                LimitExceededException.class,
                "too many keys, values and tombstones, keys=3 maxKeysPerOwner=2",
                () -> self.put(C, "3"));
        assertEquals(3, self.version());

        assertTrue(self.tryPurge(self.version()));
        self.put(C, "3");
        assertEquals(5, self.version());
    }

    @Test
    void shouldRefuseWhenArgumentIsNull() {
        assertMessage(InvalidValueException.class, "must not be null, key=null", () -> self.put(null, "1"));
        assertMessage(
                InvalidValueException.class,
                "must not be null, remove a key instead, key=a value=null",
                () -> self.put(A, null));
        assertMessage(InvalidValueException.class, "must not be null, key=null", () -> self.remove(null));
        assertMessage(InvalidValueException.class, "must not be null, writes=null", () -> self.batch(null));
        assertMessage(
                InvalidValueException.class,
                "must not be null, key=null",
                () -> self.batch(batch -> batch.put(null, "1")));
        assertMessage(
                InvalidValueException.class,
                "must not be null, key=null",
                () -> self.batch(batch -> batch.remove(null)));
        assertMessage(InvalidValueException.class, "must not be null, next=null", () -> self.relive(null));
        assertEquals(0, self.version());
    }

    @Test
    void shouldRefuseWhenPurgeIsOutOfRange() {
        self.put(A, "1");
        for (final long bad : List.of(Long.MIN_VALUE, -1L, 0L, 2L, Long.MAX_VALUE)) {
            assertMessage(
                    InvalidValueException.class, "out of range [1, 1], upToVersion=" + bad, () -> self.tryPurge(bad));
        }
        assertEquals(1, self.version());
    }

    @Test
    @DisplayName("P17: a purge removes the tombstones up to it and changes no read")
    void shouldDropTombstonesWhenPurged() {
        self.put(A, "1");
        self.put(B, "2");
        self.remove(A);
        assertFalse(self.hasTombstoneUpTo(2));
        assertTrue(self.hasTombstoneUpTo(3));
        assertTrue(self.hasTombstoneUpTo(Long.MAX_VALUE));

        assertTrue(self.tryPurge(3));

        assertEquals(4, self.version());
        assertEquals(3, store.reader().snapshot(SELF).purgeFloor());
        assertEquals(Map.of("b", NodeInfo.Entry.of(2, new byte[] {'2'})), entries());
        assertFalse(self.hasTombstoneUpTo(Long.MAX_VALUE));
        assertFalse(self.tryPurge(3), "the floor is there already");
        assertFalse(self.tryPurge(1), "the floor never goes back");
        assertEquals(4, self.version());
    }

    @Test
    void shouldKeepLaterTombstonesWhenPurged() {
        self.put(A, "1");
        self.remove(A);
        self.put(B, "2");
        self.remove(B);
        self.tryPurge(3);
        assertEquals(Map.of("b", NodeInfo.Entry.tombstone(4)), entries());
        assertTrue(self.hasTombstoneUpTo(4));
    }

    @Test
    @DisplayName("G': the live keys are writes 1..n of the new life, by key, in one step")
    void shouldRepublishLiveKeysWhenRelived() {
        self.put(B, "2");
        self.put(A, "1");
        self.remove(B);
        self.tryPurge(3);
        self.put(B, "3");

        self.relive(new Generation(9, 0));

        final OwnerSnapshot seen = store.reader().snapshot(SELF);
        assertEquals(new Generation(9, 0), seen.generation());
        assertEquals(2, seen.version());
        assertEquals(0, seen.purgeFloor());
        assertEquals(
                Map.of("a", NodeInfo.Entry.of(1, new byte[] {'1'}), "b", NodeInfo.Entry.of(2, new byte[] {'3'})),
                seen.entries());
    }

    @Test
    void shouldRefuseToReliveWhenLifeIsNotHigher() {
        for (final Generation bad : List.of(new Generation(5, 3), new Generation(5, 2), new Generation(4, -1))) {
            assertMessage(
                    InvalidValueException.class,
                    "not above the present life, next=" + bad + " present=5.3",
                    () -> self.relive(bad));
        }
        self.relive(new Generation(5, -1)); // nonces are unsigned
        assertEquals(new Generation(5, -1), self.generation());
    }

    @Test
    @DisplayName("G', J: outbid by a higher life or version, but not by one beyond belief")
    void shouldSeeItselfOutbidWhenSomebodyIsAhead() {
        self.put(A, "1");
        assertTrue(self.isOutbidBy(5, 4, 0));
        assertTrue(self.isOutbidBy(6, 0, 0));
        assertTrue(self.isOutbidBy(5 + (1L << 48), 0, 0));
        assertTrue(self.isOutbidBy(5, 3, 2));
        assertFalse(self.isOutbidBy(5, 3, 1));
        assertFalse(self.isOutbidBy(5, 2, 9));
        assertFalse(self.isOutbidBy(4, -1, 9));
        assertFalse(self.isOutbidBy(6 + (1L << 48), 0, 0));
        assertFalse(self.isOutbidBy(Long.MAX_VALUE, 0, 0));
        assertFalse(self.isOutbidBy(-1, 4, 9));
        assertFalse(self.isOutbidBy(6, 4, -1));
    }

    @Test
    void shouldRefuseWhenCodecMisbehaves() {
        assertMessage(
                InvalidValueException.class,
                "codec gave a negative length, key=bad length=-1",
                () -> self.put(StoreKey.of("bad", new LyingCodec(-1)), "x"));
        assertMessage(
                InvalidValueException.class,
                "codec wrote beyond the length it gave, key=bad length=1",
                () -> self.put(StoreKey.of("bad", new LyingCodec(1)), "x"));
        assertEquals(0, self.version());
    }

    /** Says one length and writes 8 bytes. */
    private record LyingCodec(int length) implements ValueCodec<String> {
        @Override
        public int encodedLength(final String value) {
            return length;
        }

        @Override
        public void encode(final String value, final MutableDirectBuffer buffer, final int offset) {
            buffer.putLong(offset, 1);
        }

        @Override
        public String decode(final DirectBuffer buffer, final int offset, final int bytes) {
            return "";
        }
    }

    @Test
    void shouldRefuseToOpenWhenArgumentIsBad() {
        final StoreLimits limits = StoreLimits.defaults();
        final Generation first = new Generation(1, 1);
        assertMessage(
                InvalidValueException.class,
                "must not be null, self=null",
                () -> OwnerStore.create(null, first, HASH, limits, 7));
        assertMessage(
                InvalidValueException.class,
                "must not be null, generation=null",
                () -> OwnerStore.create(SELF, null, HASH, limits, 7));
        assertMessage(
                InvalidValueException.class,
                "must not be null, hash=null",
                () -> OwnerStore.create(SELF, first, null, limits, 7));
        assertMessage(
                InvalidValueException.class,
                "must not be null, limits=null",
                () -> OwnerStore.create(SELF, first, HASH, null, 7));
        assertMessage(
                InvalidValueException.class,
                "must be above the life before every life, generation=0.0",
                () -> OwnerStore.create(SELF, Generation.NONE, HASH, limits, 7));
    }

    private Map<String, NodeInfo.Entry> entries() {
        return store.reader().snapshot(SELF).entries();
    }

    private static void assertMessage(
            final Class<? extends RuntimeException> type, final String message, final Executable call) {
        assertEquals(message, assertThrows(type, call).getMessage());
    }

    @Test
    void shouldLimitTheTimeOfWhatIsThereWithoutAWrite() {
        final StoreKey<String> key = StoreKey.utf8("limited");
        assertFalse(self.limitTime(key, 5), "nothing there");
        self.put(key, "v");
        final long version = self.version();
        assertTrue(self.limitTime(key, 5));
        assertEquals(version, self.version());
        assertEquals(Map.of("limited", 5L), timesLeft(77));
        assertEquals(5, self.expire(100));
        assertEquals(Map.of("limited", 1L), timesLeft(104));
        assertEquals(Map.of("limited", 1L), timesLeft(900));
        assertEquals(Map.of("limited", 5L), timesLeft(99), "from before it began, as another thread may ask");
        assertEquals(Long.MAX_VALUE, self.expire(105));
        assertEquals(version + 1, self.version());
        assertEquals(Map.of(), timesLeft(105));
        assertFalse(self.limitTime(key, 5), "a tombstone");
        for (final long bad : new long[] {0, -1, Duration.ofDays(3_650).toNanos() + 1}) {
            assertThrows(InvalidValueException.class, () -> self.limitTime(key, bad));
        }
        assertThrows(InvalidValueException.class, () -> self.limitTime(null, 1));
        assertThrows(InvalidValueException.class, () -> self.forEachTimeLeft(0, null));
        assertThrows(InvalidValueException.class, () -> self.inTurn(null));
    }

    private Map<String, Long> timesLeft(final long nowNs) {
        final Map<String, Long> left = new HashMap<>();
        self.forEachTimeLeft(nowNs, left::put);
        return left;
    }

    /** The protocol thread must go on, though it can neither delete nor purge nor begin another life. */
    @Test
    void shouldPutOffWhatThereIsNoMemoryFor() {
        final OwnerStore small = OwnerStore.create(
                SELF, new Generation(5, 3), HASH, StoreLimits.defaults().withMaxMemory(1 << 20), 7);
        final SelfWriter writer = small.self();
        writer.put(A, "1", Duration.ofMillis(1));
        writer.put(B, "2");
        writer.remove(B);
        int puts = 0;
        boolean isFull = false;
        while (!isFull && puts < 1_000) {
            try {
                writer.put(StoreKey.bytes("k" + puts++), new byte[20_000]);
            } catch (final LimitExceededException e) {
                isFull = true;
            }
        }
        assertTrue(isFull);
        final long version = writer.version();
        assertEquals(Duration.ofMillis(1).toNanos(), writer.expire(0));
        assertEquals(
                Duration.ofSeconds(1).toNanos(),
                writer.expire(Duration.ofMillis(2).toNanos()));
        assertFalse(writer.tryPurge(version));
        assertFalse(writer.tryRelive(new Generation(6, 1)));
        assertEquals(version, writer.version());
        assertEquals(new Generation(5, 3), writer.generation());
    }

    @Test
    void shouldLetNobodyWriteInTurn() throws InterruptedException {
        final Thread writer = new Thread(() -> self.put(StoreKey.utf8("waits"), "v"));
        final long version = self.version();
        self.inTurn(() -> {
            writer.start();
            // It waits for the turn: then, and not before, it was kept out.
            while (writer.getState() != Thread.State.WAITING) {
                assertTrue(writer.isAlive());
                Thread.onSpinWait();
            }
            assertEquals(version, self.version());
            return null;
        });
        writer.join();
        assertEquals(version + 1, self.version());
    }
}
