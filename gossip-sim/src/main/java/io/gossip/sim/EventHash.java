package io.gossip.sim;

import io.gossip.GossipEvent;
import io.gossip.sim.trace.TraceHash;

/**
 * Hashes reported events by value. The kinds of which a cluster of n nodes reports n squared at its start are hashed
 * part by part; the rest by their text, which the parts' own classes write the same way everywhere.
 */
final class EventHash {
    private EventHash() {}

    static long of(final GossipEvent event) {
        final TraceHash hash = new TraceHash();
        if (event instanceof GossipEvent.MemberJoined joined) {
            hash.add("joined");
            hash.add(joined.node().value());
            hash.add(joined.incarnation().generation().counter());
            hash.add(joined.incarnation().generation().nonce());
            hash.add(joined.incarnation().refutation());
            hash.add(joined.address().host());
            hash.add(joined.address().port());
        } else if (event instanceof GossipEvent.PeerStatusChanged changed) {
            hash.add("status");
            hash.add(changed.node().value());
            hash.add(changed.before().code());
            hash.add(changed.after().code());
        } else {
            hash.add(event.toString());
        }
        return hash.value();
    }
}
