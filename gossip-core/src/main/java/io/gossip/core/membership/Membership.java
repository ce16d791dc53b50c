package io.gossip.core.membership;

import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.core.health.LocalHealth;
import io.gossip.core.suspicion.Suspicion;
import io.gossip.core.suspicion.SuspicionTimeouts;
import io.gossip.core.task.TimedTask;
import io.gossip.core.wire.MemberClaim;
import io.gossip.core.wire.MemberState;

/**
 * Applies claims to the member table and ends suspicions. Invariants: an incarnation never falls; a life that left is
 * never present again; a member present in an incarnation was announced in it by itself; a refuted incarnation cannot be
 * killed. Protocol thread only.
 */
public final class Membership implements TimedTask {
    /** Counters further above what is known are not believed (rule J); the owner itself may say so in a join. */
    private static final long MAX_COUNTER_JUMP = 1L << 48;
    /** Direct messages with a counter far below what is held after which the member's own word counts. */
    private static final int MAX_FAR_BELOW = 8;

    private static final long UNKNOWN = -1;

    private final MemberTable table;
    private final Gone gone;
    private final SuspicionTimeouts timeouts;
    private final int maxMembers;
    private final Admission admission;
    private final MembershipListener listener;
    private final LocalIdentity self;
    private final LocalHealth health;
    private long refusedCount;
    private long deadlineNs = NEVER;
    /** Change of the table for which the deadline holds. */
    private long deadlineAtChange = UNKNOWN;
    /** Health of this node for which it holds. */
    private int deadlineAtMultiplier;

    /**
     * @param table what is changed
     * @param gone lives that may not come back
     * @param timeouts how long suspicions last
     * @param health of this node
     * @param maxMembers bound of the table
     * @param self this node
     * @param listener hears of each change
     */
    public Membership(
            final MemberTable table,
            final Gone gone,
            final SuspicionTimeouts timeouts,
            final LocalHealth health,
            final int maxMembers,
            final LocalIdentity self,
            final MembershipListener listener) {
        this(table, gone, timeouts, health, maxMembers, new Everybody(), self, listener);
    }

    /**
     * @param table what is changed
     * @param gone lives that may not come back
     * @param timeouts how long suspicions last
     * @param health of this node
     * @param maxMembers bound of the table
     * @param admission asked of each that would be added within the bound
     * @param self this node
     * @param listener hears of each change
     */
    public Membership(
            final MemberTable table,
            final Gone gone,
            final SuspicionTimeouts timeouts,
            final LocalHealth health,
            final int maxMembers,
            final Admission admission,
            final LocalIdentity self,
            final MembershipListener listener) {
        this.admission = admission;
        this.health = health;
        this.table = table;
        this.gone = gone;
        this.timeouts = timeouts;
        this.maxMembers = maxMembers;
        this.self = self;
        this.listener = listener;
    }

    /**
     * @param claim what somebody says of a member
     * @param isOwnWord whether the member itself said it, directly
     * @param nowNs the present
     * @return what became of it
     */
    public ClaimOutcome apply(final MemberClaim claim, final boolean isOwnWord, final long nowNs) {
        if (claim.idHash() == self.hash()) {
            return ClaimOutcome.SELF;
        }
        final Member held = table.find(claim.idHash());
        if (!isBelievable(claim, held, isOwnWord)) {
            refusedCount++;
            return ClaimOutcome.REFUSED;
        }
        if (gone.covers(claim.idHash(), claim.incarnation().generation())) {
            return claim.state() == MemberState.GONE ? ClaimOutcome.IGNORED : ClaimOutcome.GONE;
        }
        if (claim.state() == MemberState.GONE) {
            return held != null
                            && held.isPresent()
                            && claim.incarnation()
                                            .generation()
                                            .compareTo(held.incarnation().generation())
                                    >= 0
                    ? ClaimOutcome.GONE
                    : ClaimOutcome.IGNORED;
        }
        return held == null ? addUnknown(claim, nowNs) : applyKnown(held, claim, nowNs);
    }

