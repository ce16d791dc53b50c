package io.gossip.core.probe;

import io.gossip.Incarnation;
import io.gossip.core.membership.Member;

/** How one probe stands. Protocol thread only. */
final class Probe {
    private final Member target;
    private final Incarnation incarnation;
    private final long beginNs;
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

    Probe(final Member target, final long beginNs, final long intervalNs) {
        this.target = target;
        this.incarnation = target.incarnation();
        this.beginNs = beginNs;
        this.endNs = beginNs + intervalNs;
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
