package io.gossip.core.join;

import io.gossip.ContactState;
import io.gossip.NodeAddress;
import io.gossip.spi.Transport;
import java.util.EnumSet;
import java.util.Set;

/** An address that should belong to a present member, and how trying to reach it stands. */
final class Contact {
    /** Why it is tried. */
    enum Ground {
        /** The application asked for it; for ever. */
        SEED,
        /** It is in the present declaration. */
        DECLARED,
        /** A member was there. */
        LEARNT
    }

    final NodeAddress address;
    private final Set<Ground> grounds;
    /** Number of the join that is not answered yet, 0 when there is none. */
    int attempt;

    long nextNs;
    long backoffNs;
    /** Hash of the member that answered last, 0 when none has. */
    long answeredBy;

    /** Why the last answer was a no; null when it was none or not the last word. */
    ContactState refusal;
    /** Code of the last send. */
    int sendCode = Transport.SENT;

    Contact(final NodeAddress address, final Ground ground, final long nextNs, final long backoffNs) {
        this.address = address;
        this.grounds = EnumSet.of(ground);
        this.nextNs = nextNs;
        this.backoffNs = backoffNs;
    }

    void add(final Ground ground) {
        grounds.add(ground);
    }

    /** @return whether no reason to try it is left */
    boolean drop(final Ground ground) {
        grounds.remove(ground);
        return grounds.isEmpty();
    }

    /** Begins anew, whoever answered before. */
    void restart(final long firstNs, final long firstBackoffNs) {
        answeredBy = 0;
        nextNs = firstNs;
        backoffNs = firstBackoffNs;
    }

    /** @return whether nobody asked for it: it may give way */
    boolean isOnlyLearnt() {
        return !grounds.contains(Ground.SEED) && !grounds.contains(Ground.DECLARED);
    }
}
