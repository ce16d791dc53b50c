package io.gossip.spi;

import io.gossip.NodeAddress;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * Moves packets between nodes over two {@linkplain Lane lanes}. Everything but {@link #wakeup} and {@link #close} is
 * called from one thread at a time, never blocks (but for {@link #await}), and never throws: trouble is a negative code
 * and a later silence. The exception is a caller's own mistake: null, or a range outside of the buffer.
 *
 * <p>Addresses resolve outside the calling thread; the driver calls {@link #poll} again and again, since connections,
 * retries and timeouts proceed there. A {@link PacketHandler} may send, wake up and close, but not poll or await.
 */
public interface Transport extends AutoCloseable {
    /** The packet was handed over; nothing is promised about its arrival. */
    int SENT = 1;
    /** No room now, or the destination's name is being looked up for the first time; try later. */
    int BACK_PRESSURED = -1;
    /** The destination cannot be reached by any address: unresolvable, port 0, or refused locally. */
    int UNREACHABLE = -2;
    /** The transport is closed. */
    int CLOSED = -3;
    /** The packet exceeds the lane's limit and was not sent. */
    int TOO_LONG = -4;

    /** @return the address others reach this node at, with the real port; also after close */
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
     * @param length its bytes, from 0
     * @return {@link #SENT} or a negative code; of several that apply, {@link #CLOSED} before {@link #TOO_LONG} before
     *     the others
     */
    int send(Lane lane, NodeAddress destination, DirectBuffer buffer, int offset, int length);

    /**
     * Hands over packets that have arrived. What the handler throws passes through; the packet counts as handed over.
     *
     * @param handler called for each
     * @param limit largest number handed over, from 1
     * @return how many were; 0 when closed
     */
    int poll(PacketHandler handler, int limit);

    /**
     * Waits until a packet can be polled, {@link #wakeup} was called, the transport is closed or the time is over,
     * whichever is first. May return earlier for business of the transport's own. An interrupted thread does not wait
     * and stays interrupted.
     *
     * @param timeoutNs longest wait in nanoseconds, which may be rounded up to a whole millisecond; 0 or less returns at
     *     once
     */
    void await(long timeoutNs);

    /** Ends a present or the next {@link #await}, even if there is a poll in between; callable from any thread. */
    void wakeup();

    /**
     * What the transport has counted since it was opened, for people to look at; any thread, also after close.
     *
     * @return counts by label; a label keeps its meaning from version to version
     */
    default Map<String, Long> countersByLabel() {
        return Map.of();
    }

    /** Releases everything; what has not left yet is lost. Idempotent; callable from any thread, also in a callback. */
    @Override
    void close();
}
