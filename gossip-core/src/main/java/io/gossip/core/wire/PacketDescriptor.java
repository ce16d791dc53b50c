package io.gossip.core.wire;

import java.nio.ByteOrder;

/**
 * Layout of a packet, little endian.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------------------------------+---------------+---------------+
 *  |         magic 0x6047          |  version (1)  |     flags     |
 *  +-------------------------------+---------------+---------------+
 *  |          CRC-32C of the packet, this field taken as 0         |
 *  +---------------------------------------------------------------+
 *  |                         cluster hash                          |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                 keyed hash of the sender's id                 |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |          frame length: 8 + bytes of the message body          |
 *  +-------------------------------+-------------------------------+
 *  |         block length          |          template id          |
 *  +-------------------------------+-------------------------------+
 *  |           schema id           |        schema version         |
 *  +-------------------------------+-------------------------------+
 *  |                       message body                          ...
 * </pre>
 *
 * From the frame length on it repeats until the packet ends.
 */
public final class PacketDescriptor {
    /** First two bytes of every packet. */
    public static final int MAGIC = 0x6047;
    /** The packet layout; message layouts have a version of their own. */
    public static final int WIRE_VERSION = 1;
    /** Reserved: an authenticated envelope with a key id follows the header. Not understood by this version. */
    public static final int AUTHENTICATED_FLAG = 1;
    /** Offset of the magic, u16. */
    public static final int MAGIC_OFFSET = 0;
    /** Offset of the wire version, u8. */
    public static final int VERSION_OFFSET = 2;
    /** Offset of the flags, u8. */
    public static final int FLAGS_OFFSET = 3;
    /** Offset of the checksum, u32. */
    public static final int CRC_OFFSET = 4;
    /** Offset of the cluster hash, u64. */
    public static final int CLUSTER_HASH_OFFSET = 8;
    /** Offset of the sender hash, u64. */
    public static final int SENDER_HASH_OFFSET = 16;
    /** Length of the packet header, and of a packet without messages. */
    public static final int HEADER_LENGTH = 24;
    /** Length of the frame length before each message, u32. */
    public static final int FRAME_LENGTH_LENGTH = 4;
    /** Order of all numbers. */
    public static final ByteOrder BYTE_ORDER = ByteOrder.LITTLE_ENDIAN;

    private PacketDescriptor() {}
}
