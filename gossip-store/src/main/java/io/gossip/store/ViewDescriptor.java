package io.gossip.store;

/**
 * Layout of a view in memory. Numbers are in the byte order of the platform, but for the entries. A view is written once,
 * before anybody is told its address, and never changed; a change is a new view elsewhere.
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
 *  | n entries ({@link EntryDescriptor}), in the order of the rows ...
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * A row is a word of 64 bits, the upper half first. It says where its entry begins; the entry says the rest.
 *
 * <pre>
 *  +---------------------------------------------------------------+
 *  | hash of the slot                                              |
 *  | offset of the entry from the begin of the view                |
 *  +---------------------------------------------------------------+
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

    static final int ROW_LENGTH = Long.BYTES;

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

    /** @return where entries begin */
    static long dataOffset(final int rows) {
        return HEADER_LENGTH + (long) rows * ROW_LENGTH + (long) indexSize(rows) * PLACE_LENGTH;
    }

    /** @return a row */
    static long row(final int hash, final int entryOffset) {
        return (long) hash << Integer.SIZE | entryOffset & 0xFFFF_FFFFL;
    }

    static int entryOffset(final long row) {
        return (int) row;
    }

    /** @return what a slot is looked for by: hash and length of a key, and the kind of the entry */
    static long slot(final int hash, final int kind, final int keyLength) {
        return (long) hash << Integer.SIZE | (long) kind << KEY_LENGTH_BITS | keyLength;
    }

    /** @return hash in a slot or in a row */
    static int hash(final long slotOrRow) {
        return (int) (slotOrRow >>> Integer.SIZE);
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
