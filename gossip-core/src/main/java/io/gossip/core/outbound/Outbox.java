package io.gossip.core.outbound;

import io.gossip.NodeAddress;
import io.gossip.core.wire.PacketEncoder;
import io.gossip.spi.Lane;
import io.gossip.spi.Transport;

/**
 * Assembles packets and sends them. One packet per lane is under construction at a time: begin it, add messages, send
 * it to one or several destinations. All that leaves is charged to the lane's {@link ByteBudget}; who can wait asks
 * before it begins. Protocol thread only; allocates nothing.
 */
public final class Outbox {
    /** Bytes on the reliable lane per message at the most: a large part of a state, yet bounded. */
    private static final int MAX_BULK_LENGTH = 1 << 20;

    private final PacketEncoder packet;
    private final PacketEncoder bulk;
    private final int packetLimit;
    private final int bulkLimit;
    private final int minimumBulk;
    private final ByteBudget packetBudget;
    private final ByteBudget strangersBudget;
    private final ByteBudget bulkBudget;
    private final Transport transport;
    private final OutboundCounters counters;

    /**
     * @param clusterHash in each packet's header
     * @param senderHash hash of this node's id, in each packet's header
     * @param minimumBulk bytes that one message on the reliable lane must be able to hold: the largest value and more
     * @param budgets rates, and what is saved up
     * @param transport where packets go
     * @param counters where they are counted
     */
    public Outbox(
            final long clusterHash,
            final long senderHash,
            final int minimumBulk,
            final Budgets budgets,
            final Transport transport,
            final OutboundCounters counters) {
        this.counters = counters;
        this.transport = transport;
        this.packetLimit = transport.maxPacketLength();
        this.bulkLimit = Math.min(transport.maxReliableLength(), Math.max(MAX_BULK_LENGTH, minimumBulk));
        this.minimumBulk = Math.min(bulkLimit, minimumBulk);
        this.packetBudget = new ByteBudget(budgets.bytesPerSecond(), budgets.packetCapacity(packetLimit));
        this.strangersBudget = new ByteBudget(budgets.strangersBytesPerSecond(), budgets.strangersBytesPerSecond());
        this.bulkBudget = new ByteBudget(budgets.bulkBytesPerSecond(), budgets.bulkCapacity(minimumBulk));
        this.packet = new PacketEncoder(clusterHash, senderHash, packetLimit);
        this.bulk = new PacketEncoder(clusterHash, senderHash, bulkLimit);
    }

    /** Time has come to here: budgets fill up. */
    public void at(final long nowNs) {
        packetBudget.at(nowNs);
        strangersBudget.at(nowNs);
        bulkBudget.at(nowNs);
    }

    /** @return whether a packet of the best-effort lane may be sent for that purpose; if not, it is counted */
    public boolean allows(final Purpose purpose) {
        final boolean isAllowed = purpose.isAllowed(packetBudget.left(), packetBudget.capacity());
        if (!isAllowed) {
            counters.onWithheld(Lane.BEST_EFFORT);
        }
        return isAllowed;
    }

    /** @return whether who is no member may be answered, by {@link #sendToStranger}; if not, it is counted */
    public boolean allowsStranger() {
        final boolean isAllowed = strangersBudget.left() > 0;
        if (!isAllowed) {
            counters.onWithheld(Lane.BEST_EFFORT);
        }
        return isAllowed;
    }

    /** @return whether a message of the reliable lane may be sent that can wait; if not, it is counted */
    public boolean allowsBulk() {
        final boolean isAllowed = bulkBudget.left() > 0;
        if (!isAllowed) {
            counters.onWithheld(Lane.RELIABLE);
        }
        return isAllowed;
    }

    /** @return a new empty packet of the best-effort lane; an unsent one is discarded */
    public PacketEncoder packet() {
        return packet.begin(packetLimit);
    }

    /** @return the packet of the best-effort lane that is under construction */
    public PacketEncoder current() {
        return packet;
    }

    /**
     * @return a new empty packet of the reliable lane, as long as the budget and the lane allow, yet with room for the
     *     largest value; an unsent one is discarded
     */
    public PacketEncoder bulk() {
        return bulk.begin((int) Math.min(bulkLimit, Math.max(minimumBulk, bulkBudget.left())));
    }

    /** @return the packet of the reliable lane that is under construction */
    public PacketEncoder currentBulk() {
        return bulk;
    }

    /** @return a new empty packet of that lane */
    public PacketEncoder begin(final Lane lane) {
        return lane == Lane.BEST_EFFORT ? packet() : bulk();
    }

    /**
     * Seals the packet under construction and sends it to each destination; an empty packet goes nowhere.
     *
     * @return the transport's code for the destination, or {@link Transport#SENT} when there was nothing to send
     */
    public int send(final Lane lane, final NodeAddress destination) {
        final PacketEncoder encoder = lane == Lane.BEST_EFFORT ? packet : bulk;
        final int length = encoder.end();
        return length == 0 ? Transport.SENT : send(lane, encoder, length, destination);
    }

    /** Seals the packet of the best-effort lane and sends it to who is no member, at the strangers' expense, too. */
    public void sendToStranger(final NodeAddress destination) {
        final int length = packet.end();
        if (length > 0 && send(Lane.BEST_EFFORT, packet, length, destination) > 0) {
            strangersBudget.charge(length);
        }
    }

    /**
     * Seals the packet of the best-effort lane once, for several {@link #sendSealed}.
     *
     * @return its length, 0 when it is empty
     */
    public int seal() {
        return packet.end();
    }

    /** Sends the sealed packet of the best-effort lane to one more destination. */
    public int sendSealed(final int length, final NodeAddress destination) {
        return send(Lane.BEST_EFFORT, packet, length, destination);
    }

    private int send(final Lane lane, final PacketEncoder encoder, final int length, final NodeAddress destination) {
        final int code = transport.send(lane, destination, encoder.buffer(), 0, length);
        counters.onSend(lane, code, length);
        if (code > 0) {
            (lane == Lane.BEST_EFFORT ? packetBudget : bulkBudget).charge(length);
        }
        return code;
    }
}
