package io.gossip.store;

import io.gossip.NodeId;
import io.gossip.spi.NioBuffer;

/**
 * Hash inside one store, of a slot (a key's bytes, or the purge slot) or an owner's id. It is keyed by a number that others do
 * not know, so that nobody can make keys that all fall on one place of an index, and it decides about speed only: what
 * it says is never shown, sent or ordered by. Each word is multiplied by a secret, and both halves of the product count.
 */
final class SlotHash {
    /** Odd, with bits all over: the golden ratio in 64 bits. */
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private static final int PURGE = 0;

    private final long seed;
    private final long multiplier;

    SlotHash(final long seed) {
        this.seed = folded(seed, GOLDEN_RATIO);
        // Odd, and with bits in its upper half whatever the seed.
        this.multiplier = (seed ^ GOLDEN_RATIO) * GOLDEN_RATIO | 1L << 62 | 1;
    }

    /** @return hash of a slot; keyLength bytes of the key are read, none for a purge entry */
    int of(final int kind, final NioBuffer key, final int offset, final int length) {
        return kind == EntryKind.PURGE ? PURGE : of(key, offset, length);
    }

    int of(final NioBuffer key, final int offset, final int length) {
        long hash = seed ^ length;
        final int last = length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            hash = mix(hash ^ key.getLong(offset + i));
        }
        // The last eight bytes, some of them once more.
        hash = mix(hash ^ (last >= 0 ? key.getLong(offset + last) : shortWord(key, offset, length)));
        return (int) (hash >>> Integer.SIZE);
    }

    /** @return hash of an id, for a table of this store */
    int of(final NodeId id) {
        long hash = seed ^ id.length();
        for (int i = 0; i < id.wordCount(); i++) {
            hash = mix(hash ^ id.wordAt(i));
        }
        return (int) (hash >>> Integer.SIZE);
    }

    private long mix(final long word) {
        return folded(word, multiplier);
    }

    private static long folded(final long a, final long b) {
        return Math.multiplyHigh(a, b) ^ a * b;
    }

    private static long shortWord(final NioBuffer key, final int offset, final int length) {
        long word = 0;
        for (int i = 0; i < length; i++) {
            word = word << Byte.SIZE | key.getByte(offset + i) & 0xFF;
        }
        return word;
    }
}
