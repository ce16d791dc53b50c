package io.gossip.bench.ping;

import io.gossip.spi.NioBuffer;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.agrona.MutableDirectBuffer;

/** Two ends in one process, which one thread drives without waiting: what a packet costs that is sent and received. */
public final class PingLoop implements AutoCloseable {
    private final PingEnd from;
    private final PingEnd to;
    private final MutableDirectBuffer packet = NioBuffer.allocateDirect(Packets.LENGTH);
    private final PingEnd.Handler handler = (buffer, offset, length) -> this.received++;
    private long sent;
    private long received;

    /** Over what. */
    public enum Over {
        /** Datagram channels. */
        CHANNEL(() -> PingVariant.CHANNEL_SPIN.open(Path.of(""))),
        /** The UDP transport. */
        UDP(() -> PingVariant.UDP_SPIN.open(Path.of(""))),
        /** Aeron, by the memory of a driver of this process. */
        MEMORY(PingVariant::bareMemory),
        /** The Aeron transport, which takes the same way. */
        AERON(() -> PingVariant.AERON_PARK_50.open(Path.of("")));

        private final Supplier<PingEnd> open;

        Over(final Supplier<PingEnd> open) {
            this.open = open;
        }
    }

    /** @param over opened twice */
    public PingLoop(final Over over) {
        from = over.open.get();
        to = over.open.get();
        from.connect(to.port());
        to.connect(from.port());
    }

    /**
     * Sends one packet and receives it.
     *
     * @return packets received so far
     */
    public long exchange() {
        while (!from.trySend(packet, 0, Packets.LENGTH)) {
            from.poll(handler);
        }
        sent++;
        while (received < sent) {
            if (to.poll(handler) == 0) {
                from.poll(handler);
            }
        }
        return received;
    }

    @Override
    public void close() {
        from.close();
        to.close();
    }
}
