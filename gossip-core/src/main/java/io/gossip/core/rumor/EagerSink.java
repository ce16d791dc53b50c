package io.gossip.core.rumor;

import io.gossip.store.ChunkSink;
import io.gossip.store.ForwardingChunkSink;
import org.agrona.DirectBuffer;

/**
 * Lets only small entries into a packet; remembers whether it was the size of an entry, and not the room left, that
 * turned one away.
 */
final class EagerSink extends ForwardingChunkSink {
    private final int maxEntryLength;
    private boolean hasLargeEntry;

    /** @param maxEntryLength bytes of key and value that are sent unasked */
    EagerSink(final int maxEntryLength) {
        this.maxEntryLength = maxEntryLength;
    }

    EagerSink to(final ChunkSink sink) {
        forwardTo(sink);
        hasLargeEntry = false;
        return this;
    }

    boolean hasLargeEntry() {
        return hasLargeEntry;
    }

    @Override
    public boolean tryAdd(
            final long version,
            final int kind,
            final DirectBuffer keyBuffer,
            final int keyOffset,
            final int keyLength,
            final DirectBuffer valueBuffer,
            final int valueOffset,
            final int valueLength) {
        if (keyLength + valueLength > maxEntryLength) {
            hasLargeEntry = true;
            return false;
        }
        return super.tryAdd(version, kind, keyBuffer, keyOffset, keyLength, valueBuffer, valueOffset, valueLength);
    }
}
