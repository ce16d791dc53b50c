package io.gossip.bench.baseline;

import io.gossip.NodeId;
import io.gossip.bench.workload.IgnoringHandler;
import io.gossip.bench.workload.PacketQueue;
import io.gossip.bench.workload.PacketReader;
import io.gossip.bench.workload.Workload;
import io.gossip.core.wire.PacketOrigin;
import io.gossip.spi.NioBuffer;
import io.gossip.store.ChunkSource;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one would write first: a concurrent map from "owner/key" to a record with version and bytes. Fed by the same
 * decoder from the same packets, every newer write becomes a new name, a new array and a new record. It gives less than
 * the store does: a reader can see one key of an owner before, and another after, the same publish.
 *
 * <p>{@link #receive} from one thread, {@link #find} from any.
 */
public final class RecordMap extends IgnoringHandler {
    private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final PacketReader reader;
    private final byte[] name = new byte[NodeId.MAX_LENGTH + 1 + Workload.KEY_LENGTH];
    private long newer;

    /**
     * One write.
     *
     * @param version its number
     * @param value nobody changes it
     */
    public record Entry(long version, byte[] value) {}

    /** Empty. */
    public RecordMap() {
        reader = new PacketReader(this);
    }

    /** Decodes all packets of the queue and takes over what is newer. */
    public void receive(final PacketQueue packets) {
        reader.read(packets);
    }

    @Override
    public void onChunk(final PacketOrigin from, final ChunkSource chunk) {
        final int ownerLength = putOwner(chunk.owner());
        chunk.rewind();
        while (chunk.next()) {
            take(chunk.entryBuffer(), chunk.entryOffset(), ownerLength);
        }
    }

    private void take(final NioBuffer buffer, final int entry, final int ownerLength) {
        final int keyLength = EntryFields.keyLength(buffer, entry);
        final long version = EntryFields.version(buffer, entry);
        buffer.getBytes(EntryFields.keyIndex(entry), name, ownerLength, keyLength);
        final String key = new String(name, 0, ownerLength + keyLength, StandardCharsets.UTF_8);
        final Entry held = entries.get(key);
        if (held == null || held.version() < version) {
            final byte[] value = new byte[EntryFields.valueLength(buffer, entry, keyLength)];
            buffer.getBytes(EntryFields.valueIndex(entry, keyLength), value);
            entries.put(key, new Entry(version, value));
            newer++;
        }
    }

    private int putOwner(final NodeId owner) {
        final int length = owner.length();
        for (int i = 0; i < length; i++) {
            name[i] = owner.byteAt(i);
        }
        name[length] = '/';
        return length + 1;
    }

    /** @return name of a key of an owner */
    public static String name(final NodeId owner, final String key) {
        return owner + "/" + key;
    }

    /** Puts a copy of a value. */
    public void put(final String key, final long version, final byte[] value) {
        entries.put(key, new Entry(version, value.clone()));
    }

    /** @return what is held, or null */
    public Entry find(final String key) {
        return entries.get(key);
    }

    /** @return the sum of all values' first bytes */
    public long visit() {
        long sum = 0;
        for (final Entry entry : entries.values()) {
            sum += entry.value()[0];
        }
        return sum;
    }

    /** @return writes that were newer so far */
    public long newer() {
        return newer;
    }
}
