package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.StoreLimits;
import io.gossip.spi.NioBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules V and J and the limits: what is refused, and that a refusal leaves nothing behind but a count. */
@DisplayName("V, J, N2, N3: refused, counted, nothing changed, nothing thrown")
final class ChunkRefusalTest {
    private static final NodeId OWNER = NodeId.of("o");
    private static final KeyedHash HASH = KeyedHash.of("refusal", "1");
    private static final StoreLimits LIMITS =
            StoreLimits.defaults().withMaxKeysPerOwner(4).withMaxValueLength(6).withMaxVersionJump(100);
    private static final byte[] VALUE = {1, 2, 3};
    private static final String LONGEST = "k".repeat(255);

    private final OwnerStore store = OwnerStore.create(NodeId.of("x"), new Generation(1, 1), HASH, LIMITS, 7);
    private final List<String> heard = new ArrayList<>();

    /** Visible before each: life 5.1 at version 10, with one key. */
    @BeforeEach
    void hold() {
        store.replica().hold(OWNER);
        final ChunkBuffer first = ChunkBuffer.unlimited();
        first.begin(OWNER, 5, 1, 0, 10, 0, 0).set(3, "k", VALUE).end(10);
        assertEquals(MergeOutcome.PUBLISHED, store.replica().merge(first));
        store.replica().listener(new ReplicaListener() {
            @Override
            public void onPublish(
                    final NodeId owner,
                    final long ownerHash,
                    final long counter,
                    final long nonce,
                    final long from,
                    final long to,
                    final boolean newLife) {
                heard.add("publish " + to);
            }

            @Override
            public void onForgotten(final NodeId owner) {
                heard.add("forgotten");
            }
        });
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                header("owner missing", null, 5, 1, 10, 11, 11, 0, 0),
                header("life before every life", OWNER, 0, 0, 0, 1, 1, 0, 0),
                header("negative counter", OWNER, -1, 1, 0, 1, 1, 0, 0),
                header("lowest counter", OWNER, Long.MIN_VALUE, 1, 0, 1, 1, 0, 0),
                header("negative from", OWNER, 5, 1, -1, 11, 11, 0, 0),
                header("to below from", OWNER, 5, 1, 12, 11, 13, 0, 0),
                header("target below to", OWNER, 5, 1, 10, 12, 11, 0, 0),
                header("all negative", OWNER, 5, 1, -3, -2, -1, -1, 0),
                header("no progress before the target", OWNER, 5, 1, 10, 10, 12, 0, 0),
                header("floor above target", OWNER, 5, 1, 10, 12, 12, 13, 0),
                header("negative floor", OWNER, 5, 1, 10, 12, 12, -1, 0),
                header("reset that does not begin at 0", OWNER, 5, 1, 1, 12, 12, 0, ChunkFlags.RESET),
                header("rumor that is not complete", OWNER, 5, 1, 10, 11, 12, 0, ChunkFlags.RUMOR),
                header("rumor that is a reset", OWNER, 5, 1, 0, 12, 12, 0, ChunkFlags.RUMOR | ChunkFlags.RESET),
                header("version too far ahead", OWNER, 5, 1, 10, 111, 111, 0, 0),
                header("highest version", OWNER, 5, 1, 10, Long.MAX_VALUE, Long.MAX_VALUE, 0, 0),
                header("counter too far ahead", OWNER, 6 + (1L << 48), 1, 0, 1, 1, 0, 0),
                header("highest counter", OWNER, Long.MAX_VALUE, 1, 0, 1, 1, 0, 0),
                header("version of a new life too far ahead", OWNER, 6, 1, 0, 101, 101, 0, 0));
    }

    private static Arguments header(
            final String what,
            final NodeId owner,
            final long counter,
            final long nonce,
            final long from,
            final long to,
            final long target,
            final long floor,
            final int flags) {
        final ChunkBuffer chunk = ChunkBuffer.unlimited();
        chunk.begin(owner, counter, nonce, from, target, floor, flags).end(to);
        return Arguments.of(what, chunk);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headers")
    void shouldRefuseWhenHeaderIsMalformed(final String what, final ChunkBuffer chunk) {
        assertRefused(chunk);
    }

    static Stream<Arguments> entries() {
        return Stream.of(
                entries("at from", 12, chunk -> chunk.set(10, "a", VALUE)),
                entries("above to", 12, chunk -> chunk.set(13, "a", VALUE)),
                entries("unsorted", 12, chunk -> chunk.set(12, "a", VALUE).set(11, "b", VALUE)),
                entries("twice", 12, chunk -> chunk.set(11, "a", VALUE).set(11, "b", VALUE)),
                entries("negative", 12, chunk -> chunk.set(-11, "a", VALUE)),
                entries("empty key", 12, chunk -> chunk.set(11, "", VALUE)),
                entries("empty key of a tombstone", 12, chunk -> chunk.tombstone(11, "")),
                entries("key too long", 12, chunk -> chunk.set(11, LONGEST + "k", VALUE)),
                entries("key with a control character", 12, chunk -> chunk.set(11, "a\nb", VALUE)),
                entries("key that is no text", 12, chunk -> chunk.entry(11, EntryKind.SET, new byte[] {-1}, VALUE)),
                entries("value too long", 12, chunk -> chunk.set(11, "a", new byte[7])),
                entries("tombstone with a value", 12, chunk -> chunk.entry(11, 2, new byte[] {'a'}, VALUE)),
                entries("purge with a key", 12, chunk -> chunk.entry(11, 3, new byte[] {'a'}, new byte[8])),
                entries("purge without a value", 12, chunk -> chunk.entry(11, 3, new byte[0], new byte[0])),
                entries("purge of 9 bytes", 12, chunk -> chunk.entry(11, 3, new byte[0], new byte[9])),
                entries("purge other than the header's", 12, chunk -> chunk.purge(12, 11)),
                entries("kind above 8 bits", 12, chunk -> chunk.entry(11, 256, new byte[] {'a'}, VALUE)),
                entries("negative kind", 12, chunk -> chunk.entry(11, -1, new byte[] {'a'}, VALUE)),
                entries("unknown kind, value too long", 12, chunk -> chunk.entry(11, 9, new byte[0], new byte[7])),
                entries("unknown kind, key too long", 12, chunk -> chunk.entry(11, 9, new byte[256], VALUE)),
                entries("too many keys with those held", 20, chunk -> chunk.set(11, "a", VALUE)
                        .set(12, "b", VALUE)
                        .set(13, "c", VALUE)
                        .set(14, "d", VALUE)));
    }

    private static Arguments entries(final String what, final long to, final Consumer<ChunkBuffer> content) {
        final ChunkBuffer chunk = ChunkBuffer.unlimited();
        chunk.begin(OWNER, 5, 1, 10, to, 0, 0);
        content.accept(chunk);
        chunk.end(to);
        return Arguments.of(what, chunk);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void shouldRefuseWhenAnEntryIsMalformed(final String what, final ChunkBuffer chunk) {
        assertRefused(chunk);
    }

    @Test
    void shouldRefuseWhenPurgeGoesBeyondItself() {
        final ChunkBuffer chunk = ChunkBuffer.unlimited();
        chunk.begin(OWNER, 5, 1, 10, 12, 12, 0).purge(11, 12).end(12);
        assertRefused(chunk);
    }

    @Test
    void shouldRefuseWhenChunkHoldsMoreThanAnyView() {
        final ChunkBuffer chunk = ChunkBuffer.unlimited();
        chunk.begin(OWNER, 5, 1, 10, 30, 0, 0);
        for (int i = 11; i < 17; i++) {
            chunk.set(i, "same", VALUE);
        }
        chunk.end(16);
        assertRefused(chunk);
    }

    @Test
    void shouldRefuseWhenStageWouldHoldMoreThanAnyView() {
        final ChunkBuffer part = ChunkBuffer.unlimited();
        part.begin(OWNER, 6, 1, 0, 30, 0, 0)
                .set(1, "a", VALUE)
                .set(2, "b", VALUE)
                .set(3, "c", VALUE)
                .set(4, "d", VALUE)
                .end(4);
        assertEquals(MergeOutcome.STAGED, store.replica().merge(part));
        final ChunkBuffer more = ChunkBuffer.unlimited();
        more.begin(OWNER, 6, 1, 4, 30, 0, 0)
                .set(5, "e", VALUE)
                .set(6, "f", VALUE)
                .end(6);
        assertRefused(more);
        final ChunkBuffer last = ChunkBuffer.unlimited();
        last.begin(OWNER, 6, 1, 4, 5, 0, 0).set(5, "e", VALUE).end(5);
        assertEquals(MergeOutcome.STAGED, store.replica().merge(last)); // 30 is still the target
        final ChunkBuffer whole = ChunkBuffer.unlimited();
        whole.begin(OWNER, 6, 1, 5, 30, 0, 0).end(30);
        assertRefused(whole); // one key too many for a view
    }

    /** A source whose accessors say what they like, over a buffer of 16 bytes. */
    private record Hostile(
            NioBuffer buffer, int keyOffset, int keyLength, int valueOffset, int valueLength, boolean isEndless)
            implements ChunkSource {
        private static final long[] CURSOR = new long[1];

        @Override
        public NodeId owner() {
            return OWNER;
        }

        @Override
        public long counter() {
            return 5;
        }

        @Override
        public long nonce() {
            return 1;
        }

        @Override
        public long fromVersionExclusive() {
            return 10;
        }

        @Override
        public long toVersion() {
            return 100;
        }

        @Override
        public long targetVersion() {
            return 100;
        }

        @Override
        public long purgeFloor() {
            return 0;
        }

        @Override
        public boolean isReset() {
            return false;
        }

        @Override
        public boolean isRumor() {
            return false;
        }

        @Override
        public void rewind() {
            CURSOR[0] = 0;
        }

        @Override
        public boolean next() {
            CURSOR[0]++;
            return isEndless || CURSOR[0] == 1;
        }

        @Override
        public long entryVersion() {
            return 10 + CURSOR[0];
        }

        @Override
        public int entryKind() {
            return 77;
        }

        @Override
        public NioBuffer entryBuffer() {
            return buffer;
        }
    }

    static Stream<Hostile> hostile() {
        final NioBuffer bytes = NioBuffer.allocate(16);
        return Stream.of(
                new Hostile(null, 0, 1, 1, 1, false),
                new Hostile(bytes, -1, 1, 1, 1, false),
                new Hostile(bytes, 0, -1, 1, 1, false),
                new Hostile(bytes, 16, 1, 1, 1, false),
                new Hostile(bytes, 10, 7, 1, 1, false),
                new Hostile(bytes, Integer.MAX_VALUE, 1, 1, 1, false),
                new Hostile(bytes, 0, Integer.MAX_VALUE, 1, 1, false),
                new Hostile(bytes, 0, 1, -1, 1, false),
                new Hostile(bytes, 0, 1, Integer.MIN_VALUE, 1, false),
                new Hostile(bytes, 0, 1, 12, 5, false),
                new Hostile(bytes, 0, 1, 1, Integer.MAX_VALUE, false),
                new Hostile(bytes, 0, 1, 1, Integer.MIN_VALUE, false),
                new Hostile(bytes, 0, 1, 1, 1, true));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    @DisplayName("N8: accessors outside of the buffer, or without end, throw nothing")
    void shouldRefuseWhenSourceDisagreesWithItself(final Hostile chunk) {
        assertRefused(chunk);
    }

    @Test
    void shouldTakeWhatIsJustWithinTheBounds() {
        final ChunkBuffer chunk = ChunkBuffer.unlimited();
        chunk.begin(OWNER, 5 + (1L << 48), -1, 0, 100, 1, 0)
                .set(1, LONGEST, new byte[6])
                .set(2, "\u00a0\u0800\ud800\udc00", new byte[0])
                .entry(3, 255, new byte[255], new byte[6])
                .tombstone(4, "t")
                .purge(5, 1)
                .end(100);
        assertEquals(MergeOutcome.IGNORED, store.replica().merge(chunk)); // a new life must begin from nothing
        final ChunkBuffer reset = ChunkBuffer.unlimited();
        reset.begin(OWNER, 5 + (1L << 48), -1, 0, 100, 1, ChunkFlags.RESET)
                .set(1, LONGEST, new byte[6])
                .set(2, "\u00a0\u0800\ud800\udc00", new byte[0])
                .entry(3, 255, new byte[255], new byte[6])
                .tombstone(4, "t")
                .purge(5, 1)
                .end(100);
        assertEquals(MergeOutcome.PUBLISHED, store.replica().merge(reset));
        assertEquals(0, store.replica().refusedCount());
        assertEquals(3, store.reader().snapshot(OWNER).entries().size());
    }

    private void assertRefused(final ChunkSource chunk) {
        final long count = store.replica().refusedCount();
        final OwnerSnapshot before = store.reader().snapshot(OWNER);
        final String digest = digest();
        final long root = store.replica().rootHash();

        assertEquals(MergeOutcome.REFUSED, store.replica().merge(chunk));

        assertEquals(count + 1, store.replica().refusedCount());
        assertEquals(before, store.reader().snapshot(OWNER));
        assertEquals(digest, digest());
        assertEquals(root, store.replica().rootHash());
        assertEquals(List.of(), heard);
        assertNull(store.reader().snapshot(NodeId.of("somebody else")));
    }

    private String digest() {
        final OwnerDigest digest = new OwnerDigest();
        store.replica().digest(HASH.of(OWNER), digest);
        return digest.toString();
    }
}