    /**
     * The member itself spoke, directly. An incarnation that is held of it though its owner stays more than 2^48 below
     * was never its own, and the owner will not outbid it (rule J).
     *
     * @param member who spoke
     * @param counter of the life that it says it lives
     * @return whether that has happened so often that the member must be forgotten and met anew
     */
    public boolean isForgery(final Member member, final long counter) {
        final long above = member.incarnation().generation().counter() - counter;
        return member.countFarBelow(above > MAX_COUNTER_JUMP) > MAX_FAR_BELOW;
    }

    /** This node's own probe of the member failed. One that was forgotten meanwhile is not brought back by that. */
    public void suspect(final Member member, final long nowNs) {
        if (member.isPresent() && table.find(member.hash()) == member) {
            final MemberClaim claim = new MemberClaim(
                    MemberState.SUSPECT,
                    member.id(),
                    member.hash(),
                    member.address(),
                    member.incarnation(),
                    self.hash(),
                    false);
            apply(claim, false, nowNs);
        }
    }

    private boolean isBelievable(final MemberClaim claim, final Member held, final boolean isOwnWord) {
        final long known = held == null ? 0 : held.incarnation().generation().counter();
        final boolean otherId = held != null && !held.id().equals(claim.id());
        return !otherId
                && (isOwnWord || claim.incarnation().generation().counter() - known <= MAX_COUNTER_JUMP)
                && (held != null || table.all().size() < maxMembers && admission.admits(claim.id()));
    }

    /** @return whether a node of which nothing is known would be let in */
    public boolean hasPlaceForStrangers() {
        return table.all().size() < maxMembers && admission.hasPlaceForStrangers();
    }

    /** Admits all. */
    private static final class Everybody implements Admission {
        @Override
        public boolean admits(final NodeId id) {
            return true;
        }

        @Override
        public boolean hasPlaceForStrangers() {
            return true;
        }
    }

    private ClaimOutcome addUnknown(final MemberClaim claim, final long nowNs) {
        final MemberState entry = claim.state() == MemberState.SUSPECT ? MemberState.ALIVE : claim.state();
        final Member member = new Member(claim, entry, nowNs);
        table.add(member);
        gone.forget(member.hash());
        listener.onKnown(member);
        if (member.isPresent()) {
            listener.onJoined(member);
        }
        if (claim.state() == MemberState.SUSPECT) {
            return applyKnown(member, claim, nowNs);
        }
        // A stranger alive whom a table tells of is no news: it was to those it met, and tables are compared besides.
        if (!claim.hearsay() || !member.isPresent()) {
            listener.onNews(claim);
        }
        return ClaimOutcome.APPLIED;
    }

    private ClaimOutcome applyKnown(final Member member, final MemberClaim claim, final long nowNs) {
        final ClaimRules.Verdict verdict = ClaimRules.decide(
                claim.state(), claim.incarnation(), claim.hearsay(), member.state(), member.incarnation());
        switch (verdict) {
            case ALIVE -> becomeAlive(member, claim, nowNs);
            case SUSPECT -> becomeSuspect(member, claim, nowNs);
            case CONFIRM -> {
                return confirm(member, claim);
            }
            case DEAD -> {
                return believeDeath(member, claim, nowNs);
            }
            case LEFT -> becomeGone(member, MemberState.LEFT, claim, nowNs);
            case IGNORE -> {
                return ClaimOutcome.IGNORED;
            }
        }
        return ClaimOutcome.APPLIED;
    }

    private void becomeAlive(final Member member, final MemberClaim claim, final long nowNs) {
        final boolean wasPresent = member.isPresent();
        final boolean wasSuspect = member.state() == MemberState.SUSPECT;
        final boolean isNewLife =
                !member.incarnation().generation().equals(claim.incarnation().generation());
        final boolean isMoved = !member.address().equals(claim.address());
        enter(member, MemberState.ALIVE, claim, null, nowNs);
        if (!wasPresent) {
            listener.onJoined(member);
        } else {
            if (wasSuspect) {
                listener.onRefuted(member);
            }
            if (isNewLife || isMoved) {
                listener.onUpdated(member);
            }
        }
        listener.onNews(claim);
    }

