package io.gossip.spi;

import io.gossip.NodeAddress;
import org.agrona.DirectBuffer;

/**
 * Moves packets between nodes over two {@linkplain Lane lanes}. Everything but {@link #wakeup} and {@link #close} is
 * called from one thread, never blocks (but for {@link #await}), and never throws: trouble is a negative code and a
 * later silence. Addresses resolve outside the calling thread.
 */
public interface Transport extends AutoCloseable {
    /** The packet was handed over; nothing is promised about its arrival. */
    int SENT = 1;
    /** No room now; try later. */
    int BACK_PRESSURED = -1;
    /** The destination cannot be reached by any address: unresolvable, port 0, or refused locally. */
    int UNREACHABLE = -2;
    /** The transport is closed. */
    int CLOSED = -3;
    /** The packet exceeds the lane's limit and was not sent. */
    int TOO_LONG = -4;

    /** @return the address others reach this node at, with the real port */
    NodeAddress localAddress();

    /** @return limit of a packet on the best-effort lane in bytes, at least 576 */
    int maxPacketLength();

    /** @return limit of a message on the reliable lane in bytes, at least 128 KiB */
    int maxReliableLength();

    /**
     * @param lane which way
     * @param destination to whom
     * @param buffer holds the packet; copied or sent before return
     * @param offset where it begins
     * @param length its bytes
     * @return {@link #SENT} or a negative code
     */
    int send(Lane lane, NodeAddress destination, DirectBuffer buffer, int offset, int length);

    /**
     * Hands over packets that have arrived.
     *
     * @param handler called for each
     * @param limit largest number handed over, from 1
     * @return how many were
     */
    int poll(PacketHandler handler, int limit);

    /**
     * Waits until a packet can be polled, {@link #wakeup} was called or the time is over, whichever is first.
     *
     * @param timeoutNs longest wait in nanoseconds; 0 or less returns at once
     */
    void await(long timeoutNs);

    /** Ends a present or the next {@link #await}; callable from any thread. */
    void wakeup();

    /** Releases everything; idempotent; callable from any thread. */
    @Override
    void close();
}
