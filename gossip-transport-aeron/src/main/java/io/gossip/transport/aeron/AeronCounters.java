package io.gossip.transport.aeron;

import io.gossip.spi.LabelledCounters;

/** Counts since the transport was opened. Readable from any thread, also after close; the transport alone counts. */
public final class AeronCounters extends LabelledCounters<AeronCounter> {
    AeronCounters() {
        super(AeronCounter.class);
    }
}
