package io.gossip.store;

/**
 * Layout of a view in memory. Numbers are in the byte order of the platform: this never leaves the process. A view is
 * written once, before anybody is told its address, and never changed; a change is a new view elsewhere.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  | counter of the life                                           |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  | nonce of the life                                             |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  | version: the frontier m                                       |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  | purge floor w                                                 |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  | length of all of it in bytes                                  |
 *  +---------------------------------------------------------------+
 *  | number of rows n                                              |
 *  +---------------------------------------------------------------+
 *  | live values among them                                        |
 *  +---------------------------------------------------------------+
 *  | not in use                                                    |
 *  +---------------------------------------------------------------+
 *  | n rows, by rising version                                    ...
 *  +---------------------------------------------------------------+
 *  | p places of an index: number of a row plus 1, or 0; p is 0,  ...
 *  | or a power of two above 2n                                   ...
 *  +---------------------------------------------------------------+
 *  | n times key, value, and up to 7 bytes to the next multiple   ...
 *  | of 8, in the order of the rows                               ...
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * A row is three words of 64 bits, the upper half of each first:
 *
 * <pre>
 *  +---------------------------------------------------------------+
 *  | version of the write                                          |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  | length of the value, which follows the key                    |
 *  | offset of the key from the begin of the view                  |
 *  +---------------------------------------------------------------+
 *  | hash of the slot                                              |
 *  | kind                          | length of the key             |
 *  +-------------------------------+-------------------------------+
 * </pre>
 */
final class ViewDescriptor {
    static final int COUNTER_OFFSET = 0;
    static final int NONCE_OFFSET = 8;
    static final int VERSION_OFFSET = 16;
    static final int FLOOR_OFFSET = 24;
    static final int LENGTH_OFFSET = 32;
    static final int COUNT_OFFSET = 36;
    static final int LIVE_COUNT_OFFSET = 40;
    static final int HEADER_LENGTH = 48;

    static final int ROW_LENGTH = 24;
    static final int ROW_VERSION_OFFSET = 0;
    static final int ROW_SPAN_OFFSET = 8;
    static final int ROW_SLOT_OFFSET = 16;

    static final int PLACE_LENGTH = 4;

    /** With so few rows going through them is faster than an index, and needs no room. */
    static final int MAX_ROWS_WITHOUT_INDEX = 16;

    private static final int KEY_LENGTH_BITS = 16;
    private static final long KIND_BITS = 0xFFFF_0000L;

    private ViewDescriptor() {}

    /** @return places of the index of so many rows: at most half of them are taken */
    static int indexSize(final int rows) {
        return rows <= MAX_ROWS_WITHOUT_INDEX ? 0 : Integer.highestOneBit(rows) << 2;
    }

    /** @return where keys and values begin */
    static long dataOffset(final int rows) {
        return HEADER_LENGTH + (long) rows * ROW_LENGTH + (long) indexSize(rows) * PLACE_LENGTH;
    }

    /** @return bytes of a key and a value together, up to the next multiple of 8 */
    static int padded(final int length) {
        return length + Long.BYTES - 1 & -Long.BYTES;
    }

    /** @return where a key lies, and how long the value behind it is */
    static long span(final int keyOffset, final int valueLength) {
        return (long) valueLength << Integer.SIZE | keyOffset & 0xFFFF_FFFFL;
    }

    static int keyOffset(final long span) {
        return (int) span;
    }

    static int valueLength(final long span) {
        return (int) (span >>> Integer.SIZE);
    }

    /** @return hash and length of a key, and the kind of the entry */
    static long slot(final int hash, final int kind, final int keyLength) {
        return (long) hash << Integer.SIZE | (long) kind << KEY_LENGTH_BITS | keyLength;
    }

    static int hash(final long slot) {
        return (int) (slot >>> Integer.SIZE);
    }

    static int kind(final long slot) {
        return (int) slot >>> KEY_LENGTH_BITS;
    }

    static int keyLength(final long slot) {
        return (int) slot & (1 << KEY_LENGTH_BITS) - 1;
    }

    /** @return false when the keys differ; true says that only their bytes can tell */
    static boolean maySlotsBeSame(final long a, final long b) {
        return ((a ^ b) & ~KIND_BITS) == 0 && (kind(a) == EntryKind.PURGE) == (kind(b) == EntryKind.PURGE);
    }
}
