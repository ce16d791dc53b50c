package io.gossip.testkit.model;

import java.util.List;

/**
 * Chunks of one owner as they may reach one replica, in the order of arrival.
 *
 * @param history what the owner published
 * @param chunks each cut from a view of that history
 */
public record ChunkStream(OwnerHistory history, List<Chunk> chunks) {
    /** Copies the list. */
    public ChunkStream {
        chunks = List.copyOf(chunks);
    }

    /** @return other chunks of the same history */
    public ChunkStream with(final List<Chunk> others) {
        return new ChunkStream(history, others);
    }
}
