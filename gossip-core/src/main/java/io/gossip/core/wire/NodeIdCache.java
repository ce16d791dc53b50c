package io.gossip.core.wire;

import io.gossip.Generation;
import io.gossip.Incarnation;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.spi.NioBuffer;
import io.gossip.store.KeyedHash;
import java.nio.ByteOrder;
import org.agrona.BitUtil;

/**
 * Turns the bytes of node ids into objects, the same object for the same bytes while there is room, so that ids that
 * keep coming allocate nothing. A set-associative table: an id has four places in each of two sets, and goes where more
 * are free (Yossi Azar, Andrei Broder, Anna Karlin and Eli Upfal, "Balanced Allocations", 1999), so that a table half full
 * keeps them all. It doubles while both sets are full and the bound is not reached, then a newcomer replaces
 * one of the first four in turn. Whoever sends made-up ids can slow it down to
 * one allocation per id, and can fill it to its bound, no more. With each id go the address and the incarnation it
 * came with last: claims about a member that keep coming allocate none of them either. One thread.
 */
final class NodeIdCache {
    private static final int WAYS = 4;
    private static final int FIRST_CAPACITY = 64;

    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
    private static final int ABSENT = -1;
    private static final int ASCII = 0x80;

    private static final class Known {
        private final NodeId id;
        private final long hash;

        private NodeAddress address;
        private Incarnation incarnation = Incarnation.NONE;

        Known(final NodeId id, final long hash) {
            this.id = id;
            this.hash = hash;
        }
    }

    private final KeyedHash hash;
    private final int maxCapacity;
    private Known[] table = new Known[FIRST_CAPACITY];
    private int[] spreads = new int[FIRST_CAPACITY];
    private Known resolved;
    private int turn;

    /**
     * @param hash the cluster's
     * @param members how many ids there is room for, at least; up to twice as many places
     */
    NodeIdCache(final KeyedHash hash, final int members) {
        this.hash = hash;
        this.maxCapacity = Math.max(FIRST_CAPACITY, BitUtil.findNextPositivePowerOfTwo(members));
    }

    /**
     * @param length already checked to lie inside the message
     * @return the id, or null when the bytes are none; {@link #resolvedHash} is then undefined
     */
    NodeId resolveOrNull(final NioBuffer buffer, final int offset, final int length) {
        if (length < 1 || length > NodeId.MAX_LENGTH) {
            return null;
        }
        final int spread = spread(buffer, offset, length);
        int place = find(setOf(spread), buffer, offset, length, spread);
        if (place == ABSENT) {
            place = find(otherSetOf(spread), buffer, offset, length, spread);
        }
        if (place == ABSENT) {
            return admitOrNull(buffer, offset, length, spread);
        }
        resolved = table[place];
        return resolved.id;
    }

    private int find(final int set, final NioBuffer buffer, final int offset, final int length, final int spread) {
        for (int i = set; i < set + WAYS && table[i] != null; i++) {
            if (spreads[i] == spread && isSame(table[i].id, buffer, offset, length)) {
                return i;
            }
        }
        return ABSENT;
    }

    /** @return keyed hash of the id resolved last */
    long resolvedHash() {
        return resolved.hash;
    }

    /**
     * @param length already checked to lie inside the message
     * @return the address of the member whose id was resolved last, or null when the parts make none
     */
    NodeAddress addressOrNull(final NioBuffer buffer, final int offset, final int length, final int port) {
        final NodeAddress last = resolved.address;
        if (last != null && last.port() == port && isSame(last.host(), buffer, offset, length)) {
            return last;
        }
        final byte[] host = new byte[length];
        buffer.getBytes(offset, host);
        final NodeAddress address = NodeAddress.fromUtf8OrNull(host, port);
        resolved.address = address;
        return address;
    }

    /** @return the incarnation of those numbers, of the member whose id was resolved last */
    Incarnation incarnation(final long counter, final long nonce, final long refutation) {
        final Incarnation last = resolved.incarnation;
        if (last.refutation() == refutation
                && last.generation().counter() == counter
                && last.generation().nonce() == nonce) {
            return last;
        }
        resolved.incarnation = new Incarnation(new Generation(counter, nonce), refutation);
        return resolved.incarnation;
    }

