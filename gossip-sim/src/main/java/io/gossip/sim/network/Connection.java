package io.gossip.sim.network;

import io.gossip.sim.time.SeededRandom;

/** The reliable lane of one directed pair of hosts: keeps the order, and counts what is under way. */
final class Connection {
    /** Linux's shortest retransmission timeout. */
    private static final long RETRANSMIT_NS = 200_000_000L;

    /** After that many losses in a row TCP gives up, and so does the message. */
    private static final int MAX_RETRANSMITS = 10;

    private VirtualTransport sender;
    private VirtualTransport receiver;
    private boolean isOpen;
    private long lastArrivalNs = Long.MIN_VALUE;
    private long bytesUnderWay;

    /** A connection holds between two lives; another life at either end needs a new handshake. */
    void between(final VirtualTransport newSender, final VirtualTransport newReceiver) {
        isOpen &= sender == newSender && receiver == newReceiver;
        sender = newSender;
        receiver = newReceiver;
    }

    void breakUp() {
        isOpen = false;
    }

    /**
     * Draws when the next message arrives: never before the one in front of it, nor before a packet sent at the same
     * time that nothing holds up. A connection that is not open adds a round trip at the link's longest latency.
     *
     * @return time of arrival, or -1 when every attempt was lost; that breaks the connection
     */
    long arrivalNs(final long nowNs, final LinkModel link, final SeededRandom random) {
        long atNs = nowNs + link.maxLatencyNs() + link.latencyNs(random);
        if (!isOpen) {
            atNs += 2 * link.maxLatencyNs();
        }
        int losses = 0;
        while (random.nextDouble() < link.loss()) {
            atNs += RETRANSMIT_NS << Math.min(losses, 3);
            if (++losses > MAX_RETRANSMITS) {
                breakUp();
                return -1;
            }
        }
        isOpen = true;
        lastArrivalNs = Math.max(lastArrivalNs, atNs);
        return lastArrivalNs;
    }

    long bytesUnderWay() {
        return bytesUnderWay;
    }

    void add(final int length) {
        bytesUnderWay += length;
    }

    void remove(final int length) {
        bytesUnderWay -= length;
    }
}
