package io.gossip;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Who of some members is up, and who is missing since when. One thread. */
final class QuorumTally {
    private final Map<NodeId, Instant> missing = new TreeMap<>();
    private int up;

    static QuorumTally of(final Collection<ClusterView.Member> members) {
        final QuorumTally tally = new QuorumTally();
        for (final ClusterView.Member member : members) {
            tally.count(member);
        }
        return tally;
    }

    void count(final ClusterView.Member member) {
        if (member.status().countsAsUp()) {
            up++;
        } else {
            missing.put(member.id(), member.since());
        }
    }

    boolean isAtLeast(final int needed) {
        return up >= needed;
    }

    QuorumStatus toStatus(final boolean inQuorum, final int memberCount, final int needed) {
        return new QuorumStatus(inQuorum, memberCount, needed, up, missing);
    }
}
