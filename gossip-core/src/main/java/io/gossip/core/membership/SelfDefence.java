package io.gossip.core.membership;

import io.gossip.Generation;
import io.gossip.Incarnation;
import io.gossip.core.task.TimedTask;
import io.gossip.core.wire.MemberClaim;
import io.gossip.core.wire.MemberState;
import java.util.function.LongPredicate;
import java.util.random.RandomGenerator;

/**
 * Answers claims about this node: refutes suspicions and deaths by a higher incarnation, and outbids another life of
 * its id, or a later version of its own, by a new generation (rule G'). Outbidding is rate-limited; where it has to be
 * repeated, somebody else uses this node's id, and that is reported. Protocol thread only.
 */
public final class SelfDefence implements TimedTask {
    /** Outbids within {@link #WINDOW_INTERVALS} intervals from which on a conflict is reported. */
    private static final int CONFLICT_OUTBIDS = 3;

    private static final int WINDOW_INTERVALS = 64;

    /** Until the next try, when a write on another thread was in the way. */
    private static final long RETRY_NS = 1_000_000;

    /** Until the next try, when the counter of the next life is still on its way to disk. */
    private static final long RESERVE_RETRY_NS = 5_000_000;

    /** Hears what was done, on the protocol thread. */
    public interface Listener {
        /** This node's incarnation rose: others should hear. */
        void onRefuted();

        /** This node's record started a new life: others should hear of both. */
        void onOutbid();

        /** Outbidding does not help: the id is in use elsewhere. */
        void onConflict(Generation claimed);
    }

    private final LocalIdentity self;
    private final RandomGenerator random;
    private final long intervalNs;
    private final Listener listener;
    private final LongPredicate reserved;
    private Generation pendingClaim;
    private long earliestNs;
    private long windowStartNs;
    private int outbidsInWindow;

    /**
     * @param self this node
     * @param random draws nonces
     * @param intervalNs shortest time between two outbids
     * @param listener hears of them
     * @param reserved asked before a life begins whether its counter is noted where it outlives the process; never waits, is
     *     asked again when it says no, and until then there is no new life
     * @param nowNs the present
     */
    public SelfDefence(
            final LocalIdentity self,
            final RandomGenerator random,
            final long intervalNs,
            final Listener listener,
            final LongPredicate reserved,
            final long nowNs) {
        this.self = self;
        this.random = random;
        this.intervalNs = intervalNs;
        this.listener = listener;
        this.reserved = reserved;
        this.earliestNs = nowNs;
        this.windowStartNs = nowNs;
    }

    /** Somebody holds this about this node as a member. */
    public void onClaim(final MemberClaim claim, final long nowNs) {
        final Incarnation own = self.incarnation();
        final Generation life = claim.incarnation().generation();
        if (self.isLeaving() && life.equals(own.generation())) {
            return;
        }
        final int order = life.compareTo(own.generation());
        if (order > 0 || order == 0 && isFinal(claim)) {
            outbid(life, nowNs);
        } else if (claim.state() != MemberState.ALIVE
                && claim.state() != MemberState.GONE
                && claim.incarnation().compareTo(own) >= 0) {
            self.refute(claim.incarnation().refutation() + 1);
            listener.onRefuted();
        } else if (claim.state() == MemberState.ALIVE && claim.incarnation().compareTo(own) > 0) {
            // A refutation this node never made: its own from before a rollback, or a forger's. Overtake it.
            refuteAbove(claim, nowNs);
        }
    }

    private void refuteAbove(final MemberClaim claim, final long nowNs) {
        if (claim.incarnation().refutation() == Incarnation.MAX_REFUTATION) {
            outbid(claim.incarnation().generation(), nowNs);
        } else {
            self.refute(claim.incarnation().refutation() + 1);
            listener.onRefuted();
        }
    }

    private static boolean isFinal(final MemberClaim claim) {
        return claim.state() == MemberState.LEFT
                || claim.state() == MemberState.GONE
                || claim.state() != MemberState.ALIVE && claim.incarnation().refutation() == Incarnation.MAX_REFUTATION;
    }

    /** Somebody holds data of this node of that life and version. */
    public void onData(final Generation life, final long version, final long nowNs) {
        if (self.isOutbidBy(life, version)) {
            outbid(life, nowNs);
        }
    }

    private void outbid(final Generation claimed, final long nowNs) {
        final boolean isBeyondBelief =
                claimed.compareTo(self.incarnation().generation()) > 0 && !self.isOutbidBy(claimed, 0);
        // Forgers can drive the counter up step by step; above the last one there is no life to take.
        if (isBeyondBelief || claimed.counter() == Long.MAX_VALUE) {
            return;
        }
        if (pendingClaim == null || claimed.compareTo(pendingClaim) > 0) {
            pendingClaim = claimed;
        }
        if (earliestNs <= nowNs) {
            run(nowNs);
        }
    }

    @Override
    public long deadlineNs() {
        return pendingClaim == null ? NEVER : earliestNs;
    }

    @Override
    public void run(final long nowNs) {
        final Generation claimed = pendingClaim;
        earliestNs = nowNs + intervalNs;
        pendingClaim = null;
        if (claimed == null || claimed.compareTo(self.incarnation().generation()) < 0) {
            return;
        }
        if (claimed.counter() == Long.MAX_VALUE) {
            return; // Only a forger gets here, after 2^15 steps of the largest believable size: there is no next
            // counter.
        }
        if (!reserved.test(claimed.counter() + 1)) {
            pendingClaim = claimed;
            earliestNs = nowNs + RESERVE_RETRY_NS;
            return;
        }
        if (!self.tryRelive(new Generation(claimed.counter() + 1, random.nextLong()))) {
            pendingClaim = claimed;
            earliestNs = nowNs + RETRY_NS;
            return;
        }
        listener.onOutbid();
        countOutbid(claimed, nowNs);
    }

    private void countOutbid(final Generation claimed, final long nowNs) {
        if (nowNs - windowStartNs > WINDOW_INTERVALS * intervalNs) {
            windowStartNs = nowNs;
            outbidsInWindow = 0;
        }
        if (++outbidsInWindow >= CONFLICT_OUTBIDS) {
            listener.onConflict(claimed);
        }
    }
}
