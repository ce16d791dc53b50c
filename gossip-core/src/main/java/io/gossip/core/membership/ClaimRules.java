package io.gossip.core.membership;

import io.gossip.Incarnation;
import io.gossip.core.wire.MemberState;

/**
 * Which claims about a member win over what is held of it: SWIM's order of precedence (Das, Gupta and Motivala, 2002,
 * section 4.2) with departures. Pure functions.
 *
 * <p>Deviations: a death heard in a state exchange is only a suspicion, because the teller may have been cut off. A
 * departure is final for its life: only a higher generation comes back, so that no late claim shows a departed node as
 * up.
 */
final class ClaimRules {
    /** What to do with a claim. */
    enum Verdict {
        IGNORE,
        /** It is alive, in the claim's incarnation. */
        ALIVE,
        /** It is suspected, in the claim's incarnation; it was not, or in a lower one. */
        SUSPECT,
        /** The open suspicion of that incarnation is confirmed by another accuser. */
        CONFIRM,
        DEAD,
        LEFT
    }

    private ClaimRules() {}

    /**
     * @param claimed what is said
     * @param inc of which incarnation
     * @param hearsay whether it comes from a state exchange
     * @param held what is held, not {@link MemberState#GONE}
     * @param heldInc of which incarnation
     * @return what to do
     */
    static Verdict decide(
            final MemberState claimed,
            final Incarnation inc,
            final boolean hearsay,
            final MemberState held,
            final Incarnation heldInc) {
        final boolean isGone = held == MemberState.DEAD || held == MemberState.LEFT;
        final boolean mayReturn = held == MemberState.LEFT
                ? inc.generation().compareTo(heldInc.generation()) > 0
                : inc.compareTo(heldInc) > 0;
        if (isGone && !mayReturn) {
            return claimed == MemberState.LEFT && held == MemberState.DEAD && inc.compareTo(heldInc) >= 0
                    ? Verdict.LEFT
                    : Verdict.IGNORE;
        }
        return switch (claimed) {
            case ALIVE -> mayReturn ? Verdict.ALIVE : Verdict.IGNORE;
            case SUSPECT -> suspect(inc, hearsay, held, heldInc);
            case DEAD -> hearsay && !isGone ? suspect(inc, true, held, heldInc) : atLeast(inc, heldInc, Verdict.DEAD);
            case LEFT -> atLeast(inc, heldInc, Verdict.LEFT);
            case GONE -> Verdict.IGNORE;
        };
    }

    private static Verdict suspect(
            final Incarnation inc, final boolean hearsay, final MemberState held, final Incarnation heldInc) {
        final int order = inc.compareTo(heldInc);
        if (order > 0 || order == 0 && held == MemberState.ALIVE) {
            return Verdict.SUSPECT;
        }
        return order == 0 && held == MemberState.SUSPECT && !hearsay ? Verdict.CONFIRM : Verdict.IGNORE;
    }

    private static Verdict atLeast(final Incarnation inc, final Incarnation heldInc, final Verdict verdict) {
        return inc.compareTo(heldInc) >= 0 ? verdict : Verdict.IGNORE;
    }
}
