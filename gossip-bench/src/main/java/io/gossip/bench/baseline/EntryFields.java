package io.gossip.bench.baseline;

import io.gossip.spi.NioBuffer;
import io.gossip.store.EntryDescriptor;
import java.nio.ByteOrder;

/** Reads entries as they lie in packets, so that baselines do no more for it than the store. */
final class EntryFields {
    private EntryFields() {}

    static long version(final NioBuffer buffer, final int entry) {
        return buffer.getLong(entry, ByteOrder.LITTLE_ENDIAN);
    }

    static int keyLength(final NioBuffer buffer, final int entry) {
        return buffer.getShort(entry + EntryDescriptor.KEY_LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    static int keyIndex(final int entry) {
        return entry + EntryDescriptor.KEY_OFFSET;
    }

    static int valueLength(final NioBuffer buffer, final int entry, final int keyLength) {
        return buffer.getInt(keyIndex(entry) + keyLength, ByteOrder.LITTLE_ENDIAN);
    }

    static int valueIndex(final int entry, final int keyLength) {
        return entry + EntryDescriptor.OVERHEAD + keyLength;
    }
}
