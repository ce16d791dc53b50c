package io.gossip.sim.network;

import io.gossip.NodeAddress;
import io.gossip.sim.time.SeededRandom;
import io.gossip.spi.Lane;
import java.util.ArrayDeque;

/** One address of the network with all that outlives the transports opened there. */
final class Host {
    private static final int LANES = Lane.values().length;
    private static final int SENT = 0;
    private static final int SENT_BYTES = LANES;
    private static final int RECEIVED = 2 * LANES;
    private static final int RECEIVED_BYTES = 3 * LANES;
    private static final int DROPPED = 4 * LANES;

    final NodeAddress address;
    /** Place in the order of registration; half of the key of a directed pair. */
    final int index;

    /** One number per packet sent: what befalls the packet follows from it alone. */
    final SeededRandom fates;

    /** Who listens here now, or null. */
    VirtualTransport transport;

    /** Hosts of different islands do not reach each other; 0 unless a partition says otherwise. */
    int island;

    boolean isInterfaceUp = true;

    /** Its messages wait, in both directions. */
    boolean isBlocked;

    /** What it would have sent since then. */
    final ArrayDeque<Flight> waiting = new ArrayDeque<>();

    LinkModel link;

    private final long[] counts = new long[5 * LANES];

    Host(final NodeAddress address, final int index, final SeededRandom fates) {
        this.address = address;
        this.index = index;
        this.fates = fates;
    }

    /** @return key of the directed pair from here to there */
    long pairWith(final Host to) {
        return (long) index << Integer.SIZE | to.index;
    }

    void countSent(final Lane lane, final int length) {
        counts[SENT + lane.ordinal()]++;
        counts[SENT_BYTES + lane.ordinal()] += length;
    }

    void countReceived(final Lane lane, final int length) {
        counts[RECEIVED + lane.ordinal()]++;
        counts[RECEIVED_BYTES + lane.ordinal()] += length;
    }

    void countDropped(final Lane lane) {
        counts[DROPPED + lane.ordinal()]++;
    }

    Traffic traffic(final Lane lane) {
        final int i = lane.ordinal();
        return new Traffic(
                counts[SENT + i],
                counts[SENT_BYTES + i],
                counts[RECEIVED + i],
                counts[RECEIVED_BYTES + i],
                counts[DROPPED + i]);
    }
}
