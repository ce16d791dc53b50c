package io.gossip.store;

import io.gossip.NodeId;
import org.agrona.DirectBuffer;

/**
 * Takes a chunk that is being cut, under a budget of its own: a packet, a buffer. Call order: {@link #tryBegin}, any
 * number of {@link #tryAdd}, then {@link #end} or {@link #abort}.
 */
public interface ChunkSink {
    /**
     * @return whether a chunk with this header, and the closing of it, fits; otherwise nothing has happened
     */
    boolean tryBegin(
            NodeId owner,
            long counter,
            long nonce,
            long fromVersionExclusive,
            long targetVersion,
            long purgeFloor,
            int flags);

    /**
     * @return whether the entry fitted; otherwise the chunk is as before and can be ended
     */
    boolean tryAdd(
            long version,
            int kind,
            DirectBuffer keyBuffer,
            int keyOffset,
            int keyLength,
            DirectBuffer valueBuffer,
            int valueOffset,
            int valueLength);

    /** @param toVersion last version sent, or the target when all entries are in */
    void end(long toVersion);

    /** Takes back the chunk begun last. */
    void abort();
}
