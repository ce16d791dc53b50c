package io.gossip.transport.aeron.neighbour;

import io.gossip.NodeAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersReader;

/**
 * What a node says about itself: the key of a counter in the driver, of a type of ours. Numbers are little endian.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                         version, 1                            |
 * +---------------------------------------------------------------+
 * |                      stream of packets                        |
 * +---------------------------------------------------------------+
 * |                      stream of messages                       |
 * +---------------------------------------------------------------+
 * |                            port                               |
 * +---------------------------------------------------------------+
 * |                       length of the host                      |
 * +---------------------------------------------------------------+
 * |       host, UTF-8                                            ...
 * +---------------------------------------------------------------+
 * </pre>
 */
final class NeighbourDescriptor {
    /** Aeron leaves types from 1,000 on to its users. */
    static final int TYPE_ID = 7_946;

    private static final int VERSION = 1;
    private static final int VERSION_OFFSET = 0;
    private static final int PACKETS_OFFSET = 4;
    private static final int MESSAGES_OFFSET = 8;
    private static final int PORT_OFFSET = 12;
    private static final int HOST_LENGTH_OFFSET = 16;
    private static final int HOST_OFFSET = 20;
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private NeighbourDescriptor() {}

    /** @return whether the key has room for its host */
    static boolean fits(final NodeAddress address) {
        return HOST_OFFSET + utf8(address).length <= CountersReader.MAX_KEY_LENGTH;
    }

    private static byte[] utf8(final NodeAddress address) {
        return address.host().getBytes(StandardCharsets.UTF_8);
    }

    /** @return a key, from 0 to its capacity */
    static DirectBuffer encode(final NodeAddress address, final int packetStreamId, final int messageStreamId) {
        final byte[] host = utf8(address);
        // Aeron copies it by its address.
        final MutableDirectBuffer key = new UnsafeBuffer(ByteBuffer.allocateDirect(HOST_OFFSET + host.length));
        key.putInt(VERSION_OFFSET, VERSION, ORDER);
        key.putInt(PACKETS_OFFSET, packetStreamId, ORDER);
        key.putInt(MESSAGES_OFFSET, messageStreamId, ORDER);
        key.putInt(PORT_OFFSET, address.port(), ORDER);
        key.putInt(HOST_LENGTH_OFFSET, host.length, ORDER);
        key.putBytes(HOST_OFFSET, host);
        return key;
    }

    /** @return for people who look at the driver's counters; cut off where it is too long */
    static DirectBuffer label(final NodeAddress address) {
        final byte[] text = ("gossip " + address).getBytes(StandardCharsets.UTF_8);
        final int length = Math.min(text.length, CountersReader.MAX_LABEL_LENGTH);
        final MutableDirectBuffer label = new UnsafeBuffer(ByteBuffer.allocateDirect(length));
        label.putBytes(0, text, 0, length);
        return label;
    }

    /**
     * @param key begins at the offset, and has room for the longest
     * @return null when it is of another version, or none
     */
    static Neighbour decodeOrNull(final DirectBuffer key, final int offset, final long registrationId) {
        final int length = key.getInt(offset + HOST_LENGTH_OFFSET, ORDER);
        if (key.getInt(offset + VERSION_OFFSET, ORDER) != VERSION
                || length < 1
                || length > CountersReader.MAX_KEY_LENGTH - HOST_OFFSET) {
            return null;
        }
        final byte[] host = new byte[length];
        key.getBytes(offset + HOST_OFFSET, host);
        final NodeAddress address = NodeAddress.fromUtf8OrNull(host, key.getInt(offset + PORT_OFFSET, ORDER));
        return address == null
                ? null
                : new Neighbour(
                        registrationId,
                        address,
                        key.getInt(offset + PACKETS_OFFSET, ORDER),
                        key.getInt(offset + MESSAGES_OFFSET, ORDER));
    }
}
