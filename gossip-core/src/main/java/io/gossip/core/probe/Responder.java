package io.gossip.core.probe;

import io.gossip.NodeAddress;
import io.gossip.core.membership.Member;
import io.gossip.core.task.TimedTask;
import io.gossip.core.wire.PacketOrigin;
import io.gossip.spi.Lane;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Answers pings, and probes in the stead of others. Each relayed probe has the requester's own deadline: a nack leaves
 * in time to be of use. Relays under way are bounded; the oldest give way. Protocol thread only.
 */
public final class Responder implements TimedTask {
    private static final int MAX_RELAYS = 256;
    /** Sequence numbers of relayed pings have the top bit set, so that they never meet those of own probes. */
    private static final int RELAY_BIT = 1 << 31;

    private record Relay(int ownSequence, int requesterSequence, NodeAddress requester, long deadlineNs) {}

    private final ProbeParts parts;
    private final Deque<Relay> relays = new ArrayDeque<>();
    private int nextSequence;

    /** @param parts the rest of the node this works with */
    public Responder(final ProbeParts parts) {
        this.parts = parts;
    }

    /**
     * Answers a ping that is for this node; others are ignored, so that a wrong name never gets an ack.
     *
     * @param from where to answer
     * @param sequence of the ping
     * @param target whom it is for; 0: whoever listens
     */
    public void onPing(final PacketOrigin from, final int sequence, final long target) {
        if (target != 0 && target != parts.self().hash()) {
            return;
        }
        final NodeAddress destination = replyAddress(from);
        final boolean isMember = isMember(from);
        if (destination != null && (isMember || parts.outbox().allowsStranger())) {
            beginAck(from.lane(), sequence);
            if (isMember) {
                parts.broadcasts().fill(parts.outbox().current(), 1);
            } else if (target != 0 && isStrangerWithAPlace(from)) {
                parts.outbox().current().trySync(true, parts.table().hash());
            }
            send(from.lane(), destination, isMember);
        }
    }

    private void send(final Lane lane, final NodeAddress destination, final boolean isMember) {
        if (isMember || lane == Lane.RELIABLE) {
            parts.outbox().send(lane, destination);
        } else {
            parts.outbox().sendToStranger(destination);
        }
    }

    /**
     * Who probes this node holds it as a member, but was forgotten here, or never met; the acks alone would keep it from
     * joining anew. Asked for its table it introduces itself; who holds this node as no member ignores that. One that
     * would not be let in is not asked: it would send its table for nothing, with every probe.
     */
    private boolean isStrangerWithAPlace(final PacketOrigin from) {
        return parts.table().find(from.senderHash()) == null
                && parts.membership().hasPlaceForStrangers();
    }

    /** News has so many transmissions only: none is spent on strangers, nor on who only uses a member's name. */
    private boolean isMember(final PacketOrigin from) {
        final Member member = parts.table().find(from.senderHash());
        return member != null
                && member.isPresent()
                && (from.lane() == Lane.RELIABLE || member.address().equals(from.source()));
    }

    /** The source of a packet on the reliable lane is no address to reply to: the member's own is. */
    private NodeAddress replyAddress(final PacketOrigin from) {
        if (from.lane() == Lane.BEST_EFFORT) {
            return from.source();
        }
        final Member member = parts.table().find(from.senderHash());
        return member == null ? null : member.address();
    }

    private void beginAck(final Lane lane, final int sequence) {
        parts.ownWord().tryAck(parts.outbox().begin(lane), sequence);
    }

    /** Probes the target for somebody else. */
    public void onPingRequest(
            final PacketOrigin from, final int sequence, final long target, final long budgetUs, final long nowNs) {
        final Member member = parts.table().find(target);
        if (member == null || from.lane() != Lane.BEST_EFFORT) {
            return;
        }
        if (relays.size() == MAX_RELAYS) {
            relays.removeFirst();
        }
        final int own = RELAY_BIT | nextSequence++ & ~RELAY_BIT;
        relays.addLast(new Relay(own, sequence, from.source(), nowNs + budgetUs * 1_000));
        // What datagrams of this node do not reach, they do not reach for others either.
        final Lane lane = member.link().isReliableOnly() ? Lane.RELIABLE : Lane.BEST_EFFORT;
        parts.ownWord().tryPing(parts.outbox().begin(lane), own, target);
        parts.outbox().send(lane, member.address());
    }

    /** @return whether the ack was for a relayed ping, which is now answered */
    public boolean tryRelayAck(final int sequence) {
        if ((sequence & RELAY_BIT) == 0) {
            return false;
        }
        for (final Relay relay : relays) {
            if (relay.ownSequence() == sequence) {
                relays.remove(relay);
                beginAck(Lane.BEST_EFFORT, relay.requesterSequence());
                parts.outbox().send(Lane.BEST_EFFORT, relay.requester());
                break;
            }
        }
        return true;
    }

    @Override
    public long deadlineNs() {
        if (relays.isEmpty()) {
            return NEVER;
        }
        long earliest = NEVER;
        for (final Relay relay : relays) {
            earliest = Math.min(earliest, relay.deadlineNs());
        }
        return earliest;
    }

    @Override
    public void run(final long nowNs) {
        relays.removeIf(relay -> {
            final boolean isOver = relay.deadlineNs() <= nowNs;
            if (isOver) {
                parts.outbox().packet().tryNack(relay.requesterSequence());
                parts.outbox().send(Lane.BEST_EFFORT, relay.requester());
            }
            return isOver;
        });
    }
}
