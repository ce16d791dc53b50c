package io.gossip.store;

import org.agrona.DirectBuffer;

/**
 * Hash of a slot inside one store: of a key's bytes, or that of the purge slot. It is seeded by a number that others do
 * not know, so that nobody can make keys that all fall on one place of an index, and it decides about speed only: what
 * it says is never shown, sent or ordered by.
 */
final class SlotHash {
    /** Odd, with bits all over: the golden ratio in 64 bits. */
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private static final int PURGE = 0;

    private final long seed;

    SlotHash(final long seed) {
        this.seed = seed;
    }

    /** @return hash of a slot; keyLength bytes of the key are read, none for a purge entry */
    int of(final int kind, final DirectBuffer key, final int offset, final int length) {
        return kind == EntryKind.PURGE ? PURGE : of(key, offset, length);
    }

    int of(final DirectBuffer key, final int offset, final int length) {
        long hash = seed ^ length;
        int i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            hash = mix(hash ^ key.getLong(offset + i));
        }
        if (i < length) {
            hash = mix(hash ^ tail(key, offset + i, length - i));
        }
        return (int) (hash >>> Integer.SIZE);
    }

    private static long mix(final long word) {
        final long product = word * MULTIPLIER;
        return (product ^ product >>> 29) * MULTIPLIER;
    }

    private static long tail(final DirectBuffer key, final int offset, final int length) {
        long word = 0;
        for (int i = 0; i < length; i++) {
            word = word << Byte.SIZE | key.getByte(offset + i) & 0xFF;
        }
        return word;
    }
}
