package io.gossip.core.probe;

import io.gossip.GossipIntervals;
import io.gossip.Incarnation;
import io.gossip.core.broadcast.Broadcasts;
import io.gossip.core.membership.LocalIdentity;
import io.gossip.core.membership.Member;
import io.gossip.core.membership.Membership;
import io.gossip.core.membership.PeerSampler;
import io.gossip.core.outbound.Outbox;
import io.gossip.core.task.TimedTask;
import io.gossip.core.wire.MemberState;
import io.gossip.core.wire.PacketEncoder;
import io.gossip.spi.Lane;
import java.util.random.RandomGenerator;

/**
 * Probes one member per interval. No ack within the probe timeout, or a send that fails: others are asked to probe in
 * our stead and the reliable lane is tried. Nothing until the end of the interval: the member is suspected. Protocol
 * thread only.
 */
public final class Prober implements TimedTask {
    /** Relays are given this share of the remaining time, so that their nack still arrives. */
    private static final int BUDGET_PERCENT = 80;
    /** The bits above tell relayed and requested pings. */
    private static final int SEQUENCE_MASK = Pinger.PING_BIT - 1;

    private final GossipIntervals intervals;
    private final ProbeOrder order;
    private final LocalIdentity self;
    private final Membership membership;
    private final PeerSampler sampler;
    private final Broadcasts broadcasts;
    private final Outbox outbox;
    private final OwnWord ownWord;
    private int sequence;
    private Member target;
    private Incarnation probed;
    private boolean isAcked;
    private boolean isIndirect;
    private long nackCount;
    private long probeStartNs;
    private long nextNs;

    /**
     * @param intervals probe interval, timeout and number of relays
     * @param parts the rest of the node this works with
     * @param random shuffles the order of probing
     * @param firstNs when to probe first
     */
    public Prober(
            final GossipIntervals intervals, final ProbeParts parts, final RandomGenerator random, final long firstNs) {
        this.intervals = intervals;
        this.order = new ProbeOrder(parts.table(), random);
        this.self = parts.self();
        this.membership = parts.membership();
        this.sampler = parts.sampler();
        this.broadcasts = parts.broadcasts();
        this.outbox = parts.outbox();
        this.ownWord = parts.ownWord();
        this.nextNs = firstNs;
        this.sequence = random.nextInt() & SEQUENCE_MASK;
    }

    @Override
    public long deadlineNs() {
        return nextNs;
    }

    @Override
    public void run(final long nowNs) {
        if (target != null && !isAcked && !isIndirect) {
            askOthers(nowNs);
            return;
        }
        if (target != null && !isAcked) {
            suspectTarget(nowNs);
        }
        startProbe(nowNs);
    }

    private void suspectTarget(final long nowNs) {
        // A newer incarnation than the one that was probed is a sign of life in itself.
        if (target.incarnation().equals(probed)) {
            membership.suspect(target, nowNs);
        }
    }

    private void startProbe(final long nowNs) {
        target = order.next();
        isAcked = false;
        isIndirect = false;
        probeStartNs = nowNs;
        nextNs = nowNs + intervals.probeInterval().toNanos();
        if (target == null) {
            return;
        }
        probed = target.incarnation();
        sequence = sequence + 1 & SEQUENCE_MASK;
        final int code = sendPing(Lane.BEST_EFFORT, target);
        final long timeoutNs = intervals.probeTimeout().toNanos();
        // A send error is a failed direct probe: waiting for an answer would be pointless.
        nextNs = code > 0 ? Math.min(nextNs, nowNs + timeoutNs) : nowNs;
        if (code <= 0) {
            askOthers(nowNs);
        }
    }

    private int sendPing(final Lane lane, final Member member) {
        final PacketEncoder packet = outbox.begin(lane);
        ownWord.tryPing(packet, sequence, member.hash());
        if (member.state() == MemberState.SUSPECT) {
            // Buddy system (Lifeguard, section IV-C): the suspect hears of it with the first ping it gets.
            packet.tryMember(member.toClaim(false));
        }
        broadcasts.fill(packet, 1);
        return outbox.send(lane, member.address());
    }

    private void askOthers(final long nowNs) {
        isIndirect = true;
        // A node that runs late, after a pause say, still gives the others as much time as the target had.
        nextNs = Math.max(
                nowNs + intervals.probeTimeout().toNanos(),
                probeStartNs + intervals.probeInterval().toNanos());
        final long budgetUs = (nextNs - nowNs) * BUDGET_PERCENT / 100 / 1_000;
        for (final Member relay : sampler.draw(intervals.indirectProbes(), target.hash())) {
            final PacketEncoder packet = outbox.packet();
            packet.tryPingRequest(sequence, target.hash(), budgetUs);
            broadcasts.fill(packet, 1);
            outbox.send(Lane.BEST_EFFORT, relay.address());
        }
        sendPing(Lane.RELIABLE, target);
    }

    /**
     * An ack came in, from the target or through a relay.
     *
     * @param acked its sequence number; others than the present one are late and ignored
     * @param nowNs the present
     */
    public void onAck(final int acked, final long nowNs) {
        if (target != null && acked == sequence && !isAcked) {
            isAcked = true;
            nextNs = Math.max(nowNs, probeStartNs + intervals.probeInterval().toNanos());
        }
    }

    /**
     * A relay did not reach the target, but was itself reached in time.
     *
     * @param refused its sequence number
     */
    public void onNack(final int refused) {
        if (target != null && refused == sequence && !isAcked) {
            nackCount++;
        }
    }

    /** @return nacks for own probes so far: relays that answered in time without having reached the target */
    public long nackCount() {
        return nackCount;
    }
}
