package io.gossip.transport.udp;

import io.gossip.spi.LabelledCounters;

/** Counts since the transport was opened. Readable from any thread, also after close; the transport alone counts. */
public final class UdpCounters extends LabelledCounters<UdpCounter> {
    UdpCounters() {
        super(UdpCounter.class);
    }
}
