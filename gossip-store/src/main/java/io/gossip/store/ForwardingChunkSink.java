package io.gossip.store;

import io.gossip.NodeId;
import org.agrona.DirectBuffer;

/** Hands everything on to another sink; the base of those that look on or say no. One thread. */
public abstract class ForwardingChunkSink implements ChunkSink {
    private ChunkSink target;

    /** For subclasses. */
    protected ForwardingChunkSink() {}

    /** @param sink where everything goes from now on */
    protected final void forwardTo(final ChunkSink sink) {
        target = Arguments.notNull(sink, "sink");
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
        return target.tryBegin(owner, counter, nonce, fromVersionExclusive, targetVersion, purgeFloor, flags);
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
        return target.tryAdd(version, kind, keyBuffer, keyOffset, keyLength, valueBuffer, valueOffset, valueLength);
    }

    @Override
    public void end(final long toVersion) {
        target.end(toVersion);
    }

    @Override
    public void abort() {
        target.abort();
    }
}
