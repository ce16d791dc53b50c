package io.gossip.core.domain;

import io.gossip.NodeId;
import io.gossip.core.probe.Pinger;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The question whether anybody of a failure domain answers, put to several at once. It is over with the first answer, or
 * when all have failed to, which is at the same time for all. Protocol thread only.
 */
final class DomainInquiry {
    /** Hears the end. */
    interface Listener {
        /** @param answeredBy who did, or null when nobody did */
        void onOver(DomainInquiry inquiry, NodeId answeredBy);
    }

    private final String domain;
    private final Listener listener;
    private final Set<NodeId> suspects = new LinkedHashSet<>();
    private int pending;
    private boolean isOver;

    /**
     * @param domain which
     * @param asked how many are asked
     */
    DomainInquiry(final String domain, final int asked, final Listener listener) {
        this.domain = domain;
        this.pending = asked;
        this.listener = listener;
    }

    String domain() {
        return domain;
    }

    /** @return the lost members on whose account it is made; live */
    Set<NodeId> suspects() {
        return suspects;
    }

    boolean isOver() {
        return isOver;
    }

    /** @return what hears of the ping to one of those who are asked */
    Pinger.Listener listenerFor(final NodeId asked) {
        return new Pinger.Listener() {
            @Override
            public void onAnswer(final long roundTripNs) {
                if (!isOver) {
                    end(asked);
                }
            }

            @Override
            public void onFailure(final String fact) {
                if (--pending == 0 && !isOver) {
                    end(null);
                }
            }

            /** No answer to a question that is asked no more says nothing of the domain. */
            @Override
            public void onAbandoned(final String fact) {}
        };
    }

    void end(final NodeId answeredBy) {
        isOver = true;
        listener.onOver(this, answeredBy);
    }
}