    private NodeId admitOrNull(final NioBuffer buffer, final int offset, final int length, final int spread) {
        final byte[] utf8 = new byte[length];
        buffer.getBytes(offset, utf8);
        final NodeId id = NodeId.fromUtf8OrNull(utf8);
        if (id != null) {
            resolved = new Known(id, hash.of(id));
            while (!tryPut(resolved, spread)) {
                grow();
            }
        }
        return id;
    }

    /** Puts the id into a free place of its sets; at the largest capacity into an occupied one if need be. */
    private boolean tryPut(final Known known, final int spread) {
        final int set = setOf(spread);
        final int otherSet = otherSetOf(spread);
        final int taken = taken(set);
        final int takenOfOther = taken(otherSet);
        int place = taken <= takenOfOther ? set + taken : otherSet + takenOfOther;
        if (Math.min(taken, takenOfOther) == WAYS) {
            if (table.length < maxCapacity) {
                return false;
            }
            place = set + (turn++ & WAYS - 1);
        }
        table[place] = known;
        spreads[place] = spread;
        return true;
    }

    private void grow() {
        final Known[] oldTable = table;
        final int[] oldSpreads = spreads;
        table = new Known[oldTable.length * 2];
        spreads = new int[table.length];
        for (int i = 0; i < oldTable.length; i++) {
            if (oldTable[i] != null) {
                // Should both sets be full again, it will be made anew when it comes.
                tryPut(oldTable[i], oldSpreads[i]);
            }
        }
    }

    private int taken(final int set) {
        int taken = 0;
        while (taken < WAYS && table[set + taken] != null) {
            taken++;
        }
        return taken;
    }

    private int setOf(final int spread) {
        return spread * WAYS & table.length - 1;
    }

    private int otherSetOf(final int spread) {
        return (int) (spread * GOLDEN_RATIO >>> Integer.SIZE) * WAYS & table.length - 1;
    }

    private static boolean isSame(final NodeId id, final NioBuffer buffer, final int offset, final int length) {
        if (id.length() != length) {
            return false;
        }
        for (int i = 0; i < id.wordCount(); i++) {
            if (id.wordAt(i) != word(buffer, offset, length, i)) {
                return false;
            }
        }
        return true;
    }

    private static int wordCount(final int length) {
        return (length + Long.BYTES - 1) / Long.BYTES;
    }

    /** @return as {@link NodeId#wordAt} of the id of those bytes */
    private static long word(final NioBuffer buffer, final int offset, final int length, final int i) {
        final int end = (i + 1) * Long.BYTES;
        if (end <= length) {
            return buffer.getLong(offset + i * Long.BYTES, ByteOrder.BIG_ENDIAN);
        }
        if (length >= Long.BYTES) {
            // The last eight bytes, without those that belong to the word before.
            return buffer.getLong(offset + length - Long.BYTES, ByteOrder.BIG_ENDIAN) << Byte.SIZE * (end - length);
        }
        long word = 0;
        for (int k = 0; k < length; k++) {
            word = word << Byte.SIZE | buffer.getByte(offset + k) & 0xFF;
        }
        return word << Byte.SIZE * (Long.BYTES - length);
    }

    /** Of hosts beyond ASCII it knows nothing: they are decoded each time. */
    private static boolean isSame(final String host, final NioBuffer buffer, final int offset, final int length) {
        if (host.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            final char c = host.charAt(i);
            if (c >= ASCII || c != buffer.getByte(offset + i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Each word times the golden ratio in 64 bits, folded, and once more, since a product's low bits know nothing of a
     * word's high ones, where ids differ. It only spreads, so it need not be keyed.
     */
    private static int spread(final NioBuffer buffer, final int offset, final int length) {
        long h = length;
        for (int i = 0; i < wordCount(length); i++) {
            h = (h ^ word(buffer, offset, length, i)) * GOLDEN_RATIO;
            h = (h ^ h >>> Integer.SIZE) * GOLDEN_RATIO;
        }
        return (int) (h >>> Integer.SIZE);
    }
}
