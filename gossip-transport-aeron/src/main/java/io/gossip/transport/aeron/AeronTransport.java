package io.gossip.transport.aeron;

import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.spi.Arguments;
import io.gossip.spi.Lane;
import io.gossip.spi.PacketHandler;
import io.gossip.spi.Transport;
import io.gossip.spi.TransportException;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * Aeron: an unreliable stream for the best-effort lane, a reliable one for the other, over UDP, by a media driver of this
 * process or of another one. IPv4, IPv6, or both. Needs a JVM flag; without it, {@link #open} says which.
 *
 * <p>Threads: as {@link Transport} says, one drives it; {@link #wakeup}, {@link #close} and {@link #counters} are for any.
 * An embedded driver has one thread for all transports of this process; a driver that was lost is looked for on another,
 * which ends when it is found. Names are looked up on daemon threads that end with the last lookup.
 *
 * <p>Failures: a destination that is a name, used for the first time, is {@link #BACK_PRESSURED} until it has been looked up,
 * and {@link #UNREACHABLE} when it was not found. Without a driver everything is BACK_PRESSURED until there is one again;
 * what was under way is lost, and what waited is counted. The {@code source} of either lane is the address that the sender
 * gives for itself.
 *
 * <p>Allocation: none of its own per packet, in either direction, once a peer is known. Publications, names, and messages of
 * more than 8 KiB allocate what they need.
 */
public final class AeronTransport implements Transport {
    private final NodeAddress localAddress;
    private final int maxPacketLength;
    private final int maxReliableLength;
    private final AeronCounters counters;
    private final UseGate gate;
    private final Lanes lanes;

    AeronTransport(
            final AeronTransportConfig config,
            final NodeAddress localAddress,
            final AeronCounters counters,
            final UseGate gate,
            final Lanes lanes) {
        this.localAddress = localAddress;
        this.maxPacketLength = config.maxPacketLength();
        this.maxReliableLength = config.maxReliableLength();
        this.counters = counters;
        this.gate = gate;
        this.lanes = lanes;
    }

    /**
     * Opens a transport. Blocks while the bind address is looked up, if it is a name, while a driver starts or answers, and
     * while another one that has just been closed lets go of the address.
     *
     * @param config all settings
     * @return an open transport
     * @throws InvalidValueException when the configuration is null
     * @throws TransportException when a JVM flag is missing, no driver answers, or the address is in use, unknown, or not one
     *     of this machine; the message names it
     */
    public static AeronTransport open(final AeronTransportConfig config) {
        Arguments.notNull(config, "config");
        JvmFlags.require();
        return Opening.open(config);
    }

    @Override
    public NodeAddress localAddress() {
        return localAddress;
    }

    @Override
    public int maxPacketLength() {
        return maxPacketLength;
    }

    @Override
    public int maxReliableLength() {
        return maxReliableLength;
    }

    /** @return what was sent, received, refused and lost so far; any thread, also after close */
    public AeronCounters counters() {
        return counters;
    }

    @Override
    public Map<String, Long> countersByLabel() {
        return counters.byLabel();
    }

    @Override
    public int send(
            final Lane lane,
            final NodeAddress destination,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        if (!gate.tryEnter()) {
            return CLOSED;
        }
        try {
            if (length > (lane == Lane.BEST_EFFORT ? maxPacketLength : maxReliableLength)) {
                return TOO_LONG;
            }
            return lanes.send(lane, destination, buffer, offset, length);
        } finally {
            gate.leave();
        }
    }

    @Override
    public int poll(final PacketHandler handler, final int limit) {
        if (!gate.tryEnter()) {
            return 0;
        }
        try {
            return lanes.poll(handler, limit);
        } finally {
            gate.leave();
        }
    }

    @Override
    public void await(final long timeoutNs) {
        if (timeoutNs <= 0 || !gate.tryEnter()) {
            return;
        }
        try {
            lanes.await(timeoutNs);
        } finally {
            gate.leave();
        }
    }

    @Override
    public void wakeup() {
        lanes.wakeup();
    }

    /** {@inheritDoc} While another thread is inside, that thread does the work when it leaves. */
    @Override
    public void close() {
        gate.close();
        lanes.wakeup();
    }

    /** Ends an embedded driver under this transport, as if it had died. */
    void breakDriver() {
        lanes.sessionOrNull().connection().breakDriver();
    }

    @Override
    public String toString() {
        return "AeronTransport[" + localAddress + (gate.isClosed() ? ", closed]" : "]");
    }
}
