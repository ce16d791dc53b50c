package io.gossip.testkit.model;

import io.gossip.spi.Arguments;
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
        Arguments.notNull(history, "history");
        chunks = Arguments.copyOf(chunks, "chunks");
    }

    /** @return other chunks of the same history */
    public ChunkStream with(final List<Chunk> others) {
        return new ChunkStream(history, others);
    }
}
