package io.gossip.core.rumor;

import io.gossip.NodeId;
import io.gossip.store.ChunkSink;
import org.agrona.DirectBuffer;

/**
 * Lets only small entries into a packet; remembers whether it was the size of an entry, and not the room left, that
 * turned one away.
 */
final class EagerSink implements ChunkSink {
    private final int maxEntryLength;
    private ChunkSink packet;
    private boolean hasLargeEntry;

    /** @param maxEntryLength bytes of key and value that are sent unasked */
    EagerSink(final int maxEntryLength) {
        this.maxEntryLength = maxEntryLength;
    }

    EagerSink to(final ChunkSink sink) {
        packet = sink;
        hasLargeEntry = false;
        return this;
    }

    boolean hasLargeEntry() {
        return hasLargeEntry;
    }

    @Override
    public boolean tryBegin(
            final NodeId owner,
            final long counter,
            final long nonce,
            final long fromVersionExclusive,
            final long targetVersion,
            final long purgeFloor,
            final int flags) {
        return packet.tryBegin(owner, counter, nonce, fromVersionExclusive, targetVersion, purgeFloor, flags);
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
        return packet.tryAdd(version, kind, keyBuffer, keyOffset, keyLength, valueBuffer, valueOffset, valueLength);
    }

    @Override
    public void end(final long toVersion) {
        packet.end(toVersion);
    }

    @Override
    public void abort() {
        packet.abort();
    }
}
