package io.gossip.store.memory;

/**
 * Layout of a block inside a segment. Blocks lie behind each other without gaps; sizes are multiples of {@value
 * #ALIGNMENT}. A free block has its neighbours in its bin where the payload was.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-----------------------------------------------------------+-+-+
 *  | size of this block, header included                       |L|F|   L: last of the segment, F: free
 *  +-----------------------------------------------------------+-+-+
 *  | size of the block before it, 0 at the begin of the segment    |
 *  +---------------------------------------------------------------+
 *  | payload; in a free block: address of the next in the bin      |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  | payload; in a free block: address of the previous in the bin  |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * Numbers are in the byte order of the platform: this memory never leaves the process.
 */
final class BlockDescriptor {
    /** Sizes and places of blocks are multiples of this. */
    static final int ALIGNMENT = 16;

    /** Bytes before the payload. */
    static final int HEADER_LENGTH = 8;

    /** A free block needs room for its two neighbours. */
    static final int MIN_SIZE = 32;

    /** Longest payload: sizes stay ints, in a segment with room for its own begin. */
    static final int MAX_PAYLOAD_LENGTH = (1 << 30) - ALIGNMENT;

    static final int FREE = 1;
    static final int LAST = 2;
    static final int SIZE_MASK = -ALIGNMENT;

    static final int SIZE_OFFSET = 0;
    static final int PREVIOUS_SIZE_OFFSET = 4;
    static final int NEXT_FREE_OFFSET = 8;
    static final int PREVIOUS_FREE_OFFSET = 16;

    private BlockDescriptor() {}

    /** @return bytes of a block with a payload of that many bytes */
    static int sizeFor(final int payloadLength) {
        return Math.max(MIN_SIZE, payloadLength + HEADER_LENGTH + ALIGNMENT - 1 & SIZE_MASK);
    }
}
