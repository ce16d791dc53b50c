package io.gossip.transport.aeron.message;

import io.gossip.NodeAddress;

/**
 * Layout of what is handed to Aeron in one piece, numbers in little endian.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |     kind      |  host length  |         port of sender        |
 *  +---------------+---------------+-------------------------------+
 *  |       length of the message, of kind FIRST only               |
 *  +---------------------------------------------------------------+
 *  |       host of sender, UTF-8                                  ...
 *  +---------------------------------------------------------------+
 *  |       bytes                                                  ...
 * </pre>
 *
 * A piece of kind NEXT is the kind, and then bytes.
 */
public final class MessageDescriptor {
    /** A packet, or a message that is one piece. */
    static final byte WHOLE = 0x51;
    /** The first piece of a message of several. */
    static final byte FIRST = 0x52;
    /** A further piece. */
    static final byte NEXT = 0x53;

    static final int HOST_LENGTH_OFFSET = 1;
    static final int PORT_OFFSET = 2;
    static final int FIXED_LENGTH = 4;
    static final int MESSAGE_LENGTH_OFFSET = 4;
    static final int NEXT_HEADER_LENGTH = 1;

    /** Longest header of all kinds. */
    public static final int MAX_HEADER_LENGTH = FIXED_LENGTH + Integer.BYTES + NodeAddress.MAX_HOST_LENGTH;

    private MessageDescriptor() {}
}
