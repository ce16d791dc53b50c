package io.gossip.bench.ping;

import org.agrona.DirectBuffer;

/** One end of a ping-pong: packets to the other end and from it. One thread drives it. */
interface PingEnd extends AutoCloseable {
    /** Called for each packet that came. */
    interface Handler {
        /** @param buffer holds the packet from the offset on, during the call */
        void onPacket(DirectBuffer buffer, int offset, int length);
    }

    /** @return where the other end reaches this one */
    int port();

    /** @param port of the other end; before the first packet */
    void connect(int port);

    /** @return whether the packet was taken; else later */
    boolean trySend(DirectBuffer buffer, int offset, int length);

    /** @return how many packets came */
    int poll(Handler handler);

    /**
     * Waits as this end waits.
     *
     * @param hasWorked whether something came since the last call
     */
    void idle(boolean hasWorked);

    @Override
    void close();
}
