package io.gossip.core.node;

import io.gossip.Generation;
import io.gossip.InvalidValueException;
import io.gossip.LimitExceededException;
import io.gossip.NodeInfo;
import io.gossip.StoreLimits;
import io.gossip.store.ChunkBuffer;
import io.gossip.store.ChunkFlags;
import io.gossip.store.ChunkSource;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A record that the application brings, as the chunk that a peer would have sent of it: complete, from nothing. Whoever
 * holds View(g, m) holds all of it, so it is one of a reset, which applies whatever was purged meanwhile.
 */
final class RecordChunk {
    private RecordChunk() {}

    /**
     * @param record of any node
     * @param limits what the store takes
     * @return the chunk, or null when the record says that nothing is known
     * @throws InvalidValueException when no node can have published that
     * @throws LimitExceededException when it is more than the store takes
     */
    static ChunkSource of(final NodeInfo record, final StoreLimits limits) {
        if (record.generation().equals(Generation.NONE)) {
            if (record.version() != 0) {
                throw refusal("a version of no life", record, "version=" + record.version());
            }
            return null;
        }
        final ChunkBuffer chunk = ChunkBuffer.unlimited()
                .begin(
                        record.id(),
                        record.generation().counter(),
                        record.generation().nonce(),
                        0,
                        record.version(),
                        record.purgeFloor(),
                        ChunkFlags.RESET);
        for (final Map.Entry<Long, String> write : writes(record, limits).entrySet()) {
            add(chunk, write.getKey(), write.getValue(), record, limits);
        }
        chunk.end(record.version());
        return chunk;
    }

    /** @return what was written by the number of the write: a key, or nothing for the purge */
    private static Map<Long, String> writes(final NodeInfo record, final StoreLimits limits) {
        if (record.entries().size() > limits.maxKeysPerOwner()) {
            throw new LimitExceededException("too many keys, id='" + record.id() + "' keys="
                    + record.entries().size() + " maxKeysPerOwner=" + limits.maxKeysPerOwner());
        }
        final Map<Long, String> writes = new TreeMap<>();
        if (record.purgeFloor() > 0) {
            if (record.purgeVersion() == 0) {
                throw refusal("the write that purged is missing", record, "purgeFloor=" + record.purgeFloor());
            }
            writes.put(record.purgeVersion(), "");
        }
        record.entries().forEach((key, entry) -> {
            final String other = writes.put(entry.version(), key);
            if (other != null) {
                throw refusal("two writes of one number", record, "key='" + key + "' version=" + entry.version());
            }
        });
        return writes;
    }

    private static void add(
            final ChunkBuffer chunk,
            final long version,
            final String key,
            final NodeInfo record,
            final StoreLimits limits) {
        if (key.isEmpty()) {
            chunk.purge(version, record.purgeFloor());
            return;
        }
        checkLength(key.getBytes(StandardCharsets.UTF_8).length, limits.maxKeyLength(), "maxKeyLength", key, record);
        final byte[] value = record.entries().get(key).value().orElse(null);
        if (value == null) {
            chunk.tombstone(version, key);
        } else {
            checkLength(value.length, limits.maxValueLength(), "maxValueLength", key, record);
            chunk.set(version, key, value);
        }
    }

    private static void checkLength(
            final int length, final int max, final String limit, final String key, final NodeInfo record) {
        if (length > max) {
            throw new LimitExceededException(
                    "too long, id='" + record.id() + "' key='" + key + "' length=" + length + " " + limit + "=" + max);
        }
    }

    private static InvalidValueException refusal(final String fact, final NodeInfo record, final String values) {
        return new InvalidValueException(fact + ", id='" + record.id() + "' " + values);
    }
}
