package io.gossip.bench.baseline;

import io.gossip.NodeId;
import io.gossip.bench.workload.IgnoringHandler;
import io.gossip.bench.workload.PacketQueue;
import io.gossip.bench.workload.PacketReader;
import io.gossip.bench.workload.Workload;
import io.gossip.core.wire.PacketOrigin;
import io.gossip.spi.NioBuffer;
import io.gossip.store.ChunkSource;
import java.util.HashMap;
import java.util.Map;

/**
 * The least that merging can be: each write knows its slot, its version is compared, its value is copied into the slot
 * if it is newer. No decoding, no look-up, no checksum, no reader to protect. The bytes are those of the packets, in their
 * order, as an array, which is where the JVM copies fastest. One thread.
 */
public final class FlatSlots {
    private final Map<NodeId, Integer> ranks = new HashMap<>();
    private final byte[] values;
    private final long[] versions;
    private final Writes writes;
    private final PacketReader reader;

    /**
     * @param owners whose values
     * @param maxWrites most writes of one {@link #prepare}
     */
    public FlatSlots(final NodeId[] owners, final int maxWrites) {
        for (final NodeId owner : owners) {
            ranks.put(owner, ranks.size());
        }
        values = new byte[owners.length * Workload.KEYS * Workload.VALUE_LENGTH];
        versions = new long[owners.length * Workload.KEYS];
        writes = new Writes(maxWrites);
        reader = new PacketReader(writes);
    }

    /** Notes where the writes of the packets are, and copies the packets. */
    public void prepare(final PacketQueue packets) {
        writes.clear();
        reader.read(packets);
        if (writes.bytes.length == 0) {
            writes.bytes = new byte[packets.capacity()];
        }
        packets.copyTo(writes.bytes);
    }

    /** Applies all writes prepared last. @return how many were newer */
    public int apply() {
        final byte[] bytes = writes.bytes;
        int newer = 0;
        for (int i = 0; i < writes.count; i++) {
            final int slot = writes.slots[i];
            if (writes.versions[i] > versions[slot]) {
                versions[slot] = writes.versions[i];
                System.arraycopy(bytes, writes.offsets[i], values, slot * Workload.VALUE_LENGTH, Workload.VALUE_LENGTH);
                newer++;
            }
        }
        return newer;
    }

    /** Copies a value. */
    public void read(final int owner, final int key, final byte[] into) {
        final int slot = owner * Workload.KEYS + key;
        System.arraycopy(values, slot * Workload.VALUE_LENGTH, into, 0, Workload.VALUE_LENGTH);
    }

    /** Copies the value of a key of every owner into one scratch, one after the other. @return of their first bytes the sum */
    public long visit(final int key, final byte[] into) {
        long sum = 0;
        for (int owner = 0; owner < versions.length / Workload.KEYS; owner++) {
            read(owner, key, into);
            sum += into[0];
        }
        return sum;
    }

    /** Writes and where their values are. */
    private final class Writes extends IgnoringHandler {
        private final int[] slots;
        private final int[] offsets;
        private final long[] versions;
        private byte[] bytes = {};
        private int count;

        Writes(final int capacity) {
            slots = new int[capacity];
            offsets = new int[capacity];
            versions = new long[capacity];
        }

        void clear() {
            count = 0;
        }

        @Override
        public void onChunk(final PacketOrigin from, final ChunkSource chunk) {
            final int rank = ranks.get(chunk.owner());
            chunk.rewind();
            while (chunk.next()) {
                final NioBuffer buffer = chunk.entryBuffer();
                final int entry = chunk.entryOffset();
                final long version = EntryFields.version(buffer, entry);
                slots[count] = rank * Workload.KEYS + (int) ((version - 1) % Workload.KEYS);
                offsets[count] = EntryFields.valueIndex(entry, EntryFields.keyLength(buffer, entry));
                versions[count++] = version;
            }
        }
    }
}