    private void becomeSuspect(final Member member, final MemberClaim claim, final long nowNs) {
        final boolean wasPresent = member.isPresent();
        final Suspicion open = new Suspicion(timeouts, nowNs, claim.accuser());
        enter(member, MemberState.SUSPECT, claim, open, nowNs);
        if (!wasPresent) {
            listener.onJoined(member);
        }
        listener.onSuspected(member);
        listener.onNews(new MemberClaim(
                MemberState.SUSPECT,
                member.id(),
                member.hash(),
                member.address(),
                member.incarnation(),
                claim.accuser(),
                claim.hearsay()));
    }

    private ClaimOutcome confirm(final Member member, final MemberClaim claim) {
        if (!member.suspicion().tryConfirm(claim.accuser(), table.presentCount())) {
            return ClaimOutcome.IGNORED;
        }
        deadlineAtChange = UNKNOWN;
        listener.onNews(claim);
        return ClaimOutcome.APPLIED;
    }

    /**
     * Others say that a member is dead. It is believed of one that has been under suspicion here for long enough to refute it;
     * of any other it is a suspicion, lest one node that is slow, or hears nobody, buries the living for all. In plain SWIM
     * it is believed at once.
     */
    private ClaimOutcome believeDeath(final Member member, final MemberClaim claim, final long nowNs) {
        if (!member.isPresent() || !timeouts.isOn()) {
            becomeGone(member, MemberState.DEAD, claim, nowNs);
            return ClaimOutcome.APPLIED;
        }
        final boolean isNew =
                member.state() == MemberState.ALIVE || claim.incarnation().compareTo(member.incarnation()) > 0;
        if (isNew) {
            becomeSuspect(member, claim, nowNs);
        }
        member.suspicion().condemn();
        deadlineAtChange = UNKNOWN;
        if (deadlineNs(member) <= nowNs) {
            becomeGone(member, MemberState.DEAD, claim, nowNs);
        }
        return ClaimOutcome.APPLIED;
    }

    private long deadlineNs(final Member suspect) {
        return suspect.suspicion().deadlineNs(table.presentCount(), health.multiplier());
    }

    /**
     * For so long this node listened to nobody: its suspicions take no account of that time.
     *
     * @param stallNs how long
     */
    public void onStalled(final long stallNs) {
        for (final Member member : table.suspects()) {
            member.suspicion().postpone(stallNs);
        }
        deadlineAtChange = UNKNOWN;
    }

    private void becomeGone(final Member member, final MemberState state, final MemberClaim claim, final long nowNs) {
        final boolean wasPresent = member.isPresent();
        enter(member, state, claim, null, nowNs);
        if (state == MemberState.LEFT) {
            listener.onLeft(member);
        } else if (wasPresent) {
            listener.onFailed(member);
        }
        listener.onNews(claim);
    }

    private void enter(
            final Member member,
            final MemberState state,
            final MemberClaim claim,
            final Suspicion open,
            final long nowNs) {
        // An address is the member's own word only together with a newer incarnation.
        final boolean isNewer = claim.incarnation().compareTo(member.incarnation()) > 0;
        final NodeAddress address = isNewer ? claim.address() : member.address();
        table.change(member, () -> member.become(state, claim.incarnation(), address, open, nowNs));
    }

    @Override
    public long deadlineNs() {
        if (deadlineAtChange != table.changeCount() || deadlineAtMultiplier != health.multiplier()) {
            deadlineAtChange = table.changeCount();
            deadlineAtMultiplier = health.multiplier();
            deadlineNs = NEVER;
            for (final Member member : table.suspects()) {
                deadlineNs = Math.min(deadlineNs, deadlineNs(member));
            }
        }
        return deadlineNs;
    }

    @Override
    public void run(final long nowNs) {
        if (deadlineNs() > nowNs) {
            return;
        }
        for (final Member member : table.suspects().toArray(new Member[0])) {
            if (deadlineNs(member) <= nowNs) {
                final MemberClaim death = new MemberClaim(
                        MemberState.DEAD,
                        member.id(),
                        member.hash(),
                        member.address(),
                        member.incarnation(),
                        member.suspicion().accuser(),
                        false);
                becomeGone(member, MemberState.DEAD, death, nowNs);
            }
        }
    }

    /** @return claims not believed so far */
    public long refusedCount() {
        return refusedCount;
    }
}
