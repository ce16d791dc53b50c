package io.gossip.core.probe;

import io.gossip.Incarnation;
import io.gossip.core.membership.Member;

/** How the present probe stands; used again for the next. Protocol thread only. */
final class Probe {
    private Member target;
    private Incarnation incarnation;
    private long beginNs;
    private long endNs;
    private int asked;
    private int nacks;
    private boolean areOthersAsked;
    private boolean isAnswered;
    private boolean isDatagramTried;
    private boolean isDatagramAnswered;
    private boolean isReliableTried;
    private boolean isReliableAnswered;
    private boolean isPostponed;

    /**
     * @param next who is probed now, null for nobody
     * @param nowNs the present
     * @param intervalNs how long the probe lasts
     */
    void begin(final Member next, final long nowNs, final long intervalNs) {
        target = next;
        incarnation = next == null ? null : next.incarnation();
        beginNs = nowNs;
        endNs = nowNs + intervalNs;
        asked = 0;
        nacks = 0;
        areOthersAsked = false;
        isAnswered = false;
        isDatagramTried = false;
        isDatagramAnswered = false;
        isReliableTried = false;
        isReliableAnswered = false;
        isPostponed = false;
    }

    /** @return whether somebody is being probed */
    boolean isOn() {
        return target != null;
    }

    Member target() {
        return target;
    }

    /** @return that of the target when the probe began */
    Incarnation incarnation() {
        return incarnation;
    }

    long beginNs() {
        return beginNs;
    }

    /** @return when the interval is over */
    long endNs() {
        return endNs;
    }

    boolean isWaitingForTarget() {
        return !isAnswered && !areOthersAsked;
    }

    boolean isAnswered() {
        return isAnswered;
    }

    /** @return whether it was not answered before */
    boolean tryAnswered() {
        final boolean isFirst = !isAnswered;
        isAnswered = true;
        return isFirst;
    }

    void onDatagramTried() {
        isDatagramTried = true;
    }

    /** @return whether the target had not answered the datagram before: a packet may come twice */
    boolean tryDatagramAnswered() {
        final boolean isFirst = isDatagramTried && !isDatagramAnswered;
        isDatagramAnswered |= isDatagramTried;
        return isFirst;
    }

    void onReliableTried() {
        isReliableTried = true;
    }

    /** @return whether the reliable lane was not tried before; now it was */
    boolean tryReliable() {
        final boolean isFirst = !isReliableTried;
        isReliableTried = true;
        return isFirst;
    }

    void onReliableAnswered() {
        isReliableAnswered = true;
    }

    /** @return whether the target answered on the reliable lane, and a datagram was in vain */
    boolean isOnlyReliableAnswered() {
        return isReliableAnswered && isDatagramTried && !isDatagramAnswered;
    }

    /** @param count relays that the request left for */
    void onOthersAsked(final int count) {
        areOthersAsked = true;
        asked = count;
        isPostponed = false;
    }

    /** @return relays that can answer */
    int asked() {
        return asked;
    }

    void onNack() {
        nacks++;
    }

    /** @return nacks so far, of as many relays at the most as were asked */
    int nacks() {
        return Math.min(asked, nacks);
    }

    /** @return whether the present wait was lengthened: it is awaited still, and was not lengthened before */
    boolean tryPostpone(final long stallNs) {
        if (isAnswered || isPostponed) {
            return false;
        }
        isPostponed = true;
        endNs += stallNs;
        return true;
    }
}
