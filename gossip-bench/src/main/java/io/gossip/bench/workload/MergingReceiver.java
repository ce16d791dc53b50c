package io.gossip.bench.workload;

import io.gossip.NodeId;
import io.gossip.core.wire.PacketOrigin;
import io.gossip.store.ChunkSource;
import io.gossip.store.MergeOutcome;
import io.gossip.store.OwnerStore;
import io.gossip.store.Replica;

/** Decodes packets and merges their chunks into a store, as a node does. One thread. */
public final class MergingReceiver extends IgnoringHandler {
    private final OwnerStore store = Workload.store("receiver");
    private final Replica replica = store.replica();
    private final PacketReader reader;
    private long published;
    private long ignored;

    /** @param owners who are held */
    public MergingReceiver(final NodeId[] owners) {
        for (final NodeId owner : owners) {
            replica.hold(owner);
        }
        reader = new PacketReader(this);
    }

    /** Decodes and merges all packets of the queue. */
    public void receive(final PacketQueue packets) {
        reader.read(packets);
    }

    @Override
    public void onChunk(final PacketOrigin from, final ChunkSource chunk) {
        switch (replica.merge(chunk)) {
            case PUBLISHED -> published++;
            case IGNORED -> ignored++;
            case STAGED, PULL, SELF, SELF_OUTBID, NOT_HELD, REFUSED -> throw unexpected(chunk);
        }
    }

    private static IllegalStateException unexpected(final ChunkSource chunk) {
        return new IllegalStateException("a sound chunk was neither published nor passed, owner=" + chunk.owner());
    }

    /** @return the store merged into */
    public OwnerStore store() {
        return store;
    }

    /** @return chunks that were {@link MergeOutcome#PUBLISHED} */
    public long published() {
        return published;
    }

    /** @return chunks that were {@link MergeOutcome#IGNORED} */
    public long ignored() {
        return ignored;
    }
}
