package io.gossip.stress;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import io.gossip.store.ChunkBuffer;
import io.gossip.store.EntryVisitor;
import io.gossip.store.KeyedHash;
import io.gossip.store.OwnerStore;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;

/**
 * Views that tell torn from whole. Round r of a record rewrites all its keys, in one publish, with values that are filled
 * with r and as long as r says; its version is r times the number of keys. Of such a record every read can be judged by
 * itself: {@link Judge}, {@link #roundOf}.
 */
final class Rounds {
    /** Told of a read that mixed two rounds, or found bytes that no round wrote. */
    static final int TORN = -1;

    /** How often a reader looks again, at most, until it sees something else. */
    static final int LOOKS = 10;

    static final NodeId SELF = NodeId.of("self");
    static final NodeId OWNER = NodeId.of("owner");

    private static final StoreKey<byte[]>[] KEYS = keys();

    private final int keys;
    private final int lengthStep;

    /**
     * @param keys keys of the record, 1 to 64
     * @param lengthStep bytes by which the values of a round are longer than those of the one before
     */
    Rounds(final int keys, final int lengthStep) {
        this.keys = keys;
        this.lengthStep = lengthStep;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static StoreKey<byte[]>[] keys() {
        return IntStream.range(0, 64).mapToObj(i -> StoreKey.bytes("key" + i)).toArray(StoreKey[]::new);
    }

    /** @return a store of which nothing is visible but that {@link #SELF} lives its first life */
    static OwnerStore store() {
        return OwnerStore.create(SELF, new Generation(1, 1), KeyedHash.of("stress", "1"), StoreLimits.defaults(), 7);
    }

    static StoreKey<byte[]> key(final int index) {
        return KEYS[index];
    }

    byte[] value(final int round) {
        final byte[] value = new byte[round * lengthStep];
        Arrays.fill(value, (byte) round);
        return value;
    }

    /** @return the chunk that brings a replica from the round before to this one */
    ChunkBuffer chunk(final NodeId owner, final int round) {
        return chunk(owner, round - 1, round);
    }

    /** @return the chunk that brings a replica from one round to another; from 0, one that has nothing yet */
    ChunkBuffer chunk(final NodeId owner, final int fromRound, final int round) {
        final long last = (long) round * keys;
        final ChunkBuffer chunk = ChunkBuffer.unlimited().begin(owner, 1, 1, (long) fromRound * keys, last, 0, 0);
        for (int key = 0; key < keys; key++) {
            chunk.set(last - keys + key + 1, KEYS[key].name(), value(round));
        }
        chunk.end(last);
        return chunk;
    }

    /** @return the round of a value read at a version, or {@link #TORN} */
    int roundOf(final long version, final DirectBuffer buffer, final int offset, final int length) {
        final int round = (int) (version / keys);
        return version % keys == 0 && isOf(round, buffer, offset, length) ? round : TORN;
    }

    private boolean isOf(final int round, final DirectBuffer buffer, final int offset, final int length) {
        if (length != round * lengthStep) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (buffer.getByte(offset + i) != (byte) round) {
                return false;
            }
        }
        return true;
    }

    /** Reads whole views. One thread. */
    final class Judge implements EntryVisitor {
        private int round;
        private int entries;

        /** @return the round that all entries are of, 0 when nothing is visible, or {@link #TORN} */
        int look(final OwnerStore store, final NodeId owner) {
            round = 0;
            entries = 0;
            final boolean isVisible = store.reader().forEachEntry(owner, this);
            return isVisible && entries != keys ? TORN : round;
        }

        @Override
        public void onEntry(
                final long version,
                final int kind,
                final DirectBuffer buffer,
                final int keyOffset,
                final int keyLength,
                final int valueOffset,
                final int valueLength) {
            final int mine = (int) ((version + keys - 1) / keys);
            final boolean isFirst = entries++ == 0;
            round = (isFirst || round == mine) && isOf(mine, buffer, valueOffset, valueLength) ? mine : TORN;
        }
    }
}
