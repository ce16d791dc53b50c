package io.gossip.core.wire;

import io.gossip.NodeId;
import io.gossip.store.KeyedHash;
import org.agrona.DirectBuffer;

/**
 * Turns the bytes of node ids into objects, the same object for the same bytes while there is room, so that ids that
 * keep coming allocate nothing. A set-associative table: an id has four places; it doubles while a set is full and the
 * bound is not reached, then a newcomer replaces one of the four in turn. Whoever sends made-up ids can slow it down to
 * one allocation per id, and can fill it to its bound, no more. One thread.
 */
final class NodeIdCache {
    private static final int WAYS = 4;
    private static final int FIRST_CAPACITY = 64;
    private static final int MAX_CAPACITY = 16_384;

    private final KeyedHash hash;
    private NodeId[] ids = new NodeId[FIRST_CAPACITY];
    private long[] hashes = new long[FIRST_CAPACITY];
    private int[] spreads = new int[FIRST_CAPACITY];
    private long resolvedHash;
    private int turn;

    NodeIdCache(final KeyedHash hash) {
        this.hash = hash;
    }

    /**
     * @param length already checked to lie inside the message
     * @return the id, or null when the bytes are none; {@link #resolvedHash} is then undefined
     */
    NodeId resolveOrNull(final DirectBuffer buffer, final int offset, final int length) {
        if (length < 1 || length > NodeId.MAX_LENGTH) {
            return null;
        }
        final int spread = spread(buffer, offset, length);
        final int set = setOf(spread);
        for (int i = set; i < set + WAYS && ids[i] != null; i++) {
            if (spreads[i] == spread && isSame(ids[i], buffer, offset, length)) {
                resolvedHash = hashes[i];
                return ids[i];
            }
        }
        return admitOrNull(buffer, offset, length, spread);
    }

    /** @return keyed hash of the id resolved last */
    long resolvedHash() {
        return resolvedHash;
    }

    private NodeId admitOrNull(final DirectBuffer buffer, final int offset, final int length, final int spread) {
        final byte[] utf8 = new byte[length];
        buffer.getBytes(offset, utf8);
        final NodeId id = NodeId.fromUtf8OrNull(utf8);
        if (id != null) {
            resolvedHash = hash.of(id);
            while (!tryPut(id, resolvedHash, spread)) {
                grow();
            }
        }
        return id;
    }

    /** Puts the id into a free place of its set; at the largest capacity into an occupied one if need be. */
    private boolean tryPut(final NodeId id, final long idHash, final int spread) {
        final int set = setOf(spread);
        int place = set;
        while (place < set + WAYS && ids[place] != null) {
            place++;
        }
        if (place == set + WAYS) {
            if (ids.length < MAX_CAPACITY) {
                return false;
            }
            place = set + (turn++ & WAYS - 1);
        }
        ids[place] = id;
        hashes[place] = idHash;
        spreads[place] = spread;
        return true;
    }

    private void grow() {
        final NodeId[] oldIds = ids;
        final long[] oldHashes = hashes;
        final int[] oldSpreads = spreads;
        ids = new NodeId[oldIds.length * 2];
        hashes = new long[ids.length];
        spreads = new int[ids.length];
        for (int i = 0; i < oldIds.length; i++) {
            if (oldIds[i] != null) {
                // A set splits into two, so there is always a place.
                tryPut(oldIds[i], oldHashes[i], oldSpreads[i]);
            }
        }
    }

    private int setOf(final int spread) {
        return spread * WAYS & ids.length - 1;
    }

    private static boolean isSame(final NodeId id, final DirectBuffer buffer, final int offset, final int length) {
        if (id.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (id.byteAt(i) != buffer.getByte(offset + i)) {
                return false;
            }
        }
        return true;
    }

    /** FNV-1a (Fowler, Noll and Vo) with its high half folded in; it only spreads, so it need not be keyed. */
    private static int spread(final DirectBuffer buffer, final int offset, final int length) {
        int h = 0x811c9dc5;
        for (int i = 0; i < length; i++) {
            h = (h ^ buffer.getByte(offset + i) & 0xFF) * 0x01000193;
        }
        return h ^ h >>> 16;
    }
}
