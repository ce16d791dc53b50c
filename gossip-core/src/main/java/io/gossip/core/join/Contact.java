package io.gossip.core.join;

import io.gossip.ContactState;
import io.gossip.NodeAddress;
import io.gossip.spi.Transport;

/** An address that should belong to a present member, and how trying to reach it stands. */
final class Contact {
    final NodeAddress address;
    final boolean isSeed;
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

    Contact(final NodeAddress address, final boolean isSeed, final long nextNs, final long backoffNs) {
        this.address = address;
        this.isSeed = isSeed;
        this.nextNs = nextNs;
        this.backoffNs = backoffNs;
    }
}
