package io.gossip.bench;

import io.gossip.bench.workload.ReplicaPeer;

/** Rounds of anti-entropy between two nodes without a network in between. */
final class Pairs {
    private Pairs() {}

    /**
     * One packet of digests from one to the other, whose answer comes back, and the answer to that.
     *
     * @return bytes that went either way
     */
    static long exchange(final ReplicaPeer asker, final ReplicaPeer holder) {
        asker.tick();
        holder.tick();
        asker.offer();
        return deliver(asker, holder) + deliver(holder, asker) + deliver(asker, holder);
    }

    private static long deliver(final ReplicaPeer from, final ReplicaPeer to) {
        final long bytes = from.sent().totalLength();
        to.receive(from.sent());
        from.sent().clear();
        return bytes;
    }

    /**
     * Sends digests until they begin anew; those of one whole turn lie in the queue afterwards.
     *
     * @param offering stands at the begin of a turn again at return
     * @param other holds the same
     * @return packets of one turn
     */
    static int digestPackets(final ReplicaPeer offering, final ReplicaPeer other) {
        final DigestRange range = new DigestRange();
        do {
            offering.sent().clear();
            offering.offer();
            range.read(offering.sent());
        } while (!range.isLast());
        offering.sent().clear();
        do {
            offering.offer();
            range.read(offering.sent());
        } while (!range.isLast());
        return offering.sent().count();
    }
}
