package io.gossip.store.journal;

import io.gossip.NodeAddress;
import io.gossip.store.chronicle.HeapBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.openhft.chronicle.bytes.Bytes;
import org.agrona.DirectBuffer;

/** Encodes entries behind each other, the body of one record. Reused; grows to the largest it ever held. One thread. */
final class EntryEncoder {
    private static final int FIRST_CAPACITY = 1 << 10;
    /** A larger one is not kept. */
    private static final int MAX_KEPT_LENGTH = 4 << 20;

    private Bytes<byte[]> bytes = HeapBytes.elastic(FIRST_CAPACITY);

    EntryEncoder clear() {
        if (length() > MAX_KEPT_LENGTH) {
            bytes.releaseLast();
            bytes = HeapBytes.elastic(FIRST_CAPACITY);
        }
        bytes.clear();
        return this;
    }

    /** Lets go of its memory; of no use any more. */
    void release() {
        bytes.releaseLast();
    }

    /** @return bytes so far */
    int length() {
        return Math.toIntExact(bytes.readRemaining());
    }

    /** @return holds them, from 0 on; valid until more is added */
    byte[] array() {
        return bytes.underlyingObject();
    }

    EntryEncoder counter(final long counter) {
        begin(JournalDescriptor.COUNTER, Long.BYTES).writeLong(counter);
        return this;
    }

    EntryEncoder value(final byte[] key, final byte[] value) {
        begin(JournalDescriptor.VALUE, 1 + key.length + value.length)
                .writeUnsignedByte(key.length)
                .write(key)
                .write(value);
        return this;
    }

    EntryEncoder value(
            final DirectBuffer buffer,
            final int keyOffset,
            final int keyLength,
            final int valueOffset,
            final int valueLength) {
        begin(JournalDescriptor.VALUE, 1 + keyLength + valueLength)
                .writeUnsignedByte(keyLength)
                .write(copy(buffer, keyOffset, keyLength))
                .write(copy(buffer, valueOffset, valueLength));
        return this;
    }

    EntryEncoder removed(final DirectBuffer buffer, final int offset, final int keyLength) {
        begin(JournalDescriptor.REMOVED, keyLength).write(copy(buffer, offset, keyLength));
        return this;
    }

    EntryEncoder timeLeft(final String key, final long leftNs) {
        final byte[] name = key.getBytes(StandardCharsets.UTF_8);
        begin(JournalDescriptor.TIME, Long.BYTES + name.length)
                .writeLong(leftNs)
                .write(name);
        return this;
    }

    EntryEncoder peers(final List<NodeAddress> peers) {
        final Bytes<byte[]> list = HeapBytes.elastic(FIRST_CAPACITY);
        for (final NodeAddress peer : peers) {
            final byte[] host = peer.host().getBytes(StandardCharsets.UTF_8);
            list.writeUnsignedByte(host.length).write(host).writeUnsignedShort(peer.port());
        }
        final int length = Math.toIntExact(list.readRemaining());
        begin(JournalDescriptor.PEERS, length).write(list.underlyingObject(), 0, length);
        list.releaseLast();
        return this;
    }

    private Bytes<byte[]> begin(final int kind, final int length) {
        return bytes.writeUnsignedByte(kind).writeInt(length);
    }

    private static byte[] copy(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        return copy;
    }
}
