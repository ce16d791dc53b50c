package io.gossip.transport.udp.frame;

/**
 * Layout of a connection of the reliable lane. It carries messages one way, from the side that opened it:
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  |        'g'    |      'o'      |      's'      |      's'      |  once, when it opens
 *  |        'i'    |      'p'      |       0       |   version 1   |
 *  +---------------------------------------------------------------+
 *  |                 length of the message, u32 little endian      |  for each message
 *  +---------------------------------------------------------------+
 *  |                        the message ...                        |
 * </pre>
 */
public final class FrameDescriptor {
    /** Bytes before the first frame. */
    public static final int PREAMBLE_LENGTH = 8;

    /** Bytes before each message. */
    public static final int HEADER_LENGTH = 4;

    private static final long PREAMBLE = 0x01_00_70_69_73_73_6f_67L;

    private FrameDescriptor() {}

    /** @return the byte at that place of the preamble */
    static byte preambleByte(final int index) {
        return (byte) (PREAMBLE >>> index * Byte.SIZE);
    }
}
