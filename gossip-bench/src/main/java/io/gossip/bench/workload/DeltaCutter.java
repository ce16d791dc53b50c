package io.gossip.bench.workload;

import io.gossip.core.wire.PacketEncoder;
import io.gossip.store.CutOutcome;
import io.gossip.store.ForwardingChunkSink;
import io.gossip.store.OwnerDigest;
import io.gossip.store.Replica;

/**
 * Cuts what askers lack into packets of the best-effort lane, each filled to its limit: a chunk that does not fit goes on
 * in the next packet. One thread; allocates nothing after creation.
 */
public final class DeltaCutter {
    private final Replica replica;
    private final PacketEncoder encoder = new PacketEncoder(Workload.HASH.clusterHash(), 1, PacketQueue.PACKET_LENGTH);
    private final LastVersion sink = new LastVersion();
    private final OwnerDigest asker = new OwnerDigest();
    private long sealedLength;

    /** @param replica what is cut from */
    public DeltaCutter(final Replica replica) {
        this.replica = replica;
        sink.to(encoder);
    }

    /** Begins a packet. */
    public void begin() {
        encoder.begin(PacketQueue.PACKET_LENGTH);
        sealedLength = 0;
    }

    /** Cuts all that an asker lacks of one owner who has it up to a version. */
    public void cut(final long ownerHash, final long frontier) {
        final long counter = Workload.LIFE.counter();
        final long nonce = Workload.LIFE.nonce();
        asker.set(ownerHash, counter, nonce, frontier, frontier, false, false);
        CutOutcome outcome = replica.cut(asker, sink);
        while (outcome == CutOutcome.PARTIAL || outcome == CutOutcome.NO_ROOM) {
            if (outcome == CutOutcome.PARTIAL) {
                asker.set(ownerHash, counter, nonce, sink.version, sink.version, false, true);
            }
            seal();
            encoder.begin(PacketQueue.PACKET_LENGTH);
            outcome = replica.cut(asker, sink);
        }
        if (outcome != CutOutcome.COMPLETE) {
            throw new IllegalStateException("nothing was cut, outcome=" + outcome);
        }
    }

    private void seal() {
        sealedLength += encoder.end();
    }

    /** Seals the last packet. @return bytes of all packets since the begin */
    public long end() {
        seal();
        return sealedLength;
    }

    /** Notes how far the last chunk goes. */
    private static final class LastVersion extends ForwardingChunkSink {
        private long version;

        void to(final PacketEncoder encoder) {
            forwardTo(encoder.chunkSink());
        }

        @Override
        public void end(final long toVersion) {
            version = toVersion;
            super.end(toVersion);
        }
    }
}
