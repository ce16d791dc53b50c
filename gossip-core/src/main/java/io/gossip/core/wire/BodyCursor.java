package io.gossip.core.wire;

import io.gossip.spi.NioBuffer;

/**
 * Steps over the variable parts of a message body and answers whether they lie inside it. Every step reads only below
 * the end it was given, whatever lengths the bytes claim; after a step that answered false the place is undefined.
 */
final class BodyCursor {
    private static final int GROUP_COUNT_OFFSET = Short.BYTES;
    private static final int DIMENSIONS_LENGTH = 2 * Short.BYTES;

    private NioBuffer buffer;
    private int position;
    private int end;
    private int blockLength;
    private int count;
    private int dataIndex;
    private int dataLength;

    /**
     * Starts behind the root block.
     *
     * @param index where the groups and data begin, at most {@code bodyEnd}
     */
    void start(final NioBuffer newBuffer, final int index, final int bodyEnd) {
        buffer = newBuffer;
        position = index;
        end = bodyEnd;
    }

    /**
     * Steps over the dimensions of a group.
     *
     * @param knownBlockLength of one element as this schema has it; longer ones are newer, shorter ones are malformed.
     *     As it is never 0, a count costs its sender bytes
     * @return whether the dimensions and the blocks of all elements fit
     */
    boolean enterGroup(final int knownBlockLength) {
        if (DIMENSIONS_LENGTH > end - position) {
            return false;
        }
        blockLength = buffer.getShort(position, PacketDescriptor.BYTE_ORDER) & 0xFFFF;
        count = buffer.getShort(position + GROUP_COUNT_OFFSET, PacketDescriptor.BYTE_ORDER) & 0xFFFF;
        position += DIMENSIONS_LENGTH;
        return blockLength >= knownBlockLength && (long) blockLength * count <= end - position;
    }

    /** Passes the blocks of all elements of the group just entered. */
    void skipBlocks() {
        position += blockLength * count;
    }

    /** @return whether the block of the next element fits, which is then passed */
    boolean skipBlock() {
        final boolean fits = blockLength <= end - position;
        position += fits ? blockLength : 0;
        return fits;
    }

    /** @return whether data of at most that length with a two-byte length before it fits, which is then passed */
    boolean skipShortData(final int maxLength) {
        if (Short.BYTES > end - position) {
            return false;
        }
        final int length = buffer.getShort(position, PacketDescriptor.BYTE_ORDER) & 0xFFFF;
        return length <= maxLength && pass(Short.BYTES, length);
    }

    /** @return whether data with a four-byte length before it fits, which is then passed */
    boolean skipLongData() {
        if (Integer.BYTES > end - position) {
            return false;
        }
        return pass(Integer.BYTES, buffer.getInt(position, PacketDescriptor.BYTE_ORDER));
    }

    private boolean pass(final int headerLength, final int length) {
        position += headerLength;
        dataIndex = position;
        dataLength = length;
        final boolean fits = length >= 0 && length <= end - position;
        position += fits ? length : 0;
        return fits;
    }

    /** @return index of what the next step reads */
    int position() {
        return position;
    }

    /** @return elements of the group entered last */
    int count() {
        return count;
    }

    /** @return length of an element's block in the group entered last */
    int blockLength() {
        return blockLength;
    }

    /** @return index of the bytes passed last */
    int dataIndex() {
        return dataIndex;
    }

    /** @return length of the bytes passed last */
    int dataLength() {
        return dataLength;
    }
}
