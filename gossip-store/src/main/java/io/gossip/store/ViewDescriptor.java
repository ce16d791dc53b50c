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
 *  | places p of the index: 0, or a power of two above 2n          |
 *  +---------------------------------------------------------------+
 *  | n rows, by rising version                                    ...
 *  +---------------------------------------------------------------+
 *  | p places: number of a row plus 1, or 0                       ...
 *  +---------------------------------------------------------------+
 *  | n times key, value, and up to 7 bytes to the next multiple   ...
 *  | of 8, in the order of the rows                               ...
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * A row:
 *
 * <pre>
 *  +---------------------------------------------------------------+
 *  | version of the write                                          |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  | offset of the key from the begin of the view                  |
 *  +---------------------------------------------------------------+
 *  | length of the value, which follows the key                    |
 *  +---------------------------------------------------------------+
 *  | hash of the slot                                              |
 *  +-------------------------------+-------------------------------+
 *  | length of the key             | kind                          |
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
    static final int INDEX_SIZE_OFFSET = 44;
    static final int HEADER_LENGTH = 48;

    static final int ROW_LENGTH = 24;
    static final int ROW_VERSION_OFFSET = 0;
    static final int ROW_KEY_OFFSET = 8;
    static final int ROW_VALUE_LENGTH_OFFSET = 12;
    static final int ROW_HASH_OFFSET = 16;
    static final int ROW_SHAPE_OFFSET = 20;

    static final int PLACE_LENGTH = 4;

    /** With so few rows going through them is faster than an index, and needs no room. */
    static final int MAX_ROWS_WITHOUT_INDEX = 16;

    private static final int SHAPE_BITS = 16;

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

    static int shape(final int keyLength, final int kind) {
        return keyLength | kind << SHAPE_BITS;
    }

    static int keyLength(final int shape) {
        return shape & (1 << SHAPE_BITS) - 1;
    }

    static int kind(final int shape) {
        return shape >>> SHAPE_BITS;
    }
}
