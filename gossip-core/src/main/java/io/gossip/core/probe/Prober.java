package io.gossip.core.probe;

import io.gossip.GossipIntervals;
import io.gossip.core.broadcast.Broadcasts;
import io.gossip.core.health.LocalHealth;
import io.gossip.core.membership.Member;
import io.gossip.core.membership.MemberTable;
import io.gossip.core.membership.Membership;
import io.gossip.core.outbound.Outbox;
import io.gossip.core.task.TimedTask;
import io.gossip.core.wire.MemberState;
import io.gossip.core.wire.PacketEncoder;
import io.gossip.spi.Lane;
import java.util.random.RandomGenerator;

/**
 * Probes one member per interval. No ack within the probe timeout, or a send that fails: others are asked to probe in
 * our stead and the reliable lane is tried. Nothing until the end of the interval: the member is suspected. Interval and timeout are
 * longer by the local health multiplier, and the timeout follows the member's own round trips (Lifeguard, section IV-A). Protocol
 * thread only.
 */
public final class Prober implements TimedTask {
    /** Relays are given this share of the remaining time, so that their nack still arrives. */
    private static final int BUDGET_PERCENT = 80;
    /** The bits above tell relayed and requested pings. */
    private static final int SEQUENCE_MASK = Pinger.PING_BIT - 1;

    private final GossipIntervals intervals;
    private final ProbeOrder order;
    private final RelayChoice relays;
    private final MemberTable table;
    private final Membership membership;
    private final Broadcasts broadcasts;
    private final Outbox outbox;
    private final OwnWord ownWord;
    private final LocalHealth health;
    private final boolean isBuddy;
    private final Probe probe = new Probe();
    private int sequence;
    private long nackCount;
    private long nextNs;

    /**
     * @param intervals probe interval, timeouts and number of relays
     * @param parts the rest of the node this works with
     * @param isBuddy whether a suspect hears of it with the next ping
     * @param random shuffles the order of probing
     * @param firstNs when to probe first
     */
    public Prober(
            final GossipIntervals intervals,
            final ProbeParts parts,
            final boolean isBuddy,
            final RandomGenerator random,
            final long firstNs) {
        this.intervals = intervals;
        this.order = new ProbeOrder(parts.table(), random);
        this.relays = new RelayChoice(parts.table(), parts.sampler(), intervals.indirectProbes());
        this.table = parts.table();
        this.membership = parts.membership();
        this.broadcasts = parts.broadcasts();
        this.outbox = parts.outbox();
        this.ownWord = parts.ownWord();
        this.health = parts.health();
        this.isBuddy = isBuddy;
        this.nextNs = firstNs;
        this.sequence = random.nextInt() & SEQUENCE_MASK;
    }

    @Override
    public long deadlineNs() {
        return nextNs;
    }

    @Override
    public void run(final long nowNs) {
        if (probe.isOn() && probe.isWaitingForTarget()) {
            askOthers(nowNs);
            return;
        }
        if (probe.isOn()) {
            end(nowNs);
        }
        begin(nowNs);
    }

    /** The interval is over. */
    private void end(final long nowNs) {
        final Member target = probe.target();
        if (probe.isOnlyReliableAnswered()) {
            target.link().onOnlyReliableAnswered();
            showLink(target);
        }
        // A newer incarnation than the one that was probed is a sign of life in itself.
        if (probe.isAnswered() || !target.incarnation().equals(probe.incarnation())) {
            return;
        }
        if (probe.asked() > 0) {
            health.onNacksMissing(probe.asked() - probe.nacks());
        } else if (target.state() != MemberState.SUSPECT) {
            // With nobody to ask, one silent member is one sign, however often it is silent.
            health.onProbeFailed();
        }
        membership.suspect(target, nowNs);
    }

    private void begin(final long nowNs) {
        final Member target = order.next();
        final long intervalNs = health.scaleNs(intervals.probeIntervalNs());
        nextNs = nowNs + intervalNs;
        probe.begin(target, nowNs, intervalNs);
        if (target == null) {
            return;
        }
        sequence = sequence + 1 & SEQUENCE_MASK;
        // A send error is a failed direct probe: waiting for an answer would be pointless.
        if (sendFirst(target)) {
            nextNs = Math.min(nextNs, nowNs + timeoutNs(target));
        } else {
            askOthers(nowNs);
        }
    }

