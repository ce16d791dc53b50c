package io.gossip.store.journal;

import static io.gossip.store.journal.JournalDescriptor.FORMAT_VERSION;
import static io.gossip.store.journal.JournalDescriptor.HEADER_CLUSTER_LENGTH_OFFSET;
import static io.gossip.store.journal.JournalDescriptor.HEADER_ID_LENGTH_OFFSET;
import static io.gossip.store.journal.JournalDescriptor.HEADER_LENGTH_OFFSET;
import static io.gossip.store.journal.JournalDescriptor.HEADER_NAMES_OFFSET;
import static io.gossip.store.journal.JournalDescriptor.HEADER_SALT_OFFSET;
import static io.gossip.store.journal.JournalDescriptor.HEADER_VERSION_OFFSET;
import static io.gossip.store.journal.JournalDescriptor.MAGIC;
import static io.gossip.store.journal.JournalDescriptor.MAX_HEADER_LENGTH;

import io.gossip.JournalException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The head of a file: whose it is, and what its records are salted with.
 *
 * @param salt drawn for each file, so that blocks of a file that was here before are not taken for records
 * @param length bytes of the header
 */
record JournalHeader(long salt, int length) {

    /** @return the header of a file of this owner */
    static ByteBuffer encode(final JournalOwner owner, final long salt) {
        final byte[] id = owner.nodeId().toUtf8();
        final byte[] cluster = owner.clusterId().getBytes(StandardCharsets.UTF_8);
        final int length = HEADER_NAMES_OFFSET + id.length + cluster.length + Integer.BYTES;
        final ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(MAGIC).putInt(FORMAT_VERSION).putInt(length).putLong(salt);
        buffer.putShort((short) id.length).putShort((short) cluster.length);
        buffer.put(id).put(cluster);
        return buffer.putInt(crc(buffer, length)).flip();
    }

    private static int crc(final ByteBuffer buffer, final int length) {
        final CRC32C crc = new CRC32C();
        crc.update(buffer.array(), 0, length - Integer.BYTES);
        return (int) crc.getValue();
    }

    /**
     * @param head at most {@link JournalDescriptor#MAX_HEADER_LENGTH} first bytes of the file, over an array from its start
     * @param path of the file, for messages
     * @param owner whose it must be
     * @return what it says
     * @throws JournalException when it is no whole header of this format and owner
     */
    static JournalHeader decode(final ByteBuffer head, final Path path, final JournalOwner owner) {
        final ByteBuffer buffer = head.order(ByteOrder.LITTLE_ENDIAN);
        final int available = buffer.limit();
        if (available >= Long.BYTES && buffer.getLong(0) != MAGIC) {
            throw new JournalException("not a file of a gossip journal, path=" + path + " begin="
                    + Long.toHexString(Long.reverseBytes(buffer.getLong(0))));
        }
        final int version = available >= HEADER_LENGTH_OFFSET ? buffer.getInt(HEADER_VERSION_OFFSET) : FORMAT_VERSION;
        if (version != FORMAT_VERSION) {
            throw new JournalException("unknown format of journal, path=" + path + " formatVersion=" + version
                    + " known=" + FORMAT_VERSION);
        }
        final int length = available >= HEADER_NAMES_OFFSET ? buffer.getInt(HEADER_LENGTH_OFFSET) : 0;
        if (length < HEADER_NAMES_OFFSET + Integer.BYTES
                || length > Math.min(available, MAX_HEADER_LENGTH)
                || buffer.getInt(length - Integer.BYTES) != crc(buffer, length)) {
            throw new JournalException("damaged journal, path=" + path + " position=0 length=" + available);
        }
        checkOwner(buffer, length, path, owner);
        return new JournalHeader(buffer.getLong(HEADER_SALT_OFFSET), length);
    }

    private static void checkOwner(
            final ByteBuffer buffer, final int length, final Path path, final JournalOwner owner) {
        final int idLength = buffer.getShort(HEADER_ID_LENGTH_OFFSET);
        final int clusterLength = buffer.getShort(HEADER_CLUSTER_LENGTH_OFFSET);
        if (idLength < 0 || length != HEADER_NAMES_OFFSET + idLength + clusterLength + Integer.BYTES) {
            throw new JournalException("damaged journal, path=" + path + " position=" + HEADER_ID_LENGTH_OFFSET);
        }
        final String id = new String(buffer.array(), HEADER_NAMES_OFFSET, idLength, StandardCharsets.UTF_8);
        final String cluster =
                new String(buffer.array(), HEADER_NAMES_OFFSET + idLength, clusterLength, StandardCharsets.UTF_8);
        if (!id.equals(owner.nodeId().value())) {
            throw new JournalException(
                    "journal of another node, path=" + path + " nodeId=" + id + " expected=" + owner.nodeId());
        }
        if (!cluster.equals(owner.clusterId())) {
            throw new JournalException("journal of another cluster, path=" + path + " clusterId=" + cluster
                    + " expected=" + owner.clusterId());
        }
    }
}
