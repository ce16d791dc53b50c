package io.gossip.it;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.zip.CRC32C;

/** What nobody should send, from noise to what is found out last. Layouts are those of docs/wire.md and docs/transport-udp.md. */
final class Garbage {
    private static final int MAX_LENGTH = 1_400;
    private static final int HEADER_LENGTH = 24;
    private static final int CRC_OFFSET = 4;
    private static final short MAGIC = 0x6047;
    private static final byte[] PREAMBLE = {'g', 'o', 's', 's', 'i', 'p', 0, 1};

    private final Random random;

    Garbage(final long seed) {
        random = new Random(seed);
    }

    /** @return any bytes, from none to more than a packet may have */
    byte[] noise() {
        final byte[] bytes = new byte[random.nextInt(2 * MAX_LENGTH)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** @return a packet whose checksum does not fit */
    byte[] damagedPacket() {
        final byte[] packet = new byte[HEADER_LENGTH + random.nextInt(MAX_LENGTH - HEADER_LENGTH)];
        random.nextBytes(packet);
        header(packet);
        return packet;
    }

    /** @return a sound packet around noise, of a cluster that does not exist */
    byte[] foreignPacket() {
        final byte[] packet = damagedPacket();
        final ByteBuffer buffer = header(packet).putInt(CRC_OFFSET, 0);
        final CRC32C checksum = new CRC32C();
        checksum.update(packet);
        buffer.putInt(CRC_OFFSET, (int) checksum.getValue());
        return packet;
    }

    private static ByteBuffer header(final byte[] packet) {
        return ByteBuffer.wrap(packet)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(0, MAGIC)
                .put(2, (byte) 1)
                .put(3, (byte) 0);
    }

    /** @return a connection as of a node, with one message: noise, or a packet as above */
    byte[] connection() {
        final byte[] message =
                switch (random.nextInt(3)) {
                    case 0 -> noise();
                    case 1 -> damagedPacket();
                    default -> foreignPacket();
                };
        return joined(preamble(), announcement(message.length), message);
    }

    /** @return a connection as of a node, that announces anything up to four gibibytes and brings noise */
    byte[] unfinishedConnection() {
        return joined(preamble(), announcement(random.nextInt()), noise());
    }

    /** @return what a node sends first on a connection */
    static byte[] preamble() {
        return PREAMBLE.clone();
    }

    /** @return what a node sends before a message of that length */
    static byte[] announcement(final int length) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .array();
    }

    private static byte[] joined(final byte[]... parts) {
        final ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (final byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
