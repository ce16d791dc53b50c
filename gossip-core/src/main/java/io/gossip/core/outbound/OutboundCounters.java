package io.gossip.core.outbound;

import io.gossip.spi.Lane;
import java.util.concurrent.atomic.AtomicLongArray;

/** What left this node. Written by the protocol thread, readable from any thread. */
public final class OutboundCounters {
    private final AtomicLongArray packets = new AtomicLongArray(Lane.values().length);
    private final AtomicLongArray bytes = new AtomicLongArray(Lane.values().length);
    private final AtomicLongArray failed = new AtomicLongArray(Lane.values().length);
    private final AtomicLongArray withheld = new AtomicLongArray(Lane.values().length);

    void onSend(final Lane lane, final int code, final int length) {
        if (code > 0) {
            add(packets, lane, 1);
            add(bytes, lane, length);
        } else {
            add(failed, lane, 1);
        }
    }

    void onWithheld(final Lane lane) {
        add(withheld, lane, 1);
    }

    // One writer: a plain read and an ordered write are enough.
    private static void add(final AtomicLongArray counter, final Lane lane, final long delta) {
        counter.setRelease(lane.ordinal(), counter.getPlain(lane.ordinal()) + delta);
    }

    /** @return packets handed to the transport */
    public long packets(final Lane lane) {
        return packets.getAcquire(lane.ordinal());
    }

    /** @return bytes handed to the transport, packet headers included */
    public long bytes(final Lane lane) {
        return bytes.getAcquire(lane.ordinal());
    }

    /** @return packets the transport did not take */
    public long failed(final Lane lane) {
        return failed.getAcquire(lane.ordinal());
    }

    /** @return times that the budget did not allow a packet, which then had to wait or was left to the next round */
    public long withheld(final Lane lane) {
        return withheld.getAcquire(lane.ordinal());
    }
}
