package io.gossip.core.antientropy;

import io.gossip.NodeId;
import io.gossip.store.ChunkFlags;
import io.gossip.store.ChunkSink;
import io.gossip.store.ForwardingChunkSink;
import io.gossip.store.OwnerDigest;

/**
 * Remembers the chunk that was cut last, so that the next one of the same owner can continue where it ended, as if the
 * asker had answered in between.
 */
final class FollowingSink extends ForwardingChunkSink {
    private long counter;
    private long nonce;
    private long targetVersion;
    private long toVersion;
    private boolean isReset;

    FollowingSink to(final ChunkSink sink) {
        forwardTo(sink);
        return this;
    }

    /** Moves the digest entry to where its owner will be once the last chunk has arrived. */
    void follow(final OwnerDigest asker) {
        final boolean sameLife = asker.counter() == counter && asker.nonce() == nonce;
        final boolean inReset = isReset || sameLife && asker.floor() > asker.frontier();
        final long floor = isReset ? targetVersion : inReset ? Math.min(asker.floor(), targetVersion) : toVersion;
        asker.set(asker.ownerHash(), counter, nonce, toVersion, floor, false, true);
    }

    @Override
    public boolean tryBegin(
            final NodeId owner,
            final long ownerCounter,
            final long ownerNonce,
            final long fromVersionExclusive,
            final long target,
            final long purgeFloor,
            final int flags) {
        counter = ownerCounter;
        nonce = ownerNonce;
        targetVersion = target;
        isReset = (flags & ChunkFlags.RESET) != 0;
        return super.tryBegin(owner, ownerCounter, ownerNonce, fromVersionExclusive, target, purgeFloor, flags);
    }

    @Override
    public void end(final long to) {
        toVersion = to;
        super.end(to);
    }
}
