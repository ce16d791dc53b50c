package io.gossip.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.StoreLimits;
import io.gossip.spi.NioBuffer;
import java.nio.ByteOrder;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries that come in the form of views make the same views as those that do not, and are judged by their bytes. */
final class EncodedEntriesTest {
    private static final NodeId OWNER = NodeId.of("owner");
    private static final byte[] VALUE = {1, 2, 3};
    private static final int ENTRY = 5;

    private final OwnerStore plain = store();
    private final OwnerStore encoded = store();

    private static OwnerStore store() {
        return OwnerStore.create(
                NodeId.of("x"), new Generation(1, 1), KeyedHash.of("c", "1"), StoreLimits.defaults(), 7);
    }

    @BeforeEach
    void hold() {
        plain.replica().hold(OWNER);
        encoded.replica().hold(OWNER);
    }

    private static ChunkBuffer chunk(final long from, final long target, final long floor, final int flags) {
        return ChunkBuffer.unlimited().begin(OWNER, 5, 1, from, target, floor, flags);
    }

    private static ChunkBuffer ended(final ChunkBuffer chunk, final long to) {
        chunk.end(to);
        return chunk;
    }

    private void mergeBoth(final ChunkBuffer chunk, final UnaryOperator<ChunkSource> encoding) {
        final ChunkSource source = encoding.apply(chunk);
        final MergeOutcome outcome = encoded.replica().merge(source);
        assertEquals(plain.replica().merge(chunk), outcome);
        assertEquals(plain.reader().snapshot(OWNER) == null, encoded.reader().snapshot(OWNER) == null);
        if (plain.reader().snapshot(OWNER) != null) {
            assertEquals(plain.reader().snapshot(OWNER), encoded.reader().snapshot(OWNER));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void shouldMakeTheSameViews(final int gap) {
        final UnaryOperator<ChunkSource> encoding = source -> new EncodedSource(source, gap);
        final ChunkBuffer first = chunk(0, 3, 0, ChunkFlags.RESET);
        mergeBoth(ended(first.set(1, "a", VALUE).set(2, "b", new byte[0]).set(3, "c", VALUE), 3), encoding);
        mergeBoth(ended(chunk(3, 5, 0, 0).set(4, "b", VALUE).tombstone(5, "a"), 5), encoding);
        final ChunkBuffer overlapping = chunk(2, 7, 0, 0);
        overlapping
                .set(3, "c", VALUE)
                .set(4, "b", VALUE)
                .tombstone(5, "a")
                .set(6, "d", VALUE)
                .set(7, "c", VALUE);
        mergeBoth(ended(overlapping, 7), encoding);
        mergeBoth(ended(chunk(7, 8, 5, 0).purge(8, 5), 8), encoding);
        // Staged in two parts, then whole.
        mergeBoth(ended(chunk(8, 12, 5, 0).set(9, "e", VALUE).tombstone(10, "d"), 10), encoding);
        mergeBoth(
                ended(chunk(10, 12, 5, 0).entry(11, 77, new byte[] {'f'}, VALUE).set(12, "b", VALUE), 12), encoding);
        final ChunkBuffer many = chunk(12, 60, 5, 0);
        for (int version = 13; version <= 60; version++) {
            many.set(version, "key" + version, new byte[version]);
        }
        mergeBoth(ended(many, 60), encoding);
        mergeBoth(ended(chunk(60, 61, 5, 0).set(61, "key30", VALUE), 61), encoding);
    }

    /** One entry with lengths as they may come, at a place in a buffer of 64 bytes. */
    private record Torn(ChunkSource whole, NioBuffer entryBuffer, int entryOffset) implements ForwardingSource {}

    @ParameterizedTest
    @CsvSource({
        "-2, 1, 1",
        "50, 1, 1",
        "2147483647, 1, 1",
        "5, 300, 1",
        "5, 65535, 1",
        "5, 45, 0",
        "5, 1, 44",
        "5, 1, -1",
        "5, 1, 2147483647",
        "5, 1, -2147483648"
    })
    void shouldRefuseWhatLiesOutsideOfItsBuffer(final int offset, final int keyLength, final int valueLength) {
        final NioBuffer bytes = NioBuffer.allocate(64);
        bytes.setMemory(0, 64, (byte) 'k');
        bytes.putLong(ENTRY, 1, ByteOrder.LITTLE_ENDIAN);
        bytes.putByte(ENTRY + EntryDescriptor.KIND_OFFSET, (byte) EntryKind.SET);
        bytes.putShort(ENTRY + EntryDescriptor.KEY_LENGTH_OFFSET, (short) keyLength, ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(ENTRY + EntryDescriptor.KEY_OFFSET + Math.min(keyLength, 1), valueLength, ByteOrder.LITTLE_ENDIAN);
        final ChunkSource chunk =
                new Torn(ended(chunk(0, 1, 0, ChunkFlags.RESET).set(1, "k", VALUE), 1), bytes, offset);
        assertEquals(MergeOutcome.REFUSED, encoded.replica().merge(chunk));
        assertEquals(1, encoded.replica().refusedCount());
    }
}
