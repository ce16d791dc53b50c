package io.gossip.bench;

import io.gossip.bench.workload.IgnoringHandler;
import io.gossip.bench.workload.PacketQueue;
import io.gossip.bench.workload.PacketReader;
import io.gossip.core.wire.PacketOrigin;
import io.gossip.core.wire.sbe.DigestDecoder;

/** Reads from packets of digests what they cover. */
final class DigestRange extends IgnoringHandler {
    private static final long LAST = 0xFFFF_FFFFL;

    private final PacketReader reader = new PacketReader(this);
    private long end;

    /** Reads all packets of the queue; the last one counts. */
    void read(final PacketQueue packets) {
        reader.read(packets);
    }

    /** @return whether the last packet goes up to the last hash there is */
    boolean isLast() {
        return end == LAST;
    }

    @Override
    public void onDigest(final PacketOrigin from, final DigestDecoder digest) {
        end = digest.rangeTo();
    }
}