    private long timeoutNs(final Member target) {
        return health.scaleNs(target.link().timeoutNs(intervals.probeTimeoutFloorNs(), intervals.probeTimeoutNs()));
    }

    /** @return whether an answer can be expected */
    private boolean sendFirst(final Member target) {
        boolean isSent = false;
        if (target.link().tryBeginDatagram()) {
            isSent = sendPing(Lane.BEST_EFFORT, target) > 0;
            probe.onDatagramTried();
        }
        if (target.link().isReliableOnly()) {
            isSent |= sendPing(Lane.RELIABLE, target) > 0;
            probe.onReliableTried();
        }
        return isSent;
    }

    private int sendPing(final Lane lane, final Member member) {
        final PacketEncoder packet = outbox.begin(lane);
        ownWord.tryPing(packet, sequence, member.hash());
        if (isBuddy && member.state() == MemberState.SUSPECT) {
            // Buddy system (Lifeguard, section IV-C): the suspect hears of it with the first ping it gets.
            packet.tryMember(member.toClaim(false));
        }
        broadcasts.fill(packet, 1);
        return outbox.send(lane, member.address());
    }

    private void askOthers(final long nowNs) {
        final Member target = probe.target();
        // A node that runs late, after a pause say, still gives the others as much time as the target had.
        nextNs = Math.max(nowNs + health.scaleNs(intervals.probeTimeoutNs()), probe.endNs());
        final long budgetUs = (nextNs - nowNs) * BUDGET_PERCENT / 100 / 1_000;
        int asked = 0;
        for (final Member relay : relays.draw(target)) {
            final PacketEncoder packet = outbox.packet();
            packet.tryPingRequest(sequence, target.hash(), budgetUs);
            broadcasts.fill(packet, 1);
            asked += outbox.send(Lane.BEST_EFFORT, relay.address()) > 0 ? 1 : 0;
        }
        if (probe.tryReliable()) {
            sendPing(Lane.RELIABLE, target);
        }
        probe.onOthersAsked(asked);
    }

    /**
     * An ack came in, from the target or through a relay.
     *
     * @param lane by which it came
     * @param sender hash of who sent it
     * @param acked its sequence number; others than the present one are late and ignored
     * @param nowNs the present
     */
    public void onAck(final Lane lane, final long sender, final int acked, final long nowNs) {
        if (!probe.isOn() || acked != sequence) {
            return;
        }
        final Member target = probe.target();
        if (sender == target.hash()) {
            if (lane == Lane.RELIABLE) {
                probe.onReliableAnswered();
            } else if (probe.tryDatagramAnswered()) {
                target.link().onDatagramAnswered(nowNs - probe.beginNs());
                showLink(target);
            }
        }
        if (probe.tryAnswered()) {
            nextNs = Math.max(nowNs, probe.endNs());
            health.onProbeAnswered();
        }
    }

    private void showLink(final Member target) {
        table.showLink(target, intervals.probeTimeoutFloorNs(), intervals.probeTimeoutNs());
    }

    /**
     * A relay did not reach the target, but was itself reached in time.
     *
     * @param refused its sequence number
     */
    public void onNack(final int refused) {
        if (probe.isOn() && refused == sequence && !probe.isAnswered()) {
            probe.onNack();
            nackCount++;
        }
    }

    /**
     * For so long this node listened to nobody: who is being probed, and who was asked to help, has that much longer to
     * answer. Once for each wait, so that a node that is late all the time goes on.
     *
     * @param stallNs how long
     */
    public void onStalled(final long stallNs) {
        if (probe.isOn() && probe.tryPostpone(stallNs)) {
            nextNs += stallNs;
        }
    }

    /** @return nacks for own probes so far: relays that answered in time without having reached the target */
    public long nackCount() {
        return nackCount;
    }
}
