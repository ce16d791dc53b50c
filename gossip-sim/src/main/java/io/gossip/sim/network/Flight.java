package io.gossip.sim.network;

import io.gossip.sim.trace.TraceHash;
import io.gossip.spi.Lane;
import io.gossip.spi.NioBuffer;
import io.gossip.spi.PacketHandler;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/** One packet between its sending and its being polled. Pooled, arrays included, but for arrays of large messages. */
final class Flight implements Runnable {
    /** What a packet's memory holds once its receiver is done with it: who kept a reference reads nonsense. */
    private static final byte POISON = (byte) 0xDB;

    /** A packet does not begin where its buffer does: who ignores the offset reads nonsense as well. */
    private static final int HEADROOM = 8;

    private static final byte[] EMPTY = new byte[HEADROOM];
    private static final int KEPT_CAPACITY = 4_096;
    private static final int CAPACITY_STEP = 256;

    private final VirtualNetwork network;
    private final NioBuffer view = NioBuffer.wrapping(EMPTY);
    private byte[] bytes = EMPTY;
    Lane lane;
    Host from;
    Host to;

    /** The connection of a message of the reliable lane, otherwise null. */
    Connection connection;

    /** Whom a message of the reliable lane is meant for: it does not reach a later life at that address. */
    VirtualTransport receiver;

    int length;
    long contentHash;

    Flight(final VirtualNetwork network) {
        this.network = network;
    }

    Flight load(final Lane newLane, final Host newFrom, final Host newTo) {
        lane = newLane;
        from = newFrom;
        to = newTo;
        return this;
    }

    Flight copyFrom(final DirectBuffer buffer, final int offset, final int newLength) {
        ensureCapacity(newLength);
        buffer.getBytes(offset, bytes, HEADROOM, newLength);
        length = newLength;
        contentHash = TraceHash.of(bytes, HEADROOM, newLength);
        return this;
    }

    Flight copyFrom(final Flight other) {
        load(other.lane, other.from, other.to);
        ensureCapacity(other.length);
        System.arraycopy(other.bytes, HEADROOM, bytes, HEADROOM, other.length);
        length = other.length;
        contentHash = other.contentHash;
        return this;
    }

    private void ensureCapacity(final int needed) {
        final int end = HEADROOM + needed;
        if (end > bytes.length) {
            bytes = new byte[(end + CAPACITY_STEP - 1) / CAPACITY_STEP * CAPACITY_STEP];
            view.wrap(bytes);
        }
    }

    void handOver(final PacketHandler handler) {
        handler.onPacket(lane, from.address, view, HEADROOM, length);
    }

    /** Forgets everything; the memory of a common packet stays for the next one. */
    void clear() {
        Arrays.fill(bytes, HEADROOM, HEADROOM + length, POISON);
        if (bytes.length > KEPT_CAPACITY) {
            bytes = EMPTY;
            view.wrap(bytes);
        }
        from = null;
        to = null;
        connection = null;
        receiver = null;
    }

    /** The event of its arrival. */
    @Override
    public void run() {
        network.arrive(this);
    }
}
