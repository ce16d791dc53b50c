package io.gossip.core.node;

import io.gossip.Incarnation;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The member table at one moment, published by the protocol thread for all others.
 *
 * @param changeNumber rises with each snapshot
 * @param decisiveNumber change number of the last in which more changed than what members report of themselves
 * @param selfStatus this node's status
 * @param selfIncarnation what it says of itself
 * @param members all known members but this node
 * @param buriedFailures members that failed and are forgotten, but not long enough ago to count as never having been
 * @param suspected members that failed, suspected to have done so together with their whole failure domain
 * @param silentSince since when nothing was heard of any quorum member for so long that none counts; empty while they do
 * @param dates since when things are so, for display
 */
record TableSnapshot(
        long changeNumber,
        long decisiveNumber,
        NodeStatus selfStatus,
        Incarnation selfIncarnation,
        KnownMembers members,
        int buriedFailures,
        Set<NodeId> suspected,
        Optional<Instant> silentSince,
        Dates dates) {

    /**
     * By the wall clock.
     *
     * @param self when this node last began or ceased to count as up
     * @param begin when it began to look at others
     * @param removed since when those are missing that are not in the table any more; declared ones only
     */
    record Dates(Instant self, Instant begin, Map<NodeId, Instant> removed) {
        /** @return since when a node is missing that is not in the table, given when it was declared */
        Instant missing(final NodeId id, final Instant declared) {
            final Instant gone = removed.get(id);
            return gone != null ? gone : declared.isAfter(begin) ? declared : begin;
        }
    }
}
